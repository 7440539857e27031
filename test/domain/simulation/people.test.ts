import { describe, expect, it } from "vitest";
import type { Patient } from "#lib/domain/patient/patient.ts";
import { Cohort, inCohort, madeUpPatient } from "#lib/domain/simulation/people.ts";
import { draft, say } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const cohort = Cohort.parse({});
const count = 600;
const people = () => Array.from({ length: count }, (_, n) => madeUpPatient(n, 1, cohort));
const share = (is: (patient: Patient) => boolean) => people().filter(is).length / count;

describe("made-up patients", () => {
  it.each<[string, Parameters<typeof share>[0], number]>([
    ["speak Spanish", ({ language }) => language === "es", 0.3],
    ["speak English", ({ language }) => language === "en", 0.7],
    ["are at high risk", ({ attributes }) => attributes.riskLevel === "high", 0.2],
    ["are at low risk", ({ attributes }) => attributes.riskLevel === "low", 0.8],
    [
      "want to hear of us in the evening",
      ({ preference }) => preference.hours?.from === "17:00" && preference.hours.to === "20:00",
      0.15,
    ],
    ["wish for no hours", ({ preference }) => Object.keys(preference).length === 0, 0.85],
    ["can be reached by text and email", ({ contactPoints }) => contactPoints.length === 2, 0.6],
    ["by text alone", ({ contactPoints: [a, b] }) => !b && a?.channel === "sms", 0.2],
    ["by email alone", ({ contactPoints: [a, b] }) => !b && a?.channel === "email", 0.12],
    ["by nothing", ({ contactPoints }) => contactPoints.length === 0, 0.08],
    ["live by Phoenix's clock", ({ timeZone }) => timeZone === "America/Phoenix", 0.2],
    ["were born before 1972", ({ birthDate = "" }) => birthDate < "1972", 32 / 65],
  ])("%s in their share", (_, is, expected) => {
    expect(Math.abs(share(is) - expected)).toBeLessThan(0.035);
  });

  it("are alive, of age, and nobody's: their numbers and addresses are set aside for fiction", () => {
    for (const { birthDate = "", contactPoints, ...patient } of people()) {
      expect(birthDate).toMatch(/^(19[4-9]\d|200[0-4])-06-15$/);
      for (const { channel, address, health } of contactPoints) {
        expect(address).toMatch(channel === "sms" ? /^\+1[2-9]\d{2}55501\d{2}$/ : /@simulation\.test$/);
        expect(health).toBe("ok");
      }
      expect(patient).toMatchObject({ identifiers: [], deceased: false, active: true, relations: [] });
    }
    const addresses = people().flatMap(({ contactPoints }) => contactPoints.map(({ address }) => address));
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it("are ten names and one family, each another patient, the same ones for the same seed", () => {
    expect(new Set(people().map(({ name }) => name.given)).size).toBe(10);
    expect(new Set(people().map(({ name }) => name.family))).toEqual(new Set(["Sample"]));
    expect(new Set(people().map(({ id }) => id)).size).toBe(count);
    expect(madeUpPatient(7, 1, cohort)).toEqual(people()[7]);
    expect(madeUpPatient(7, 2, cohort).id).not.toBe(people()[7]?.id);
  });

  it("have what the journey's population has", () => {
    const asked = Cohort.parse({ prospect: true, attributes: { riskLevel: "none", smokes: true } });
    expect(madeUpPatient(0, 1, asked)).toMatchObject({
      prospect: true,
      attributes: { riskLevel: "none", smokes: true },
    });
  });
});

describe("what a journey is about, for a made-up patient", () => {
  const patient = madeUpPatient(0, 1, cohort);
  const about = (subject: string, of: object = {}, begins = simulatedMonday) => {
    const enrollWhen = { event: subject === "appointment" ? "appointment.booked" : "patient.created" };
    const journey = draft({ a: say("b"), b: { do: "end", outcome: "x" } }, { subject, enrollWhen });
    return inCohort(patient, journey, Cohort.parse(of), begins);
  };

  it("is themself alone", () => expect(about("patient", { visit: {} })).toEqual({ patient }));

  it("is a booked visit in a week, late in the morning", () => {
    expect(about("appointment").appointment).toEqual({
      id: expect.stringMatching(/^apt_/),
      patientId: patient.id,
      status: "booked",
      start: "2026-06-08T15:00:00.000Z",
      timeZone: patient.timeZone,
      confirmation: "none",
    });
  });

  it("is the visit that the population has, whatever the hour at which the journey begins", () => {
    const visit = { inDays: 3, status: "proposed", visitType: "flu shot", specialty: "family" };
    expect(about("appointment", { visit }, "2026-06-01T23:59:00.000Z").appointment).toMatchObject({
      start: "2026-06-04T15:00:00.000Z",
      ...{ status: "proposed", visitType: "flu shot", specialty: "family" },
    });
  });

  it("is a visit of now where it is one of today", () =>
    expect(
      about("appointment", { visit: { inDays: 0 } }, "2026-06-01T18:20:00.000Z").appointment?.start,
    ).toBe("2026-06-01T18:20:00.000Z"));

  it.each([
    ["referral", {}, { type: "service-request", status: "active" }],
    ["episode", {}, { type: "encounter", status: "finished" }],
    [
      "episode",
      { fact: { type: "immunization", status: "done", code: "140" } },
      { type: "immunization", status: "done", code: { code: "140" } },
    ],
  ])("is of a %s (%j) the fact %j", (subject, of, fact) => {
    const at = simulatedMonday;
    expect(about(subject, of).fact).toEqual({
      ...fact,
      ...{ id: expect.stringMatching(/^fct_/), patientId: patient.id, at },
    });
  });
});
