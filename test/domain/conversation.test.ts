import { describe, expect, it } from "vitest";
import {
  type Addressee,
  addressee,
  answersTaken,
  type Party,
  writtenFrom,
} from "#lib/domain/conversation.ts";
import { ownedId, patientIdFrom } from "#lib/domain/ids.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import {
  aConsent,
  anAppointment,
  aReach,
  aTask,
  aTuesday,
  days,
  hours,
  later,
  phone,
} from "#test/support/builders.ts";

const now = later(aTuesday, hours(3));
const party = (name: string, ...tasks: Partial<PatientTask>[]): Party => {
  const patientId = patientIdFrom("test", name);
  const own = tasks.map((t, i) => aTask({ id: ownedId("patientTask", patientId, i), patientId, ...t }));
  return { patientId, reach: aReach({ patientId }), tasks: own };
};
const nameOf = (of: Party, n = 0) => ({ patientId: of.patientId, task: of.tasks[n] });
const done = (openedAt = aTuesday): Partial<PatientTask> => ({
  status: "done",
  answer: "confirmed",
  openedAt,
});

describe("whom a reply is from, and what it answers", () => {
  it("is nobody where nobody uses the address", () => {
    expect(addressee([], now)).toBeUndefined();
  });

  it("is the one who uses it, with what was asked last", () => {
    const maria = party("maria", {}, { openedAt: later(aTuesday, 1) });
    expect(addressee([maria], now)).toEqual(nameOf(maria, 1));
  });

  it("is an open question before one that was closed later", () => {
    const maria = party("maria", {}, done(later(aTuesday, 1)));
    expect(addressee([maria], now)).toEqual(nameOf(maria, 0));
  });

  it("is the one who was asked, of two who share a phone", () => {
    const [maria, jose] = [party("maria"), party("jose", {})];
    expect(addressee([maria, jose], now)).toEqual(nameOf(jose));
  });

  it.each([
    ["both were asked", {}, {}],
    ["both have answered already", done(), done()],
  ])("is no task of theirs where %s", (_, hers, his) => {
    const [maria, jose] = [party("maria", hers), party("jose", { openedAt: later(aTuesday, 1), ...his })];
    const told = addressee([maria, jose], now);
    expect(told).not.toHaveProperty("task");
    expect(addressee([jose, maria], now)).toEqual(told);
  });

  it("is the same patient whatever order they are found in", () => {
    const [maria, jose] = [party("maria"), party("jose")];
    expect(addressee([maria, jose], now)).toEqual(addressee([jose, maria], now));
  });
});

describe("what the open task takes for an answer", () => {
  const daughter = {
    ...aReach(),
    addresses: aReach().addresses.map((a) => ({ ...a, relation: "daughter" })),
  };
  const granted = withConsent(daughter, aConsent({ relation: "daughter", category: "*" }));
  const written = { channel: "sms", from: ` ${phone}` } as const;

  it.each([
    ["what the patient may answer", aReach(), ["confirmed", "declined", "reschedule"]],
    ["nothing from a relation to whom nothing was granted", daughter, []],
    ["the same from one to whom something was", granted, ["confirmed", "declined", "reschedule"]],
  ])("is %s", (_, reach, answers) => {
    const maria = { ...party("maria", {}), reach };
    expect(answersTaken([maria], nameOf(maria) as Addressee, written)).toEqual(answers);
    expect(writtenFrom([maria], maria.patientId, written)).toEqual(reach.addresses[0]);
  });

  it("is nothing where nothing was asked, and no address is known of nobody", () => {
    const maria = party("maria");
    expect(answersTaken([maria], { patientId: maria.patientId }, written)).toEqual([]);
    expect(writtenFrom([maria], undefined, written)).toBeUndefined();
    expect(writtenFrom([maria], maria.patientId, { channel: "whatsapp", from: phone })).toBeUndefined();
  });
});

describe("second thoughts", () => {
  const visit = anAppointment();
  const asked = (task: Partial<PatientTask>, start: string | undefined, at: string) => {
    const maria = party("maria", { ...task, appointmentId: visit.id });
    const visits = start ? { [visit.id]: { print: "p", start } } : {};
    return addressee([{ ...maria, reach: { ...maria.reach, visits } }], at)?.task !== undefined;
  };

  it("count until the visit begins", () => {
    const start = later(aTuesday, days(30));
    expect(asked(done(), start, later(start, -1))).toBe(true);
    expect(asked(done(), start, start)).toBe(false);
  });

  it("do not count for a visit that is long over and forgotten", () => {
    expect(asked(done(), undefined, now)).toBe(false);
  });

  it("do not count for what was withdrawn, and do for what was let lie", () => {
    const start = later(aTuesday, days(3));
    expect(asked({ status: "cancelled" }, start, now)).toBe(false);
    expect(asked({ status: "overdue" }, start, now)).toBe(true);
  });

  it("count for two weeks where it is about no visit", () => {
    const maria = party("maria", done());
    expect(addressee([maria], later(aTuesday, days(14) - 1))?.task).toBeDefined();
    expect(addressee([maria], later(aTuesday, days(14)))?.task).toBeUndefined();
  });
});
