import { describe, expect, it } from "vitest";
import { addressFor } from "#lib/domain/gate/address.ts";
import { patientFrom } from "#lib/domain/ingest/patient-from.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import { isWorse, withLearned } from "#lib/domain/patient/health.ts";
import type { Health, Patient } from "#lib/domain/patient/patient.ts";
import { type Reach, reachOf, withHealth } from "#lib/domain/reach/reach.ts";
import type { Channel } from "#lib/domain/words.ts";
import { aPolicy, patientId, phone } from "#test/support/builders.ts";

type Known = { patient: Patient; reach: Reach };
type Told = NonNullable<PatientInput["contactPoints"]>;

const byText: Told = [{ channel: "sms", address: phone }];
const rung: Channel[] = ["sms", "voice", "whatsapp", "staff-call"];
const policy = aPolicy();

/** The source tells the patient, anew or for the first time. */
function told(known: Known | undefined, contactPoints: Told = byText): Known {
  const input = { name: { given: "Maria", family: "Lopez" }, contactPoints };
  const patient = patientFrom(input, {
    id: patientId,
    policy,
    previous: known?.patient,
    reach: known?.reach,
  });
  return { patient, reach: reachOf(known?.reach, patient, {}) };
}

/** What is found out of every address of these channels, one after the other, as the use case records it. */
const found = (known: Known, health: Health, channels: Channel[] = rung): Known =>
  known.reach.addresses
    .filter(({ channel }) => channels.includes(channel))
    .reduce(({ patient, reach }, { id: addressId }) => {
      const what = { addressId, health };
      if (!isWorse(patient.contactPoints, what)) return { patient, reach };
      const contactPoints = withLearned(patient.contactPoints, patientId, what);
      return { patient: { ...patient, contactPoints }, reach: withHealth(reach, what) };
    }, known);

const used = ({ reach }: Known): Channel[] =>
  rung.filter((channel) => addressFor(reach, channel)?.health === "ok");
const healths = ({ patient }: Known): string[] =>
  patient.contactPoints.map(({ channel, health, learned }) => `${channel} ${health}${learned ? "!" : ""}`);

describe("a number that somebody else has, as a person found out", () => {
  const before: [string, Known][] = [
    ["ok", told(undefined)],
    ["a landline", found(told(undefined), "landline", ["sms"])],
    ["a landline by its look", told(undefined, [{ channel: "sms", address: `${phone} ext. 7` }])],
    ["bounced", found(told(undefined), "bounced")],
    ["complained of", found(told(undefined), "complained")],
    ["invalid, says its provider", found(told(undefined), "invalid")],
    ["for calls too", told(undefined, [...byText, { channel: "voice", address: phone }])],
  ];

  it.each(before)("and that was %s, is used on no channel, whatever the source repeats", (_, known) => {
    const wrong = found(known, "wrong");
    expect(used(wrong)).toEqual([]);
    const once = told(wrong);
    const twice = told(once);
    expect([used(once), used(twice)]).toEqual([[], []]);
    expect(used(told(twice, [...byText, { channel: "voice", address: "(312) 555-0100" }]))).toEqual([]);
    expect(used(told(twice, [...byText, { channel: "whatsapp", address: phone }]))).toEqual([]);
  });

  it.each(before)("and that was %s, stays so whatever a provider says after", (_, known) => {
    const wrong = found(known, "wrong");
    for (const health of ["landline", "complained", "bounced", "invalid"] as const) {
      expect(found(wrong, health)).toEqual(wrong);
      expect(used({ ...wrong, reach: withHealth(wrong.reach, { ...theFirst(wrong), health }) })).toEqual([]);
    }
  });

  it("leaves another number as it is", () => {
    const two: Told = [...byText, { channel: "sms", address: "+13125550199" }];
    const [first] = told(undefined, two).reach.addresses;
    const known = told(undefined, two);
    const what = { addressId: first?.id ?? "", health: "wrong" as const };
    const contactPoints = withLearned(known.patient.contactPoints, patientId, what);
    const wrong = { patient: { ...known.patient, contactPoints }, reach: withHealth(known.reach, what) };
    expect(healths(told(wrong, two))).toEqual(["sms wrong", "sms ok"]);
  });

  it("is like any other once the source has told of another one", () => {
    const wrong = found(told(undefined), "wrong");
    const moved = told(wrong, [{ channel: "sms", address: "+13125550199" }]);
    expect(used(told(moved))).toEqual(["sms", "staff-call"]);
  });
});

describe("what no person found out", () => {
  it("of a landline lets it ring, for machines and people", () =>
    expect(used(told(told(found(told(undefined), "landline", ["sms"]))))).toEqual(["voice", "staff-call"]));

  it("of an address that its provider called invalid is kept, and no mark of it where worse is known", () => {
    const invalid = found(told(undefined), "invalid");
    expect(healths(told(told(invalid)))).toEqual(["sms invalid!"]);
    expect(healths(told(found(invalid, "complained")))).toEqual(["sms complained"]);
    expect(healths(found(invalid, "landline"))).toEqual(["sms landline", "voice ok"]);
  });

  it("of the number that rings in a landline's stead is kept too, however often the source repeats it", () => {
    const dead = found(found(told(undefined), "landline", ["sms"]), "invalid", ["voice"]);
    const expected = ["sms landline", "voice invalid!"];
    expect([healths(dead), healths(told(dead)), healths(told(told(dead)))]).toEqual([
      expected,
      expected,
      expected,
    ]);
  });
});

const theFirst = ({ reach }: Known): { addressId: string } => ({ addressId: reach.addresses[0]?.id ?? "" });
