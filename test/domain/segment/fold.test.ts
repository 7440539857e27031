import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fact.ts";
import { directOutreachId, ownedId } from "#lib/domain/ids.ts";
import type { Kinds, Stored } from "#lib/domain/kinds.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Barrier } from "#lib/domain/patient/barrier.ts";
import { folded, withClick } from "#lib/domain/segment/fold.ts";
import { emptyProfile, mostSent, mostVisits, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import {
  aConsent,
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

type Attempt = Outreach["attempts"][number];
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
/** One whose attempts came, a millisecond apart, to these. */
const aMessage = (name: string, ...outcomes: Attempt["outcome"][]): Stored<"outreach"> => {
  const id = directOutreachId(patientId, name);
  const attempts = outcomes.map((outcome, n): Attempt => {
    const at = later(aTuesday, n);
    return { n: n + 1, channel: "sms", addressId: "a", at, outcome };
  });
  return stored("outreach", id, anOutreach({ id, attempts }));
};
const aReply = (at: string): Stored<"message"> =>
  stored("message", "m", { id: "m", patientId, channel: "sms", text: "hi", at, understood: "unclear" });
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

  it("keeps the last word of a day, a value that is no number as none, and no day where none is known", () => {
    const lab = { type: "observation", value: 7 } as const;
    expect(fold([fact("a", lab), fact("a", { ...lab, value: 8 })]).codes).toEqual({
      "observation|E11.9": ["2026-06-02", 8],
    });
    const { at: _, ...undated } = fact("a", { value: "high" }).data;
    expect(fold([stored("fact", undated.id, undated)]).codes).toEqual({ "condition|E11.9": [""] });
  });

  it("does not count a fact without a code", () => {
    const { code: _, ...bare } = fact("a").data;
    expect(fold([stored("fact", bare.id, bare)])).toEqual(empty);
  });

  it.each(["entered-in-error", "resolved", "preliminary"])("does not count a fact that is %s", (status) => {
    expect(fold([fact("a", { status })]).codes).toEqual({});
  });

  it.each([
    ["is over now", {}, { status: "resolved" }, true],
    ["has another code now", {}, { code: { code: "I10" } }, true],
    ["was earlier than told", {}, { at: later(aTuesday, -days(1)) }, true],
    ["was later than told", {}, { at: later(aTuesday, days(1)) }, false],
    ["was told again", {}, {}, false],
    ["never counted", { status: "draft" }, { status: "resolved" }, false],
  ])("of a fact that %s is made anew only where something that counted is taken back", (_, was, is, anew) => {
    const before = fact("a", was);
    expect(folded(fold([before]), fact("a", is), before) === "rebuild").toBe(anew);
  });

  it("forgets a task that is no longer open", () => {
    const id = ownedId("patientTask", patientId, "confirm");
    const asked = fold([stored("patientTask", id, aTask())]);
    expect(Object.values(asked.tasks)).toEqual(["confirm-appointment"]);
    expect(fold([stored("patientTask", id, aTask({ status: "done" }), 2)], asked).tasks).toEqual({});
  });

  it("is of the patient as they are now, and of nothing that segments do not ask", () => {
    const now = fold([stored("patient", patientId, aPatient({ birthDate: "1970-01-01" }))]);
    expect(now).toEqual({ ...empty, who: { ...empty.who, birthDate: "1970-01-01" } });
    expect(fold([stored("consent", "c", aConsent())])).toEqual(empty);
  });

  it("keeps each barrier once", () => {
    const told = (code: Barrier["code"]) =>
      stored("barrier", code, { id: code, patientId, code, at: aTuesday });
    expect(fold([told("fear"), told("cost"), told("fear")]).barriers).toEqual(["cost", "fear"]);
  });

  it("keeps no visit that was an error or has no date", () => {
    const visit = (more: Partial<Appointment>) =>
      stored("appointment", ownedId("appointment", patientId, "v"), anAppointment(more));
    const { start: _, ...undated } = anAppointment();
    const booked = fold([visit({})]);
    expect(Object.values(booked.visits)).toEqual([["booked", anAppointment().start]]);
    expect(fold([visit({ status: "entered-in-error" })], booked).visits).toEqual({});
    expect(fold([{ ...visit({}), data: undated }], booked).visits).toEqual({});
  });

  it.each([
    ["none that was not accepted", ["refused", "refused"], undefined],
    ["the first that was accepted", ["refused", "accepted", "accepted"], later(aTuesday, 1)],
  ] as const)("counts of a message's attempts %s", (_, outcomes, at) => {
    const sent = fold([aMessage("a", ...outcomes)]).sent;
    expect(sent.map(([, when]) => when)).toEqual(at ? [at] : []);
  });

  it("has messages by when they left, each once, in whatever order they are told", () => {
    const [first, second, third] = [1, 2, 3].map((n) =>
      aMessage(`m${n}`, ...Array(n).fill("refused" as const), "accepted"),
    );
    for (const order of [
      [second, third, first, second],
      [first, second, third],
    ]) {
      const { sent } = fold(order as Stored[]);
      expect(sent.map(([, at]) => at)).toEqual([1, 2, 3].map((n) => later(aTuesday, n)));
    }
  });

  it("knows the latest reply and the latest click", () => {
    const yesterday = later(aTuesday, -days(1));
    for (const order of [
      [yesterday, aTuesday],
      [aTuesday, yesterday],
    ]) {
      expect(fold(order.map((at) => aReply(at))).repliedAt).toBe(aTuesday);
      expect(order.reduce(withClick, empty).clickedAt).toBe(aTuesday);
    }
  });

  it("does not grow without end", () => {
    const visits = Array.from({ length: mostVisits + 20 }, (_, nth) => {
      // The earliest ones come in the middle.
      const n = (nth + 30) % (mostVisits + 20);
      const id = ownedId("appointment", patientId, n);
      return stored("appointment", id, anAppointment({ id, start: later(aTuesday, -days(n)) }));
    });
    const messages = Array.from({ length: mostSent + 5 }, (_, n) => aMessage(`m${n}`, "accepted"));
    const profile = fold([...visits, ...messages]);
    expect(Object.keys(profile.visits)).toHaveLength(mostVisits);
    expect(profile.sent).toHaveLength(mostSent);
    const starts = Object.values(profile.visits).map(([, start]) => start);
    expect(starts.toSorted().at(0)).toBe(later(aTuesday, -days(mostVisits - 1)));
    expect(starts).toContain(aTuesday);
  });

  it("comes to the same in any order, and when told twice", () => {
    const records: Stored[] = [
      ...[1, 2, 3].map((n) => fact(`f${n}`, { code: { code: `c${n % 2}` }, at: later(aTuesday, days(n)) })),
      stored("appointment", "a".repeat(31), anAppointment()),
      aReply(aTuesday),
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
