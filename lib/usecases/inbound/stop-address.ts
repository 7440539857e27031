import { addressKey } from "#lib/domain/address.ts";
import type { Consent } from "#lib/domain/consent.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import { ownedId } from "#lib/domain/ids.ts";
import { type Reach, withoutStop, withStop } from "#lib/domain/reach.ts";
import type { Actor, Channel } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { patientsAt } from "./address-book.ts";

type Needs = Pick<Ports, "records" | "clock">;
type Who = { channel: Channel; address: string; actor: Actor; cause?: string };

/**
 * STOP: the address first, then the reach item of everyone who shares it. A claim that came before is out already;
 * none can come after, because it is conditional on the reach item. 47 CFR 64.1200(a)(10)–(11).
 * `scope` is `all` or the category the STOP answered.
 */
export const stopAddress = (ports: Needs, who: Who, scope: string): Promise<string[]> =>
  changeAddress(ports, who, {
    type: "address.stopped",
    reason: scope,
    stopped: (now) => (scope === "all" || now === "all" ? "all" : [...new Set([...now, scope])]),
    reach: (reach, ids) => withStop(reach, ids, scope),
  });

/** START undoes every STOP of the address, for everyone who shares it. */
export const startAddress = (ports: Needs, who: Who): Promise<string[]> =>
  changeAddress(ports, who, {
    type: "address.started",
    reason: "start",
    stopped: () => [],
    reach: withoutStop,
  });

/** The evidence: what was revoked or granted, when and by which message. */
const ledgerEntry = (patientId: string, key: string, event: ChangeEvent, channel?: Channel): Consent => ({
  id: ownedId("consent", patientId, event.type, event.cause ?? event.at, key),
  patientId,
  purpose: "all",
  channel: channel ?? "all",
  category: event.reason === "all" || event.type === "address.started" ? "*" : (event.reason ?? "*"),
  state: event.type === "address.stopped" ? "revoked" : "granted",
  at: event.at,
  by: event.actor,
  source: "reply",
  addressKey: key,
  written: false,
});

type AddressChange = {
  type: "address.stopped" | "address.started";
  reason: string;
  stopped: (now: "all" | string[]) => "all" | string[];
  reach: (reach: Reach, addressIds: string[]) => Reach;
};

async function changeAddress(ports: Needs, who: Who, change: AddressChange): Promise<string[]> {
  const { channel, address, actor, cause } = who;
  const key = addressKey(channel, address);
  const event = (): ChangeEvent => ({
    type: change.type,
    at: ports.clock.now(),
    actor,
    reason: change.reason,
    ...(cause && { cause }),
  });
  await retried(async () => {
    const state = await ports.records.get("addressState", key, { consistent: true });
    const data = { key, stopped: change.stopped(state?.data.stopped ?? []), at: ports.clock.now() };
    await ports.records.save([
      { kind: "addressState", id: key, expect: state?.version ?? 0, data, event: event() },
    ]);
  });
  const patients = await patientsAt(ports.records, channel, address);
  for (const patientId of patients) await changeReach(ports, patientId, key, change, event());
  return patients;
}

function changeReach(
  { records }: Needs,
  patientId: string,
  key: string,
  change: AddressChange,
  event: ChangeEvent,
): Promise<void> {
  return retried(async () => {
    const reach = await records.get("reach", patientId, { consistent: true });
    if (!reach) return;
    const ids = reach.data.addresses.filter((a) => addressKey(a.channel, a.address) === key).map((a) => a.id);
    const entry = ledgerEntry(
      patientId,
      key,
      event,
      reach.data.addresses.find((a) => ids.includes(a.id))?.channel,
    );
    if (await records.get("consent", entry.id, { consistent: true })) return;
    await records.save([
      {
        kind: "reach",
        id: patientId,
        expect: reach.version,
        data: change.reach(reach.data, ids),
        event,
      },
      {
        kind: "consent",
        id: entry.id,
        expect: 0,
        data: entry,
        event: { ...event, type: entry.state === "revoked" ? "consent.revoked" : "consent.granted" },
      },
    ]);
  });
}
