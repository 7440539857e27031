import { describe, expect, it } from "vitest";
import { gapsOf, standingOf } from "#lib/domain/care-gap/gaps.ts";
import { CareGapRule } from "#lib/domain/care-gap/rule.ts";
import { careGapRules } from "#lib/domain/care-gap/uspstf.ts";
import { emptyProfile, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import { aPatient, aTuesday, patientId } from "#test/support/builders.ts";
import { describeWithSharedData, sharedJson } from "#test/support/shared-data.ts";

const person = (
  birthDate: string | undefined,
  gender: "female" | "male",
  codes: Profile["codes"] = {},
): Profile => ({
  ...emptyProfile(patientId, whoOf(aPatient({ ...(birthDate && { birthDate }), gender }))),
  codes,
});
const ruleOf = (id: string): CareGapRule => careGapRules.find((rule) => rule.id === id) as CareGapRule;
const aRule = (more: Partial<CareGapRule>): CareGapRule =>
  CareGapRule.parse({ id: "r", title: "r", source: "r", ages: [0, 150], done: [{ codes: ["x"] }], ...more });
/** LOINC: haemoglobin A1c in blood, and the same by HPLC. */
const a1c = ["4548-4", "17856-6"];
const mammogram = ruleOf("breast-cancer-screening");

describe("a care gap", () => {
  it.each([
    ["the first day of the ages", "1986-06-02", "female", {}, { standing: "gap", why: "never" }],
    ["the day before", "1986-06-03", "female", {}, { standing: "not-for-them", why: "age" }],
    ["the last year of the ages", "1951-06-03", "female", {}, { standing: "gap", why: "never" }],
    ["the year after", "1951-06-02", "female", {}, { standing: "not-for-them", why: "age" }],
    ["another sex", "1970-01-01", "male", {}, { standing: "not-for-them", why: "sex" }],
    ["no birth date", undefined, "female", {}, { standing: "not-for-them", why: "age-unknown" }],
    ["done in time", "1970-01-01", "female", { "observation|24604-1": ["2024-03-03"] }, { standing: "done" }],
    [
      "done a day too long ago",
      "1970-01-01",
      "female",
      { "observation|24604-1": ["2024-03-02"] },
      { standing: "gap", why: "too-long-ago" },
    ],
    [
      "excused for ever",
      "1970-01-01",
      "female",
      { "condition|Z90.13": ["1999-01-01"] },
      { standing: "excused", why: "mastectomy" },
    ],
    [
      "one side only",
      "1970-01-01",
      "female",
      { "condition|Z90.11": [""] },
      { standing: "gap", why: "never" },
    ],
  ] as const)("of %s", (_, birthDate, sex, codes, expected) => {
    const profile = person(birthDate, sex, codes as unknown as Profile["codes"]);
    expect(standingOf(profile, mammogram, aTuesday)).toEqual(expected);
  });

  it("is open where the last result is too high", () => {
    const codes = { "condition|E11.9": [""], "observation|4548-4": ["2026-05-01", 9.1] } as Profile["codes"];
    expect(standingOf(person("1970-01-01", "male", codes), ruleOf("diabetes-a1c"), aTuesday)).toEqual({
      standing: "gap",
      why: "above",
    });
  });

  it.each([
    ["that is not the last one", { "observation|17856-6": ["2026-05-02", 7] }, { standing: "done" }],
    ["that is the last one", { "observation|17856-6": ["2026-04-01", 7] }, { standing: "gap", why: "above" }],
    ["that is to come", { "observation|4548-4": ["2026-06-03", 9.5] }, { standing: "gap", why: "never" }],
  ] as const)("looks at a result %s", (_, more, expected) => {
    const rule = aRule({ done: [{ codes: a1c }], unlessAbove: { codes: a1c, value: 9 } });
    const codes = { "observation|4548-4": ["2026-05-01", 9.1], ...more } as unknown as Profile["codes"];
    expect(standingOf(person("1970-01-01", "male", codes), rule, aTuesday)).toEqual(expected);
  });

  it.each([
    [9, "done"],
    [9.1, "gap"],
    [undefined, "done"],
  ])("is closed by a result of today that came to %s: %s", (value, standing) => {
    const rule = aRule({ done: [{ codes: a1c }], unlessAbove: { codes: a1c, value: 9 } });
    const entry: Profile["codes"][string] = value === undefined ? ["2026-06-02"] : ["2026-06-02", value];
    const profile = person("1970-01-01", "male", { "observation|4548-4": entry });
    expect(standingOf(profile, rule, aTuesday).standing).toBe(standing);
  });

  it.each([
    ["before the day it is for", ["2026-06-03"], ["2026-06-03"], { standing: "gap", why: "never" }],
    ["on the very day", ["2026-06-02"], [""], { standing: "done" }],
    ["whichever of two sources has it later", ["2020-01-01"], ["2026-01-01"], { standing: "done" }],
    ["whichever comes first of them", ["2026-01-01"], ["2020-01-01"], { standing: "done" }],
  ] as const)("counts what was done %s", (_, report, observation, expected) => {
    const codes = {
      "service-request|x": report,
      "observation|x": observation,
    } as unknown as Profile["codes"];
    const rule = aRule({ done: [{ codes: ["x"], months: 12 }] });
    expect(standingOf(person("1970-01-01", "male", codes), rule, aTuesday)).toEqual(expected);
  });

  it.each([
    ["any one that is in time", { "observation|y": ["2026-01-01"] }, { standing: "done" }],
    [
      "any one that was too early",
      { "observation|y": ["2020-01-01"] },
      { standing: "gap", why: "too-long-ago" },
    ],
  ] as const)("is settled by %s of what settles it", (_, codes, expected) => {
    const done = ["x", "y"].map((code) => ({ codes: [code], months: 12 }));
    const profile = person("1970-01-01", "male", codes as unknown as Profile["codes"]);
    expect(standingOf(profile, aRule({ done }), aTuesday)).toEqual(expected);
  });

  it.each([
    ["nothing of it", {}, { standing: "not-for-them", why: "needs" }],
    ["one of two", { "condition|a": [""] }, { standing: "not-for-them", why: "needs" }],
    ["both", { "condition|a": [""], "condition|b": [""] }, { standing: "gap", why: "never" }],
  ] as const)("needs all that a rule needs: %s", (_, codes, expected) => {
    const rule = aRule({ needs: [{ codes: ["a"] }, { codes: ["b"] }] });
    const profile = person("1970-01-01", "male", codes as unknown as Profile["codes"]);
    expect(standingOf(profile, rule, aTuesday)).toEqual(expected);
  });

  it.each([
    ["1960-06-02", "excused"],
    ["1960-06-03", "gap"],
  ])("is excused from an age on: born on %s, %s", (birthDate, standing) => {
    const rule = aRule({ excuses: [{ why: "frail", all: [{ codes: ["f"] }], from: 66 }] });
    const profile = person(birthDate, "male", { "condition|f": [""] });
    expect(standingOf(profile, rule, aTuesday).standing).toBe(standing);
  });

  it("is nobody's who has died", () => {
    const dead = person("1970-01-01", "female");
    dead.who.deceased = true;
    expect(gapsOf(dead, careGapRules, aTuesday)).toEqual([]);
  });

  it("is asked by rules that fit their schema", () => {
    for (const rule of careGapRules) expect(CareGapRule.parse(rule)).toEqual(rule);
  });
});

type Row = { id: number; title: string; sex: string; ageRange: [number, number]; grade: string };

describeWithSharedData("USPSTF recommendations (06-clinical)", () => {
  const { specificRecommendations: rows } = sharedJson<{ specificRecommendations: Row[] }>(
    "06-clinical/uspstf-specific-recommendations.json",
  );
  const sexOf = ({ sex }: Row) => (sex === "men and women" ? {} : { sex: sex as "female" | "male" });
  const asRule = (row: Row): CareGapRule =>
    CareGapRule.parse({
      id: `uspstf-${row.id}`,
      title: row.title.slice(0, 200),
      source: "USPSTF",
      ages: row.ageRange,
      ...sexOf(row),
      done: [{ codes: ["none"] }],
    });

  it("make eligible the very ids, by age and sex, for every age of both sexes", () => {
    expect(rows).toHaveLength(143);
    const rules = rows.map(asRule);
    for (const sex of ["female", "male"] as const)
      for (let age = 0; age <= 100; age++) {
        const due = gapsOf(person(`${2026 - age}-01-01`, sex), rules, aTuesday).map(({ rule }) => rule);
        const expected = rows
          .filter((row) => ["men and women", sex].includes(row.sex))
          .filter(({ ageRange: [from, to] }) => from <= age && age <= to);
        expect(due).toEqual(expected.map(({ id }) => `uspstf-${id}`));
      }
  });

  it.each(careGapRules.filter(({ source }) => source.startsWith("USPSTF")))(
    "give our rule $id its ages and its sex",
    ({ source, ages, sex }) => {
      const id = Number(/recommendation (\d+)/.exec(source)?.[1]);
      const row = rows.find((r) => r.id === id) as Row;
      const from = id === 1928 ? 45 : row.ageRange[0];
      expect([ages, sex]).toEqual([[from, row.ageRange[1]], sexOf(row).sex]);
    },
  );
});
