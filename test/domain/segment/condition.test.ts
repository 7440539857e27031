import { describe, expect, it } from "vitest";
import { asksFor, conditionFaults, drifts, matcher } from "#lib/domain/segment/condition.ts";
import { emptyProfile, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import { aPatient, aTuesday, days, later, patientId } from "#test/support/builders.ts";

const profile = (more: Partial<Profile> = {}): Profile => ({
  ...emptyProfile(
    patientId,
    whoOf(aPatient({ birthDate: "1966-05-01", attributes: { payer: "medicare", steps: 4000 } })),
  ),
  codes: { "condition|E11.9": ["2020-01-01"], "medication-request|860975": ["2026-01-01"] },
  visits: {
    a: ["fulfilled", later(aTuesday, -days(400))],
    b: ["noshow", later(aTuesday, -days(30))],
    c: ["booked", later(aTuesday, days(12))],
  },
  ...more,
});

describe("a condition", () => {
  it.each([
    ["patient.age == 60", true],
    ["patient.age >= 60 && patient.payer == 'medicare'", true],
    ["'E11.9' in patient.conditions", true],
    ["patient.conditions.exists(c, c.startsWith('E11'))", true],
    ["patient.medications.hasAny(['860975', '1'])", true],
    ["daysSince(patient.lastVisit) > 365", true],
    ["daysUntil(patient.nextVisit) == 12", true],
    ["daysUntil(patient.lastVisit) == -400", true],
    ["'colorectal-cancer-screening' in patient.careGaps", false],
    ["!('colorectal-cancer-screening' in patient.careGaps)", true],
    ["patient.noShows == 1", true],
    ["patient.number('steps') < 5000", true],
    ["patient.text('nothing') == 'x'", false],
    ["!(patient.text('nothing') == 'x')", false],
    ["patient.silent == 0", true],
    ["'sms' in patient.channels", true],
    ["has(patient.lastReply)", false],
    ["patient.?risk.orValue('low') == 'low'", true],
    ["patient.?payer.orValue('none') == 'medicare'", true],
    ["daysSince(patient.lastReply) > 3", false],
    ["patient.risk == 'high'", false],
  ])("%s is %s", (condition, expected) => {
    expect(conditionFaults(condition)).toEqual([]);
    expect(matcher(condition)(profile(), aTuesday)).toBe(expected);
  });

  it("counts messages without a reply or a click since", () => {
    const sent = [1, 2, 3].map((n): [string, string] => [`m${n}`, later(aTuesday, -days(10 - n))]);
    const silent = (more: Partial<Profile>) =>
      matcher("patient.silent == 3")(profile({ sent, ...more }), aTuesday);
    expect(silent({})).toBe(true);
    expect(silent({ repliedAt: later(aTuesday, -days(8)) })).toBe(false);
    expect(silent({ clickedAt: later(aTuesday, -days(1)) })).toBe(false);
  });

  it.each([
    ["patient.agee > 60", "There is no fact agee. Did you mean patient.age?"],
    ["patient.lastvisits == patient.age", "Did you mean patient.lastVisit?"],
    ["patient.gee > 60", "Did you mean patient.age?"],
    ["daysSince(patient.lastMessageSent) > 60", "Did you mean patient.lastMessage?"],
    ["patient.qqqqage > 60", "Known are: patient.age, patient.gender"],
    ["payer == 'x'", "There is no fact payer. Did you mean patient.payer?"],
    ["patient.payer > 60", "no such overload: string > int"],
    ["daysSince(patient.payer) > 1", "no matching overload"],
    ["patient.age", "it gives double, not yes or no"],
    ["patient.age >", "The condition cannot be used"],
    ["patient.payer.matches('(a+)+$')", "matches() may take for ever"],
    [
      "patient.conditions.exists(a, patient.conditions.exists(b, a == b))",
      "exists() inside of another loop may take for ever",
    ],
    [Array.from({ length: 120 }, (_, i) => `patient.age == ${i}`).join(" || "), "maxAstNodes"],
  ])("%s is refused and says why", (condition, why) => {
    const [fault] = conditionFaults(condition);
    expect(fault?.pointer).toBe("/condition");
    expect(fault?.detail).toContain(why);
  });

  it("says which facts it asks for, and whether the calendar alone may change it", () => {
    expect(asksFor("patient.age > 50 && daysSince(patient.lastVisit) > 3")).toEqual(["age", "lastVisit"]);
    expect(asksFor("has(patient.lastReply) && !has(patient.lastReply)")).toEqual(["lastReply"]);
    expect(asksFor("patient.?risk.orValue('low') == 'low'")).toEqual(["risk"]);
    expect(drifts(asksFor("patient.payer == 'x' && patient.age > 50"))).toBe(true);
    expect(drifts(asksFor("patient.payer == 'x' && patient.text('a') == 'b'"))).toBe(false);
  });

  it.each(["patient.text('a') == 'b'", "patient.number('a') > 1.0"])(
    "%s is asked again where any attribute changes, as for the payer",
    (condition) => {
      expect(asksFor(condition)).toEqual(["payer"]);
    },
  );

  it("asks for no fact that it does not name", () => {
    expect(asksFor("'text' == 'b'")).toEqual([]);
    expect(asksFor("patient.conditions.exists(c, c.startsWith('E11'))")).toEqual(["conditions"]);
  });
});
