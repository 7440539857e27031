import { describe, expect, it } from "vitest";
import { careGapRules } from "#lib/domain/care-gap/uspstf.ts";
import { daysSince, Moment, PatientFacts } from "#lib/domain/segment/patient-facts.ts";
import { emptyProfile, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import { aPatient, aTuesday, days, hours, later, patientId } from "#test/support/builders.ts";

const attributes = { state: "IL", location: "north", payer: "medicare", risk: "high", program: "p1" };
const who = whoOf(aPatient({ birthDate: "1970-01-01", gender: "female", attributes }));
const factsOf = (more: Partial<Profile> = {}, rules = careGapRules) =>
  new PatientFacts({ ...emptyProfile(patientId, who), ...more }, aTuesday, rules);
const visitsOf = (...visits: [status: string, start: string][]) =>
  factsOf({ visits: Object.fromEntries(visits.map((visit, n) => [String(n), visit])) });
const instantOf = (moment: Moment | undefined) => moment && new Date(moment.at).toISOString();

const lastWeek = later(aTuesday, -days(7));
const yesterday = later(aTuesday, -days(1));
const tomorrow = later(aTuesday, days(1));
const nextWeek = later(aTuesday, days(7));

describe("what conditions see of a patient", () => {
  it("is who they are", () => {
    const facts = factsOf({ who: { ...who, attributes: { ...attributes, careSetting: "home" } } });
    expect([facts.age, facts.gender, facts.language, facts.zone, facts.prospect]).toEqual([
      ...[56, "female", "en", "America/New_York", false],
    ]);
    const own = [facts.state, facts.location, facts.payer, facts.risk, facts.program, facts.careSetting];
    expect(own).toEqual(["IL", "north", "medicare", "high", "p1", "home"]);
    expect(facts.channels).toEqual(["sms", "email"]);
  });

  it("is little of one of whom nothing is known", () => {
    const facts = new PatientFacts(emptyProfile(patientId, whoOf(aPatient())), aTuesday);
    expect([facts.age, facts.gender, facts.payer, facts.lastVisit, facts.nextVisit]).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined],
    ]);
    expect([facts.lastMessage, facts.lastReply, facts.lastClick]).toEqual([undefined, undefined, undefined]);
    expect([facts.barriers, facts.openTasks, facts.conditions, facts.careGaps]).toEqual([[], [], [], []]);
    expect([facts.noShows, facts.silent]).toEqual([0, 0]);
  });

  it.each([
    [{ active: true, deceased: false }, true],
    [{ active: false, deceased: false }, false],
    [{ active: true, deceased: true }, false],
  ])("is active only while cared for and alive: %o", (more, active) => {
    expect(factsOf({ who: { ...who, ...more } }).active).toBe(active);
  });

  it.each([
    ["x", "x", undefined],
    [7.5, "7.5", 7.5],
    [true, "true", undefined],
    [["x", "y"], undefined, undefined],
    [undefined, undefined, undefined],
  ])("is an attribute %j as text and as number", (value, text, number) => {
    const facts = factsOf({ who: { ...who, attributes: value === undefined ? {} : { own: value } } });
    expect([facts.text("own"), facts.number("own")]).toEqual([text, number]);
  });

  it("is each kind of code by itself", () => {
    const codes: Profile["codes"] = {
      ...{ "condition|E11.9": [""], "condition|I10": [""], "medication-request|860975": [""] },
      ...{ "immunization|140": [""], "observation|4548-4": ["2026-01-01", 7] },
    };
    const { conditions, medications, immunizations, observations } = factsOf({ codes });
    expect([conditions, medications, immunizations, observations]).toEqual([
      ...[["E11.9", "I10"], ["860975"], ["140"], ["4548-4"]],
    ]);
  });

  it("is every care gap that is open", () => {
    expect(factsOf().careGaps).toContain("breast-cancer-screening");
    expect(factsOf({}, []).careGaps).toEqual([]);
  });

  it("is what they were asked, what keeps them and what passed between", () => {
    const facts = factsOf({
      ...{ tasks: { a: "confirm-appointment" }, barriers: ["cost"] },
      ...{ repliedAt: lastWeek, clickedAt: yesterday },
      sent: [
        ["m1", lastWeek],
        ["m2", later(lastWeek, 1)],
        ["m3", yesterday],
      ],
    });
    expect([facts.openTasks, facts.barriers]).toEqual([["confirm-appointment"], ["cost"]]);
    expect([facts.lastMessage, facts.lastReply, facts.lastClick].map(instantOf)).toEqual([
      ...[yesterday, lastWeek, yesterday],
    ]);
  });
});

describe("visits as conditions see them", () => {
  it.each([
    ["one that was kept", [["fulfilled", yesterday]], yesterday],
    ["one that the patient is at now", [["arrived", aTuesday]], aTuesday],
    [
      "the latest of several",
      [
        ["fulfilled", yesterday],
        ["arrived", lastWeek],
      ],
      yesterday,
    ],
    ["none that is to come, whatever its status", [["arrived", tomorrow]], undefined],
    [
      "none that was missed or cancelled",
      [
        ["noshow", yesterday],
        ["cancelled", yesterday],
        ["booked", yesterday],
      ],
      undefined,
    ],
  ] as [string, [string, string][], string | undefined][])("the last is %s", (_, visits, last) => {
    expect(instantOf(visitsOf(...visits).lastVisit)).toBe(last);
  });

  it.each([
    [
      "the earliest of several",
      [
        ["booked", nextWeek],
        ["booked", tomorrow],
      ],
      tomorrow,
    ],
    ["none that begins now", [["booked", aTuesday]], undefined],
    ["none that has passed", [["booked", yesterday]], undefined],
    ["none that was cancelled", [["cancelled", tomorrow]], undefined],
  ] as [string, [string, string][], string | undefined][])("the next is %s", (_, visits, next) => {
    expect(instantOf(visitsOf(...visits).nextVisit)).toBe(next);
  });

  it("count as missed by their status alone", () => {
    expect(visitsOf(["noshow", yesterday], ["noshow", lastWeek], ["fulfilled", lastWeek]).noShows).toBe(2);
  });
});

describe("days since a moment", () => {
  it.each([
    [0, 0],
    [hours(24) - 1, 0],
    [hours(24), 1],
    [days(400), 400],
    [-1, -1],
    [-days(12), -12],
  ])("that was %i ms ago are %i whole ones", (ago, expected) => {
    const now = Date.parse(aTuesday);
    expect(daysSince(new Moment(now - ago, now))).toBe(expected);
  });
});

describe("who a patient is to conditions", () => {
  it("reads the language they prefer, and the channels that work, each once", () => {
    const [sms, email] = aPatient().contactPoints as [never, never];
    const broken = { id: "cp-voice", channel: "voice", address: "+13125550101", health: "bad" } as never;
    const patient = aPatient({
      ...{ preference: { language: "es" }, contactPoints: [sms, sms, broken, email] },
    });
    expect(whoOf(patient)).toMatchObject({ language: "es", channels: ["sms", "email"] });
    expect(whoOf(aPatient({ gender: "female" }))).toHaveProperty("gender", "female");
    expect(whoOf(aPatient())).not.toHaveProperty("birthDate");
    expect(whoOf(aPatient())).not.toHaveProperty("gender");
  });
});
