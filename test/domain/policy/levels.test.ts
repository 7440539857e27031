import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyParts } from "#lib/domain/policy/explain.ts";
import {
  effectivePolicy,
  levelNames,
  levelsIn,
  type PolicyLevel,
  PolicyValues,
  slugOf,
} from "#lib/domain/policy/levels.ts";
import { Policy, stopScopeAt } from "#lib/domain/policy/policy.ts";
import { Slug } from "#lib/domain/words.ts";
import { aPolicy, aTuesday } from "#test/support/builders.ts";

const level = (name: PolicyLevel["level"], more: Partial<PolicyLevel> = {}): PolicyLevel => ({
  level: name,
  of: "x",
  values: {},
  locked: [],
  ...more,
});
const sunday = { from: "14:00", to: "18:00" };

describe("the policy for one message", () => {
  it("is the customer's where no level says anything", () => {
    const { policy, explain } = effectivePolicy(aPolicy(), [level("location")]);
    expect(policy).toEqual(aPolicy());
    expect(new Set(Object.values(explain).map((set) => set.level))).toEqual(new Set(["customer"]));
  });

  it("takes each part from the lowest level that sets it, and says which", () => {
    const { policy, explain } = effectivePolicy(aPolicy(), [
      level("program", { of: "oncology", values: { budget: { perDay: 3 } } }),
      level("location", { of: "main", values: { hours: { sunday }, budget: { perDay: 2, perWeek: 5 } } }),
    ]);
    expect(policy.budget).toEqual({ perDay: 3, perWeek: 5 });
    expect(policy.hours).toEqual({ ...aPolicy().hours, sunday });
    expect(explain).toMatchObject({
      "budget.perDay": { level: "program", of: "oncology" },
      "budget.perWeek": { level: "location", of: "main" },
      "hours.sunday": { level: "location", of: "main" },
      "hours.weekday": { level: "customer" },
    });
  });

  it.each([
    ["the customer", aPolicy({ locked: ["budget"] }), []],
    ["a level above", aPolicy(), [level("location", { locked: ["budget.perDay"] })]],
  ])("keeps what %s has locked, and tells who was refused", (_, customer, above) => {
    const { policy, explain } = effectivePolicy(customer, [
      ...above,
      level("patient", { values: { budget: { perDay: 9 } } }),
    ]);
    expect(policy.budget.perDay).toBe(1);
    expect(explain["budget.perDay"]).toMatchObject({ level: "customer", refused: ["patient~x"] });
  });

  it("keeps a locked setting that nobody has set, and tells all who were refused", () => {
    const email = { ...aPolicy().hours, sunday };
    const values = { channelHours: { email } };
    const { policy, explain } = effectivePolicy(aPolicy({ channelHours: {}, locked: ["channelHours"] }), [
      level("location", { of: "main", values }),
      level("patient", { of: "pat_1", values }),
    ]);
    expect(policy.channelHours).toEqual({});
    expect(explain["channelHours.email"]).toEqual({
      ...{ level: "default", refused: ["location~main", "patient~pat_1"] },
    });
  });

  it("says of what a level set no more than that", () => {
    const { explain } = effectivePolicy(aPolicy(), [level("program", { values: { smearMinutes: 5 } })]);
    expect(explain.smearMinutes).toStrictEqual({ level: "program", of: "x" });
  });

  it("is not changed by a setting that is named and left open", () => {
    const open = { smearMinutes: undefined, hours: undefined, channels: undefined };
    expect(effectivePolicy(aPolicy(), [level("program", { values: open })]).policy).toEqual(aPolicy());
  });

  it("lets a level set what it locks itself", () => {
    const own = level("department", { values: { smearMinutes: 20 }, locked: ["smearMinutes"] });
    const below = level("program", { values: { smearMinutes: 5 } });
    expect(effectivePolicy(aPolicy(), [below, own]).policy.smearMinutes).toBe(20);
  });

  const values = fc.record(
    {
      smearMinutes: fc.nat(60),
      nearDuplicateHours: fc.nat(48),
      budget: fc.record({ perDay: fc.integer({ min: 1, max: 9 }) }, { requiredKeys: [] }),
      clinicName: fc.string({ maxLength: 9 }),
    },
    { requiredKeys: [] },
  );
  const locked = fc.subarray(["smearMinutes", "nearDuplicateHours", "budget", "budget.perDay", "clinicName"]);
  const some = fc
    .subarray([...levelNames])
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record({ values, locked }).map((v) => level(name, v as Partial<PolicyLevel>)),
        ),
      ),
    );

  it("is a policy, the same in whatever order the levels come, and a lock holds against all below", () => {
    fc.assert(
      fc.property(some, fc.nat(), (levels, turn) => {
        const turned = [...levels.slice(turn % 4), ...levels.slice(0, turn % 4)];
        const { policy, explain } = effectivePolicy(aPolicy(), levels);
        expect(effectivePolicy(aPolicy(), turned)).toEqual({ policy, explain });
        expect(Policy.parse(policy)).toEqual(policy);
        const first = levels.findIndex((l) => l.locked.includes("smearMinutes"));
        if (first < 0) return;
        const upTo = effectivePolicy(aPolicy(), levels.slice(0, first + 1)).policy;
        expect(policy.smearMinutes).toBe(upTo.smearMinutes);
      }),
    );
  });

  it("changes nothing of what it was given", () => {
    const customer = aPolicy();
    effectivePolicy(customer, [level("location", { values: { hours: { sunday } } })]);
    expect(customer).toEqual(aPolicy());
  });
});

describe("what a level may set", () => {
  it.each([
    [
      "another channel's hours",
      { channelHours: { email: { ...aPolicy().hours, federalHolidays: "open" } } },
      true,
    ],
    ["the link's origin, which is the customer's", { linkBase: "https://x.example" }, false],
    ["implied consent to marketing", { impliedConsent: ["marketing"] }, false],
    ["a budget of nothing", { budget: { perDay: 0 } }, false],
  ])("%s: %s → %s", (_, input, valid) => {
    expect(PolicyValues.safeParse(input).success).toBe(valid);
  });

  it("has a name for each part that can be locked", () => {
    for (const path of ["hours", "hours.sunday", "budget.perDay", "channelHours.email", "smearMinutes"])
      expect(policyParts.has(path)).toBe(true);
    expect(policyParts.has("linkBase")).toBe(false);
  });

  it.each([
    ["North Clinic (2nd floor)", "north-clinic-2nd-floor"],
    ["Dr. Núñez", "dr-n-ez"],
    ["  ", undefined],
    [7, undefined],
  ])("is called %j by %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
    expect(levelsIn({ location: name })).toEqual(slug ? { location: slug } : {});
  });
});

it("is called by a slug, whatever it is named", () => {
  const words = fc.array(fc.constantFrom("North", "clinic", " ", "-", "--", "(2)", "ñ", "x".repeat(30)));
  fc.assert(
    fc.property(words, (some) => {
      const slug = slugOf(some.join(""));
      if (slug !== undefined) expect(Slug.parse(slug)).toBe(slug);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
  expect(slugOf(`${"x".repeat(63)} and more`)).toBe("x".repeat(63));
  expect(slugOf("x".repeat(70))).toBe("x".repeat(64));
});

describe("a dated setting", () => {
  const stopScope = [
    { from: "2026-01-01", value: "category" as const },
    { from: "2026-07-01", value: "all" as const },
  ];
  it.each([
    ["before any date it is everything", "2025-12-31T12:00:00.000Z", "all"],
    ["from its day on", "2026-01-01T00:00:00.000Z", "category"],
    ["until the next day it changes", "2026-07-01T00:00:00.000Z", "all"],
  ])("%s", (_, at, scope) => {
    expect(stopScopeAt({ stopScope }, at)).toBe(scope);
    expect(stopScopeAt({ stopScope: stopScope.toReversed() }, at)).toBe(scope);
  });
  it("holds always where it has no date", () => {
    expect(stopScopeAt({ stopScope: "category" }, aTuesday)).toBe("category");
  });
});
