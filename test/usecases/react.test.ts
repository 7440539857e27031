import { describe, expect, it } from "vitest";
import { eventTypes } from "#lib/domain/event.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { react, reactions } from "#lib/usecases/react.ts";
import { completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { aWorld, phoneOf } from "#test/support/world.ts";

const by = { actor: { type: "staff" as const, id: "ops" } };
const askTime = "2026-06-09T15:00:00.000Z";

describe("what follows from an event", () => {
  it("is a reaction to an event there is", () => {
    expect(Object.keys(reactions).filter((type) => !eventTypes.some((known) => known === type))).toEqual([]);
  });

  it("does nothing twice when the stream tells all of a story again", async () => {
    const world = await aWorld();
    const patientId = await world.patient("maria");
    await world.book(patientId);
    await world.advanceTo(askTime);
    await world.says(phoneOf("maria"), "1");
    const [left, tasks] = [world.left().length, (await world.own("patientTask", patientId)).length];
    const kinds = ["appointment", "enrollment", "outreach", "patientTask", "message"] as const;
    for (const kind of kinds)
      for (const after of await world.own(kind, patientId))
        await react(world.ports, { chain: patientId, after, sequence: "1" });
    await world.settle();
    expect([world.left().length, (await world.own("patientTask", patientId)).length]).toEqual([left, tasks]);
  });

  it.each([
    ["confirms", "1", "await-visit"],
    ["declines", "2", "rebook"],
  ])(
    "takes one turn for a reply that %s: what the answer says, the visit need not say too",
    async (_, text, step) => {
      const world = await aWorld();
      const patientId = await world.patient("maria");
      await world.book(patientId);
      await world.advanceTo(askTime);
      const before = world.machine.transitions();
      await world.says(phoneOf("maria"), text);
      expect(world.machine.transitions() - before).toBe(3);
      const [[enrollment], [visit]] = await Promise.all([
        world.own("enrollment", patientId),
        world.own("appointment", patientId),
      ]);
      expect(enrollment?.data).toMatchObject({ step, seenSeq: 1 });
      expect(visit?.event).toMatchObject({ type: "appointment.updated", heardBy: enrollment?.id });
    },
  );

  it("tells another journey of the same visit what the answer did to it", async () => {
    const other = {
      ...appointmentReminder,
      id: "prepares",
      start: "wait",
      onMoved: "wait",
      steps: {
        wait: { do: "wait", event: "appointment.updated", within: "P9D", onTimeout: "end", next: "told" },
        told: { do: "end", outcome: "told" },
        end: { do: "end", outcome: "end" },
      },
    } as unknown as JourneyDraft;
    const world = await aWorld({ journeys: [appointmentReminder, other] });
    const patientId = await world.patient("maria");
    await world.book(patientId);
    await world.advanceTo(askTime);
    await world.says(phoneOf("maria"), "1");
    const ends = (await world.own("enrollment", patientId)).map(({ data }) => data.outcome);
    expect(ends.toSorted()).toEqual(["told", undefined]);
  });

  it("does not block the stream where a journey to begin was retired", async () => {
    const world = await aWorld();
    const patientId = await world.patient("maria");
    await world.book(patientId);
    const [enrollment] = await world.own("enrollment", patientId);
    if (!enrollment) throw new Error("not enrolled");
    await retireContent(world.ports, journeys, "appointment-reminder", by);
    const enrolls = [{ journey: "appointment-reminder", subject: enrollment.data.subject }];
    const after = { ...enrollment, data: { ...enrollment.data, enrolls } };
    await expect(react(world.ports, { chain: patientId, after, sequence: "1" })).resolves.toBeUndefined();
  });

  it("hands a rebooking to staff, and hears of its outcome", async () => {
    const world = await aWorld();
    const patientId = await world.patient("maria");
    await world.book(patientId);
    await world.advanceTo(askTime);
    await world.says(phoneOf("maria"), "2");
    const [task] = await world.staffTasks();
    await completeStaffTask(world.ports, task?.id as string, { outcome: "rebooked" }, by);
    await world.settle();
    const [enrollment] = await world.own("enrollment", patientId);
    expect(enrollment?.data).toMatchObject({ status: "ended", outcome: "rebook" });
  });
});
