import { describe, expect, it } from "vitest";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { isSomeoneElse, namesOf, newPatientId, patientFrom } from "#lib/domain/ingest/patient-from.ts";
import { sourceDigest } from "#lib/domain/ingest/source.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { ContactPoint, Health, Patient } from "#lib/domain/patient/patient.ts";
import { contactPointId } from "#lib/domain/patient/ringing.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { aPatient, aPolicy, aReach, patientId, phone, zone } from "#test/support/builders.ts";

const policy = aPolicy({ language: "es", timeZone: "America/Denver" });
const told = (more: Partial<PatientInput> = {}): PatientInput => ({
  name: { given: "Maria", family: "Lopez" },
  ...more,
});
const made = (input: PatientInput, previous?: Patient, reach?: Reach) =>
  patientFrom(input, { id: patientId, policy, previous, reach });
const mrn = (value: string) => ({ system: "mrn", value });

describe("who a patient is", () => {
  it("is said by the source's own reference first, then by its identifiers", () => {
    const reference = { system: "reference", value: "maria" };
    expect(namesOf({ reference: "maria", identifiers: [mrn("1")] })).toEqual([reference, mrn("1")]);
    expect(namesOf({})).toEqual([]);
  });

  it("is one id for one first name, and another for every nameless patient", () => {
    expect(newPatientId([mrn("1"), mrn("2")], "u1")).toBe(patientIdFrom("mrn", "1"));
    const nameless = newPatientId([], "u1");
    expect(nameless).toMatch(/^pat_[0-9a-z]{26}$/);
    expect(newPatientId([], "u2")).not.toBe(nameless);
    expect(nameless).not.toBe(newPatientId([{ system: "unique", value: "u1" }], "u1"));
  });

  it.each<[string, Partial<Patient>, ReturnType<typeof mrn>[], boolean]>([
    ["the same own number", { identifiers: [mrn("1")] }, [mrn("1")], false],
    ["another own number", { identifiers: [mrn("1")] }, [mrn("2")], true],
    ["one of several own numbers", { identifiers: [mrn("1"), mrn("2")] }, [mrn("3"), mrn("2")], false],
    ["no own number known yet", { identifiers: [{ system: "ssn", value: "1" }] }, [mrn("1")], false],
    [
      "another reference, though a lesser name is shared",
      { reference: "ana", identifiers: [mrn("1")] },
      [{ system: "reference", value: "maria" }, mrn("1")],
      true,
    ],
    ["no name at all", { identifiers: [mrn("1")] }, [], false],
  ])("is someone else or not: %s", (_, known, names, other) => {
    expect(isSomeoneElse(aPatient(known), names)).toBe(other);
  });
});

describe("a patient after the first message", () => {
  it("is what was told, with the customer's language and zone where it is silent", () => {
    expect(made(told())).toEqual({
      id: patientId,
      identifiers: [],
      name: { given: "Maria", family: "Lopez" },
      language: "es",
      timeZone: "America/Denver",
      deceased: false,
      active: true,
      prospect: false,
      contactPoints: [],
      preference: {},
      attributes: {},
      relations: [],
      sourceDigest: sourceDigest(told()),
    });
  });

  it("has all that was told", () => {
    const all = {
      reference: "maria",
      identifiers: [mrn("1")],
      birthDate: "1980-04-02",
      gender: "female" as const,
      language: "en",
      timeZone: zone,
      deceased: true,
      active: false,
      prospect: true,
      preference: { channels: ["email" as const] },
      attributes: { risk: "high" },
      relations: [{ role: "proxy" as const, name: "Joe" }],
      sourceUpdatedAt: "2026-11-02T00:00:00.000Z",
    };
    expect(made(told(all))).toMatchObject(all);
  });
});

describe("what the source is silent on", () => {
  const known = aPatient({
    reference: "maria",
    birthDate: "1980-04-02",
    gender: "female",
    language: "fr",
    deceased: true,
    active: false,
    prospect: true,
    preference: { channels: ["email"] },
    attributes: { risk: "high", city: "Boston" },
    relations: [{ role: "proxy", name: "Joe" }],
  });

  it("stays, where the source may not know of it", () => {
    const { reference, deceased, active, prospect, contactPoints, preference, attributes, relations } = known;
    const stays = { reference, deceased, active, prospect, contactPoints, preference, attributes, relations };
    expect(made(told(), known)).toMatchObject(stays);
  });

  it("is unknown, where the source says all there is", () => {
    const after = made(told(), known);
    expect(after).not.toHaveProperty("birthDate");
    expect(after).not.toHaveProperty("gender");
    expect(after.language).toBe("es");
  });

  it("is ended by saying so: a state by its opposite, a list by an empty one, an attribute by null", () => {
    const said = { deceased: false, active: true, prospect: false, contactPoints: [], relations: [] };
    const after = made(told({ ...said, attributes: { city: null, state: "MA" } }), known);
    expect(after).toMatchObject(said);
    expect(after.attributes).toEqual({ risk: "high", state: "MA" });
    expect(known.attributes).toEqual({ risk: "high", city: "Boston" });
  });

  it("of confidential addresses stays, though the preference is told anew, until it is told itself", () => {
    const asked = aPatient({ preference: { language: "fr", confidential: ["cp-sms"] } });
    const preference = (said: Patient["preference"]) => made(told({ preference: said }), asked).preference;
    expect(preference({ format: "large-print" })).toEqual({
      format: "large-print",
      confidential: ["cp-sms"],
    });
    expect(preference({ confidential: ["cp-email"] })).toEqual({ confidential: ["cp-email"] });
  });

  it("of identifiers stays by system: a source says all of the systems it names", () => {
    const badge = { system: "badge", value: "7" };
    const before = aPatient({ identifiers: [mrn("1"), mrn("2"), badge] });
    expect(made(told({ identifiers: [mrn("3")] }), before).identifiers).toEqual([mrn("3"), badge]);
    expect(made(told(), before).identifiers).toEqual([mrn("1"), mrn("2"), badge]);
  });

  it("of identifiers yields to what is told where they are more than fifty", () => {
    const identifiers = Array.from({ length: 50 }, (_, n) => ({ system: `s${n}`, value: "1" }));
    const after = made(told({ identifiers: [mrn("1")] }), aPatient({ identifiers }));
    expect(after.identifiers).toEqual([mrn("1"), ...identifiers.slice(0, 49)]);
  });
});

describe("what was found out of an address that the source repeats", () => {
  const id = contactPointId(patientId, "sms", phone);
  const point = (more: Partial<ContactPoint>): ContactPoint => ({
    id,
    channel: "sms",
    address: phone,
    health: "ok",
    ...more,
  });
  const repeated = told({ contactPoints: [{ channel: "sms", address: "(312) 555-0100" }] });
  const healthOf = (previous: Patient, reach?: Reach) =>
    made(repeated, previous, reach).contactPoints[0]?.health;

  it.each<[Health, boolean | undefined, Health]>([
    ["bounced", undefined, "bounced"],
    ["complained", undefined, "complained"],
    ["landline", undefined, "landline"],
    ["invalid", true, "invalid"],
    ["invalid", undefined, "ok"],
    ["ok", undefined, "ok"],
  ])("%s (by a person: %s) is %s after it", (health, learned, after) => {
    const contactPoints = [point({ health, ...(learned && { learned }) })];
    expect(healthOf(aPatient({ contactPoints }))).toBe(after);
  });

  it("is known to the reach item first", () => {
    const patient = aPatient({ contactPoints: [point({})] });
    const [address] = aReach().addresses;
    if (!address) throw new Error("no address");
    expect(healthOf(patient, aReach({ addresses: [{ ...address, id, health: "bounced" }] }))).toBe("bounced");
  });
});

describe("the source's marks", () => {
  const [monday, tuesday] = ["2026-11-02T00:00:00.000Z", "2026-11-03T00:00:00.000Z"];
  const before = made(told({ sourceUpdatedAt: monday }));
  const amended = (previous: Patient | undefined) =>
    patientFrom(told({ birthDate: "1980-04-02", sourceUpdatedAt: tuesday }), {
      ...{ id: patientId, policy, previous, reach: undefined },
      amends: true,
    });

  it("are those of its last message", () => {
    const message = told({ sourceUpdatedAt: tuesday });
    expect(made(message, before)).toMatchObject({
      sourceUpdatedAt: tuesday,
      sourceDigest: sourceDigest(message),
    });
  });

  it("stay where someone else amends what it said", () => {
    const { sourceUpdatedAt, sourceDigest } = before;
    expect(amended(before)).toMatchObject({ birthDate: "1980-04-02", sourceUpdatedAt, sourceDigest });
    expect(amended(undefined).sourceUpdatedAt).toBe(tuesday);
    expect(Object.keys(amended(aPatient()))).not.toContain("sourceDigest");
  });
});
