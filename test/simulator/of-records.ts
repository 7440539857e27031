import { chainFaults, sha256 } from "#lib/domain/audit.ts";
import { refusals } from "#lib/domain/errors.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { ContactPoint } from "#lib/domain/patient/patient.ts";
import { mailingLines } from "#lib/domain/patient/postal-address.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import type { Faults } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";

/** 5. Any permutation or repetition of a set of EHR messages converges; a stale one is recorded, not applied. */
export function converges({ story, mirror }: Evidence): Faults {
  const byTime = <T extends { input: { sourceUpdatedAt: string } }>(a: T, b: T): number =>
    a.input.sourceUpdatedAt < b.input.sourceUpdatedAt ? 1 : -1;
  const patients = mirror.all("patient");
  const visits = mirror.all("appointment");
  const told = Map.groupBy(
    story.events.filter((e) => e.do === "patient"),
    (e) => e.input.reference,
  );
  const faults: Faults = [];
  for (const [reference, messages] of told) {
    const last = messages.sort(byTime)[0]?.input;
    const now = patients.find((p) => p.data.reference === reference)?.data;
    const addresses = (last?.contactPoints ?? []).map(toldAs);
    if (
      now?.name.family !== last?.name.family ||
      now?.language !== last?.language ||
      now?.deceased !== last?.deceased ||
      now?.active !== last?.active ||
      now?.contactPoints.filter(isTold(addresses)).map(keptAs).join() !== addresses.join()
    )
      faults.push(`patient ${reference} is not as its source last told`);
  }
  const booked = Map.groupBy(
    story.events.filter((e) => e.do === "visit"),
    (e) => e.input.reference,
  );
  for (const [reference, messages] of booked) {
    if (!told.has(messages[0]?.person ?? "")) continue;
    const last = messages.sort(byTime)[0]?.input;
    const now = visits.find((v) => v.data.reference === reference)?.data;
    for (const field of ["status", "start", "timeZone", "locationName", "practitionerName"] as const)
      if (now?.[field] !== last?.[field])
        faults.push(`visit ${reference}: ${field} is not as its source last told`);
  }
  return faults;
}

type Told = NonNullable<PatientInput["contactPoints"]>[number];
const keptAs = (c: Pick<Told, "channel" | "address">): string => `${c.channel} ${c.address}`;
const toldAs = ({ channel, address, postal }: Told): string =>
  keptAs({ channel, address: postal ? mailingLines(postal).join("\n") : address });

/** The number of a landline, which rings: nobody told it as one for calls. */
const isTold =
  (addresses: string[]) =>
  (point: ContactPoint, _: number, all: ContactPoint[]): boolean =>
    addresses.includes(keptAs(point)) ||
    !(
      point.channel === "voice" &&
      all.some(
        (c) => c.channel === "sms" && ["landline", "wrong"].includes(c.health) && c.address === point.address,
      )
    );

/** 8. Every state change has one audit event; removing, changing or reordering one is detected. */
export function everyChangeIsAudited({ mirror, audit }: Evidence): Faults {
  const faults: Faults = [];
  const chains = Map.groupBy(audit, (line) => line.data.chain);
  const changes = Map.groupBy(mirror.changes, (change) => change.chain);
  for (const [chain, expected] of changes) {
    const lines = (chains.get(chain) ?? []).map(({ data }) => data);
    for (const { n, fault } of chainFaults(lines, expected.length))
      faults.push(`line ${n} of ${chain} is ${fault}`);
    for (const [i, { after, sequence }] of expected.entries()) {
      const line = lines[i];
      if (line?.sequence !== sequence || line.after !== sha256(after.data) || line.type !== after.event.type)
        faults.push(`line ${i + 1} of ${chain} does not tell of ${after.event.type}`);
    }
    if (lines.length > expected.length)
      faults.push(`${chain} has ${lines.length - expected.length} lines of nothing`);
  }
  return faults.slice(0, 5);
}

/** 9. No log line, schedule, queue message or execution input holds a name, phone, email, birth date or text. */
export const nothingPersonalLeaks = ({ leaks }: Evidence): Faults => leaks.slice(0, 5);

/** 10. A bad input is refused with a named reason at the edge, and nothing is half-written. */
export function nothingHalfWritten({ bad, mirror }: Evidence): Faults {
  const faults = bad.flatMap(({ what, refusedAs, wrote }) => {
    if (!refusedAs || !(refusedAs in refusals)) return [`${what} was not refused (${refusedAs})`];
    return wrote > 0 ? [`${what} was refused, and wrote ${wrote} records`] : [];
  });
  for (const { id, data } of mirror.all("patient")) {
    const reach = mirror.get("reach", id)?.data;
    const own = data.contactPoints.map((c) => `${c.id} ${c.health}`).join();
    if (reach?.addresses.map((a) => `${a.id} ${a.health}`).join() !== own)
      faults.push(`${id} and its reach differ in addresses`);
    if (reach?.who.deceased !== data.deceased || reach.who.active !== data.active)
      faults.push(`${id} and its reach differ in who it is`);
    const links = new Set(data.contactPoints.map((c) => addressKey(c.channel, c.address)));
    for (const link of mirror.all("addressLink"))
      if (link.data.patientId === id && link.data.active !== links.has(link.data.key))
        faults.push(`${link.id} is not as its patient's contact points`);
  }
  for (const { id, data } of mirror.all("appointment")) {
    const visit = mirror.get("reach", data.patientId)?.data.visits[id];
    if (visit && visit.print !== fingerprint(data)) faults.push(`${id} is not as the reach item has it`);
  }
  return faults;
}
