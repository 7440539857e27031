import { describe, expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { answerTask } from "#lib/usecases/tasks/answer-task.ts";
import {
  anAppointment,
  anEvent,
  appointmentId,
  aTask,
  aTuesday,
  days,
  later,
  patientId,
  taskId,
} from "#test/support/builders.ts";

const actor = { type: "patient" as const, id: patientId };

async function asked(task: Partial<PatientTask> = {}) {
  const records = memoryRecords();
  const clock = { at: aTuesday, now: () => clock.at };
  const all: Change[] = [
    { kind: "patientTask", id: taskId, expect: 0, data: aTask({ appointmentId, ...task }), event: anEvent() },
    { kind: "appointment", id: appointmentId, expect: 0, data: anAppointment(), event: anEvent() },
  ];
  await records.save(all);
  const answer = (word: string, more: { at?: string; cause?: string } = {}) =>
    answerTask({ records, clock }, taskId, word, { actor, ...more });
  const stands = async () => [
    (await records.get("patientTask", taskId))?.data.answer,
    (await records.get("appointment", appointmentId))?.data.confirmation,
  ];
  return { records, clock, answer, stands };
}

describe("an answer to a task", () => {
  it.each([
    ["confirmed", "done", "task.completed"],
    ["declined", "declined", "task.declined"],
    ["reschedule", "done", "task.completed"],
  ])("%s closes it and stands on the visit", async (word, status, type) => {
    const { answer, stands } = await asked();
    const { data, event } = await answer(word, { cause: "msg_1" });
    expect([data.status, event.type, event.cause]).toEqual([status, type, "msg_1"]);
    expect(await stands()).toEqual([word, word]);
  });

  it("that says the same again writes nothing", async () => {
    const { answer } = await asked();
    await answer("confirmed");
    expect((await answer("confirmed", { at: later(aTuesday, 1) })).version).toBe(2);
  });

  it("counts by when it was said, not by when it was heard", async () => {
    const { answer, stands } = await asked();
    await answer("declined", { at: later(aTuesday, 2) });
    await answer("confirmed", { at: later(aTuesday, 1) });
    expect(await stands()).toEqual(["declined", "declined"]);
    await answer("confirmed", { at: later(aTuesday, 3) });
    expect(await stands()).toEqual(["confirmed", "confirmed"]);
  });

  it("is taken anew until the visit begins, and then no more", async () => {
    const { answer, clock, stands } = await asked();
    await answer("confirmed");
    clock.at = anAppointment().start as string;
    await expect(answer("declined")).rejects.toMatchObject({ code: "wrong_state" });
    expect(await stands()).toEqual(["confirmed", "confirmed"]);
  });

  it.each<[string, Partial<PatientTask>, string, string]>([
    ["a word it does not take", {}, "maybe", "validation_failed"],
    ["a task that was withdrawn", { status: "cancelled" }, "confirmed", "wrong_state"],
  ])("is refused for %s", async (_, task, word, code) => {
    const { answer } = await asked(task);
    await expect(answer(word)).rejects.toMatchObject({ code });
  });

  it("to nothing is refused", async () => {
    const ports = { records: memoryRecords(), clock: { now: () => aTuesday } };
    await expect(answerTask(ports, taskId, "confirmed", { actor })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("after silence still counts", async () => {
    const { answer, stands } = await asked({ status: "overdue", openedAt: later(aTuesday, -days(1)) });
    await answer("confirmed");
    expect(await stands()).toEqual(["confirmed", "confirmed"]);
  });
});
