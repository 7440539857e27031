import { describe, expect, it } from "vitest";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { advanceEnrollment } from "#lib/usecases/enrollments/advance-enrollment.ts";
import {
  endEnrollment,
  pauseEnrollment,
  resumeEnrollment,
} from "#lib/usecases/enrollments/control-enrollment.ts";
import { startEnrollment } from "#lib/usecases/enrollments/start-enrollment.ts";
import { tellEnrollment } from "#lib/usecases/enrollments/tell.ts";
import { aWorld, phoneOf, type World } from "#test/support/world.ts";

const by = { actor: { type: "staff" as const, id: "desk" } };
const maria = phoneOf("maria");
const askTime = "2026-06-09T15:00:00.000Z";

async function enrolled(until?: string) {
  const world = await aWorld();
  const patientId = await world.patient("maria");
  const visit = await world.book(patientId);
  if (until) await world.advanceTo(until);
  const id = (await world.own("enrollment", patientId))[0]?.id as string;
  const now = async () => {
    const record = await world.records.get("enrollment", id);
    if (!record) throw new Error("no enrollment");
    return record;
  };
  return { world, patientId, visit, id, now };
}
const settled = async <T>(world: World, work: Promise<T>): Promise<T> => {
  const result = await work;
  await world.settle();
  return result;
};

describe("starting", () => {
  it("is done once per journey and subject, however many ask at once", async () => {
    const { world, patientId, visit, id } = await enrolled();
    const request = {
      journeyId: "appointment-reminder",
      subject: { type: "appointment" as const, id: visit },
      patientId,
    };
    const all = await Promise.all(Array.from({ length: 8 }, () => startEnrollment(world.ports, request, by)));
    expect(all.map((a) => [a.record.id, a.created])).toEqual(all.map(() => [id, false]));
    const other = { ...request, subject: { ...request.subject, id: `${visit.slice(0, -1)}0` } };
    const fresh = await Promise.all(Array.from({ length: 8 }, () => startEnrollment(world.ports, other, by)));
    expect(fresh.filter((a) => a.created)).toHaveLength(1);
  });

  it.each([
    ["no such journey", { journeyId: "nothing" }, "unknown_reference"],
    [
      "another subject than the journey's",
      { subject: { type: "patient" as const, id: "x" } },
      "validation_failed",
    ],
  ])("is refused for %s", async (_, more, code) => {
    const { world, patientId, visit } = await enrolled();
    const request = {
      journeyId: "appointment-reminder",
      subject: { type: "appointment" as const, id: visit },
      patientId,
      ...more,
    };
    await expect(startEnrollment(world.ports, request, by)).rejects.toMatchObject({ code });
  });
});

describe("pausing", () => {
  it("lets nothing leave and writes no turn without news, and resuming goes on", async () => {
    const { world, id, now } = await enrolled();
    await settled(world, pauseEnrollment(world.ports, id, by));
    await world.advanceTo("2026-06-09T16:00:00.000Z");
    expect(world.texts(maria)).toEqual([]);
    const { version } = await now();
    await advanceEnrollment(world.ports, id);
    expect([(await now()).version, (await now()).data.status]).toEqual([version, "paused"]);
    await settled(world, resumeEnrollment(world.ports, id, by));
    expect((await now()).data).toMatchObject({ status: "active", step: "ask" });
    expect(world.texts(maria)).toHaveLength(1);
  });

  it("keeps what comes meanwhile", async () => {
    const { world, id, patientId, now } = await enrolled();
    await settled(world, pauseEnrollment(world.ports, id, by));
    await world.book(patientId, { status: "cancelled" });
    expect((await now()).data.status).toBe("paused");
    await settled(world, resumeEnrollment(world.ports, id, by));
    expect((await now()).data).toMatchObject({ status: "ended", reason: "visit_cancelled" });
  });

  it("twice is once, and so is resuming", async () => {
    const { world, id, patientId } = await enrolled();
    for (const control of [pauseEnrollment, pauseEnrollment, resumeEnrollment, resumeEnrollment])
      await settled(world, control(world.ports, id, by));
    const told = (await world.timeline(patientId)).filter((line) => /enrollment.(paused|resumed)/.test(line));
    expect(told.filter((line) => !line.startsWith("inbox"))).toEqual([
      "enrollment.paused",
      "enrollment.resumed",
    ]);
  });
});

describe("ending", () => {
  it("closes what is open in one transaction, and its execution ends", async () => {
    const { world, id, patientId, now } = await enrolled();
    await world.advanceTo(askTime);
    await settled(world, endEnrollment(world.ports, id, { ...by, reason: "moved_away" }));
    expect((await now()).data).toMatchObject({
      status: "ended",
      reason: "moved_away",
      open: { outreachIds: [] },
    });
    expect((await now()).event).toMatchObject({
      type: "enrollment.ended",
      reason: "moved_away",
      actor: by.actor,
    });
    expect((await world.own("patientTask", patientId)).map((t) => t.data.status)).toEqual(["cancelled"]);
    expect(world.machine.executions().map((e) => e.status)).toEqual(["SUCCEEDED"]);
    await world.advanceTo("2026-06-12T15:00:00.000Z");
    expect(world.texts(maria)).toHaveLength(1);
  });

  it("takes back a message that waits", async () => {
    const { world, id, patientId } = await enrolled();
    const other = await world.book(patientId, { reference: "second", start: "2026-06-11T17:00:00.000Z" });
    await world.advanceTo(askTime);
    const waiting = (await world.outreaches(patientId)).find((o) => o.status === "held");
    expect(waiting?.reason).toBe("daily_budget");
    const theirs = waiting?.about?.appointmentId === other ? waiting.enrollmentId : id;
    await settled(world, endEnrollment(world.ports, theirs as string, { ...by, reason: "test" }));
    expect((await world.records.get("outreach", waiting?.id as string))?.data.status).toBe("cancelled");
  });

  it("stays as it ended", async () => {
    const { world, id } = await enrolled();
    const { version } = await endEnrollment(world.ports, id, { ...by, reason: "a" });
    expect((await endEnrollment(world.ports, id, { ...by, reason: "b" })).version).toBe(version);
    for (const control of [pauseEnrollment, resumeEnrollment])
      await expect(control(world.ports, id, by)).rejects.toMatchObject({ code: "wrong_state" });
    await expect(pauseEnrollment(world.ports, `${id.slice(0, -1)}0`, by)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

it("goes on where its template was retired, instead of being stuck", async () => {
  const { world, id, patientId, now } = await enrolled();
  await retireContent(world.ports, templates, "appointment-confirm", by);
  await world.advanceTo(askTime);
  const asked = (await world.outreaches(patientId)).find((o) => o.template.id === "appointment-confirm");
  expect(asked).toMatchObject({ status: "suppressed", reason: "template_not_published" });
  expect((await now()).data.step).not.toBe("ask");
  expect(world.machine.executions().map((e) => e.status)).toEqual(["RUNNING"]);
  expect(id).toBe(asked?.enrollmentId);
});

it("is told each piece of news once, and nobody is told who is not there", async () => {
  const { world, id } = await enrolled();
  const news = { type: "appointment.updated", key: "k" };
  const told = [await tellEnrollment(world.ports, id, news), await tellEnrollment(world.ports, id, news)];
  expect(told).toEqual(["told", "known"]);
  expect(await tellEnrollment(world.ports, `${id.slice(0, -1)}0`, news)).toBe("gone");
});
