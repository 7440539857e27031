import type { By } from "#lib/domain/ingest/by.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { ContactPoint, Patient } from "#lib/domain/patient/patient.ts";
import { addressKey, addressLinkId, isStopped } from "#lib/domain/reach/address.ts";
import { type Reach, withStop } from "#lib/domain/reach/reach.ts";
import type { Records } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { eventOf, type IngestPorts } from "./change.ts";

/** Address key → the contact points behind it. One number may be an sms and a voice address. */
function byAddress(points: ContactPoint[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { id, channel, address } of points) {
    const key = addressKey(channel, address);
    keys.set(key, [...(keys.get(key) ?? []), id].sort());
  }
  return keys;
}

/** Contact point → what was stopped of it. */
type Stops = Record<string, "all" | string[]>;

/** What was stopped of these contact points, whoever said so. */
export async function stopsOf(records: Records, points: ContactPoint[], consistent = false): Promise<Stops> {
  const keys = byAddress(points);
  const wanted = [...keys.keys()].map((id) => ({ kind: "addressState" as const, id }));
  const states = wanted.length > 0 ? await records.getMany(wanted, { consistent }) : [];
  const stops: Stops = {};
  for (const state of states)
    if (state && state.data.stopped.length > 0)
      for (const id of keys.get(state.id) ?? []) stops[id] = state.data.stopped;
  return stops;
}

/** The links that change with a patient's contact points: new ones active, left ones kept as tombstones. */
export async function linkChanges(
  ports: IngestPorts,
  by: By,
  { next, previous, consistent }: { next: Patient; previous: Patient | undefined; consistent: boolean },
): Promise<Change<"addressLink">[]> {
  const before = byAddress(previous?.contactPoints ?? []);
  const after = byAddress(next.contactPoints);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key)?.join() !== after.get(key)?.join(),
  );
  const wanted = changed.map((key) => ({ kind: "addressLink" as const, id: addressLinkId(key, next.id) }));
  const known = wanted.length > 0 ? await ports.records.getMany(wanted, { consistent }) : [];
  return changed.map((key, i) => {
    const contactPointIds = after.get(key) ?? [];
    const active = contactPointIds.length > 0;
    return {
      kind: "addressLink",
      id: addressLinkId(key, next.id),
      expect: known[i]?.version ?? 0,
      data: { key, patientId: next.id, contactPointIds, active },
      event: eventOf(ports, by, active ? "address.linked" : "address.unlinked"),
    };
  });
}

/**
 * The second half of the protocol of domain/reach/address.ts: the links are written, now the states are read again. A STOP
 * that did not yet see the link is seen here.
 */
export async function honourStops(ports: IngestPorts, by: By, patient: Patient): Promise<void> {
  const stops = await stopsOf(ports.records, patient.contactPoints, true);
  if (Object.keys(stops).length === 0) return;
  await retried(async () => {
    const reach = await ports.records.get("reach", patient.id, { consistent: true });
    const next = reach && withStops(reach.data, stops);
    if (!reach || !next || next === reach.data) return;
    const event = eventOf(ports, by, "reach.updated", "address_stopped");
    await ports.records.save([{ kind: "reach", id: reach.id, expect: reach.version, data: next, event }]);
  });
}

/** The same reach where it already knows all of these stops. */
function withStops(reach: Reach, stops: Stops): Reach {
  let next = reach;
  for (const [id, stopped] of Object.entries(stops))
    for (const scope of stopped === "all" ? ["all"] : stopped) {
      const known = next.addresses.find((a) => a.id === id)?.stopped;
      if (!isStopped(known, scope)) next = withStop(next, [id], scope);
    }
  return next;
}
