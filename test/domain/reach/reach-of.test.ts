import { describe, expect, it } from "vitest";
import type { Patient, Preference } from "#lib/domain/patient/patient.ts";
import {
  type Reach,
  reachOf,
  withHealth,
  withMuted,
  withStops,
  withTrouble,
  withVisit,
} from "#lib/domain/reach/reach.ts";
import { anAppointment, aPatient, aReach, aTuesday, days, later } from "#test/support/builders.ts";

const of = (more: Partial<Patient>, previous?: Reach) => reachOf(previous, aPatient(more), {});

describe("what a patient record says to the gate", () => {
  it("is no more than the person, where nothing was chosen", () => {
    expect(Object.keys(of({})).sort()).toEqual(
      ["addresses", "budget", "cancelled", "claims", "consents", "patientId", "visits", "who"].sort(),
    );
    expect(Object.keys(of({}).who).sort()).toEqual(
      ["active", "deceased", "given", "language", "timeZone"].sort(),
    );
  });

  it.each<[string, Partial<Patient>, Partial<Reach>]>([
    [
      "their own order of channels",
      { preference: { channels: ["email", "sms"] } },
      { order: ["email", "sms"] },
    ],
    [
      "their own hours",
      { preference: { hours: { from: "10:00", to: "12:00" } } },
      { hours: { from: "10:00", to: "12:00" } },
    ],
    [
      "the topics they declined, and none they want",
      { preference: { topics: { recall: false, education: true } } },
      { declined: ["recall"] },
    ],
    [
      "the addresses that alone may be used",
      { preference: { confidential: ["cp-email"] } },
      { confidential: ["cp-email"] },
    ],
  ])("tells %s", (_, patient, told) => {
    expect(of(patient)).toMatchObject(told);
  });

  it.each<[string, Preference["format"], string | undefined]>([
    ["large print", "large-print", "large-print"],
    ["few short words", "easy-read", "easy-read"],
    ["the standard one, which needs no telling", "standard", undefined],
  ])("tells the format they want: %s", (_, format, told) => {
    expect(of({ preference: format ? { format } : {} }).who.format).toBe(told);
  });

  it("tells the levels that their attributes name", () => {
    const { who } = of({ attributes: { location: "North Clinic", program: "diabetes" } });
    expect(who).toMatchObject({ location: "north-clinic", program: "diabetes" });
  });

  it("tells no topics where all are wanted", () => {
    expect(of({ preference: { topics: { education: true } } })).not.toHaveProperty("declined");
  });

  it("tells the state whose rules bound the hours, where it is one", () => {
    expect(of({ attributes: { state: "FL" } }).who).toHaveProperty("state", "FL");
    expect(of({ attributes: { state: "nowhere" } }).who).not.toHaveProperty("state");
  });

  it("prefers the language that the patient asked for", () => {
    expect(of({ preference: { language: "es" } }).who.language).toBe("es");
  });

  it("keeps what only the reach item knows", () => {
    const known: Partial<Reach> = {
      waiting: { out_1: { at: aTuesday, rank: 1 } },
      overrides: [{ rule: "daily_budget", until: later(aTuesday, days(1)) }],
      policy: { budget: { perDay: 2 } } as NonNullable<Reach["policy"]>,
      budget: { day: "2026-06-02", dayUsed: 1, week: "2026-W23", weekUsed: 2 },
      claims: { out_0: { n: 1, at: aTuesday } },
      cancelled: { out_2: aTuesday },
      consents: { "care:sms:*": { granted: true, at: aTuesday } },
      visits: { apt_1: { print: "x" } },
    };
    expect(of({}, aReach(known))).toMatchObject(known);
  });

  it("keeps the trouble of an address that stays, and forgets that of one that is gone", () => {
    const troubled = withTrouble(aReach(), "cp-sms", true, aTuesday);
    expect(of({}, troubled).addresses[0]).toHaveProperty("trouble", { n: 1, at: aTuesday });
    const [, email] = aPatient().contactPoints;
    expect(JSON.stringify(of({ contactPoints: email ? [email] : [] }, troubled))).not.toContain("trouble");
  });
});

describe("who stands above a postal address", () => {
  const home = { id: "cp-home", channel: "letter" as const, address: "1 Elm St", health: "ok" as const };
  const relations: Patient["relations"] = [
    { role: "caregiver", name: "Nobody Yet" },
    { role: "guardian", reference: "mother", name: "Ana Ruiz" },
    { role: "proxy", reference: "friend" },
  ];
  const addressee = (more: object, name = { given: "Maria", family: "Lopez" }) =>
    of({ name, relations, contactPoints: [{ ...home, ...more }] }).addresses[0]?.addressee;

  it.each([
    ["their own", {}, "Maria Lopez"],
    ["their mother's", { relation: "mother" }, "Ana Ruiz"],
    ["one's whose name is not known", { relation: "friend" }, "Maria Lopez"],
    ["one's who is no relation any more", { relation: "uncle" }, "Maria Lopez"],
  ])("is told of %s", (_, more, told) => {
    expect(addressee(more)).toBe(told);
  });

  it("is no more than the name there is", () => {
    expect(addressee({}, { given: "Maria", family: "" })).toBe("Maria");
  });

  it("is told of no other address", () => {
    expect(addressee({ channel: "email" })).toBeUndefined();
  });
});

describe("an address", () => {
  const muted = { until: later(aTuesday, days(1)), by: "msg_1" };
  const robot = withMuted(aReach(), ["cp-sms"], muted);

  it("that seems to be a machine's is muted alone, and stays so when the patient's record changes", () => {
    expect(robot.addresses.map((a) => a.muted)).toEqual([muted, undefined]);
    expect(of({ language: "es" }, robot).addresses.map((a) => a.muted)).toEqual([muted, undefined]);
  });

  it("that is a person's after all is muted no more", () => {
    expect(withMuted(robot, ["cp-sms"], undefined)).toEqual(aReach());
    expect(withMuted(robot, ["cp-sms"], undefined).addresses[0]).not.toHaveProperty("muted");
  });

  it("is stopped of just what is said, and free again of nothing", () => {
    const some = withStops(aReach(), ["cp-email"], ["news"]);
    expect(some.addresses.map((a) => a.stopped)).toEqual([undefined, ["news"]]);
    expect(withStops(some, ["cp-email"], "all").addresses[1]?.stopped).toBe("all");
    expect(withStops(some, ["cp-email"], [])).toStrictEqual(aReach());
  });

  it("is in trouble by as many attempts in a row as ended badly, and no other address is", () => {
    const twice = withTrouble(
      withTrouble(aReach(), "cp-sms", true, aTuesday),
      "cp-sms",
      true,
      later(aTuesday, 1),
    );
    expect(twice.addresses.map(({ trouble }) => trouble?.n)).toEqual([2, undefined]);
    expect(withTrouble(twice, "cp-sms", false, aTuesday).addresses[0]).not.toHaveProperty("trouble");
  });

  it("without trouble, or that is not there, changes nothing", () => {
    const reach = aReach();
    expect(withTrouble(reach, "cp-sms", false, aTuesday)).toBe(reach);
    expect(withTrouble(reach, "cp-gone", true, aTuesday)).toBe(reach);
  });

  it("alone changes its health", () => {
    expect(
      withHealth(aReach(), { addressId: "cp-email", health: "bounced" }).addresses.map(
        ({ health }) => health,
      ),
    ).toEqual(["ok", "bounced"]);
  });
});

describe("a visit", () => {
  const knownAt = (now: string, start?: string) => {
    const { start: _, ...undated } = anAppointment({ id: "apt_old" });
    const before = withVisit(aReach(), start ? { ...undated, start } : undated, aTuesday);
    return "apt_old" in withVisit(before, anAppointment({ id: "apt_new" }), now).visits;
  };

  it.each([
    ["a day after it began", days(1), false],
    ["within the day after it began", days(1) - 1, true],
  ])("is known %s: %s", (_, after, known) => {
    expect(knownAt(later(aTuesday, after), aTuesday)).toBe(known);
  });

  it("is kept while it has no date", () => {
    expect(knownAt(later(aTuesday, days(400)))).toBe(true);
  });
});
