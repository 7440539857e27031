import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fact.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Kinds, Stored } from "#lib/domain/kinds.ts";
import { folded } from "#lib/domain/segment/fold.ts";
import { emptyProfile, mostSent, mostVisits, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import {
  anAppointment,
  anEvent,
  anOutreach,
  aPatient,
  aTask,
  aTuesday,
  days,
  later,
  patientId,
} from "#test/support/builders.ts";

const empty = emptyProfile(patientId, whoOf(aPatient()));
const stored = <K extends keyof Kinds>(kind: K, id: string, data: Kinds[K], version = 1): Stored<K> => ({
  kind,
  id,
  version,
  data,
  event: anEvent(),
});
const fact = (name: string, more: Partial<Fact> = {}): Stored<"fact"> => {
  const id = ownedId("fact", patientId, name);
  const code = { code: "E11.9" };
  return stored("fact", id, {
    id,
    patientId,
    type: "condition",
    status: "active",
    code,
    at: aTuesday,
    ...more,
  });
};
const fold = (records: Stored[], from: Profile = empty): Profile =>
  records.reduce((profile, record) => folded(profile, record) as Profile, from);

describe("a profile", () => {
  it("keeps the latest day and value of a code", () => {
    const earlier = fact("a", { type: "observation", at: "2025-01-01T00:00:00.000Z", value: 7 });
    const now = fact("b", { type: "observation", value: 9 });
    for (const order of [
      [earlier, now],
      [now, earlier],
    ])
      expect(fold(order).codes).toEqual({ "observation|E11.9": ["2026-06-02", 9] });
  });

  it.each(["entered-in-error", "resolved", "preliminary"])("does not count a fact that is %s", (status) => {
    expect(fold([fact("a", { status })]).codes).toEqual({});
  });

  it("is made anew where a fact that counted is taken back", () => {
    expect(folded(fold([fact("a")]), fact("a", { status: "resolved" }), fact("a"))).toBe("rebuild");
    expect(folded(fold([fact("a")]), fact("a"), fact("a"))).not.toBe("rebuild");
  });

  it("forgets a task that is no longer open", () => {
    const id = ownedId("patientTask", patientId, "confirm");
    const asked = fold([stored("patientTask", id, aTask())]);
    expect(Object.values(asked.tasks)).toEqual(["confirm-appointment"]);
    expect(fold([stored("patientTask", id, aTask({ status: "done" }), 2)], asked).tasks).toEqual({});
  });

  it("does not grow without end", () => {
    const visits = Array.from({ length: mostVisits + 20 }, (_, n) => {
      const id = ownedId("appointment", patientId, n);
      return stored("appointment", id, anAppointment({ id, start: later(aTuesday, -days(n)) }));
    });
    const messages = Array.from({ length: mostSent + 5 }, (_, n) => {
      const id = `out_${patientId.slice(4)}_direct_${n}`;
      const attempts = [
        { n: 1, channel: "sms", addressId: "a", at: later(aTuesday, n), outcome: "accepted" },
      ] as const;
      return stored("outreach", id, anOutreach({ id, attempts: [...attempts] }));
    });
    const profile = fold([...visits, ...messages]);
    expect(Object.keys(profile.visits)).toHaveLength(mostVisits);
    expect(profile.sent).toHaveLength(mostSent);
    expect(Object.values(profile.visits).some(([, start]) => start === aTuesday)).toBe(true);
  });

  it("comes to the same in any order, and when told twice", () => {
    const records: Stored[] = [
      ...[1, 2, 3].map((n) => fact(`f${n}`, { code: { code: `c${n % 2}` }, at: later(aTuesday, days(n)) })),
      stored("appointment", "a".repeat(31), anAppointment()),
      stored("message", "m", {
        ...{ id: "m", patientId, channel: "sms", text: "hi", at: aTuesday, understood: "unclear" },
      }),
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...records, ...records], { minLength: 2 * records.length }),
        (order) => {
          expect(fold(order)).toEqual(fold(records));
        },
      ),
    );
  });
});
