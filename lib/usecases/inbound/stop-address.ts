import type { Consent } from "#lib/domain/consent/consent.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import { ownedId } from "#lib/domain/ids.ts";
import { addressesAt, addressKey, stateAfter } from "#lib/domain/reach/address.ts";
import { withStops } from "#lib/domain/reach/reach.ts";
import type { Actor, Channel, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { patientsAt } from "./address-book.ts";

type Needs = Pick<Ports, "records" | "clock">;
/** `at`: when it was said, where that is not now. `source`: how, where that is not a reply. */
type Who = {
  channel: Channel;
  address: string;
  actor: Actor;
  cause?: string;
  at?: Instant;
  source?: Consent["source"];
};

/**
 * STOP: the address first, then the reach item of everyone who shares it. A claim that came before is out already;
 * none can come after, because it is conditional on the reach item. 47 CFR 64.1200(a)(10)–(11).
 * `scope` is `all` or the category the STOP answered.
 */
export const stopAddress = (ports: Needs, who: Who, scope: string): Promise<string[]> =>
  changeAddress(ports, who, { type: "address.stopped", reason: scope, scope });

/** START undoes every STOP of the address, for everyone who shares it. */
export const startAddress = (ports: Needs, who: Who): Promise<string[]> =>
  changeAddress(ports, who, { type: "address.started", reason: "start", scope: undefined });

type Evidence = { key: string; source: Consent["source"] };

/** The evidence: what was revoked or granted, when and by which message. */
const ledgerEntry = (
  patientId: string,
  event: ChangeEvent,
  { key, source, channel }: Evidence & { channel: Channel | undefined },
): Consent => ({
  id: ownedId("consent", patientId, event.type, event.cause ?? event.at, key),
  patientId,
  purpose: "all",
  channel: channel ?? "all",
  category: event.reason === "all" || event.type === "address.started" ? "*" : (event.reason ?? "*"),
  state: event.type === "address.stopped" ? "revoked" : "granted",
  at: event.at,
  by: event.actor,
  source,
  addressKey: key,
  written: false,
});

type AddressChange = {
  type: "address.stopped" | "address.started";
  reason: string;
  scope: string | undefined;
};

async function changeAddress(ports: Needs, who: Who, change: AddressChange): Promise<string[]> {
  const { channel, address, actor, cause } = who;
  const key = addressKey(channel, address);
  const { type, reason, scope } = change;
  const event = { type, at: ports.clock.now(), actor, reason, ...(cause && { cause }) };
  await retried(() => changeState(ports, { key, scope, at: who.at ?? event.at, cause }, event));
  const patients = await patientsAt(ports.records, channel, address);
  const source = who.source ?? (actor.type === "provider" ? "provider" : "reply");
  for (const patientId of patients)
    await retried(() => changeReach(ports, patientId, event, { key, source }));
  return patients;
}

async function changeState(
  { records }: Needs,
  said: Parameters<typeof stateAfter>[1],
  event: ChangeEvent,
): Promise<void> {
  const { key } = said;
  const state = await records.get("addressState", key, { consistent: true });
  const data = stateAfter(state?.data, said);
  if (data) await records.save([{ kind: "addressState", id: key, expect: state?.version ?? 0, data, event }]);
}

/**
 * Brings a reach item in line with the state of the address, and writes the evidence beside it. The state is read
 * after the reach item: of two who write it, the one that comes second has seen the later state.
 */
async function changeReach(
  { records }: Needs,
  patientId: string,
  event: ChangeEvent,
  { key, source }: Evidence,
): Promise<void> {
  const reach = await records.get("reach", patientId, { consistent: true });
  if (!reach) return;
  const own = addressesAt(reach.data.addresses, key);
  const entry = ledgerEntry(patientId, event, { key, source, channel: own[0]?.channel });
  if (await records.get("consent", entry.id, { consistent: true })) return;
  const state = await records.get("addressState", key, { consistent: true });
  const ids = own.map((a) => a.id);
  const data = withStops(reach.data, ids, state?.data.stopped ?? []);
  const type = entry.state === "revoked" ? "consent.revoked" : "consent.granted";
  await records.save([
    { kind: "reach", id: patientId, expect: reach.version, data, event },
    { kind: "consent", id: entry.id, expect: 0, data: entry, event: { ...event, type } },
  ]);
}
