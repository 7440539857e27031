import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { endEnrollment } from "#lib/usecases/enrollments/control-enrollment.ts";
import { endAllRuns, endJourneyRuns, previewEndRuns } from "#lib/usecases/journeys/start-ending-runs.ts";
import { partsOf } from "#lib/usecases/operations/parts.ts";
import { runsOf, switchOn, tellFact } from "#test/support/modules.ts";
import { aWorld, chain, type World } from "#test/support/world.ts";

const lead = { actor: { type: "staff" as const, id: "lead-nurse" } };
const why = { ...lead, reason: "wrong_text" };
const names = ["ana", "ben", "cyd", "dan"];

/** Four patients, each with a visit that the reminder runs for. */
async function running(): Promise<{ w: World; patients: string[] }> {
  const w = await aWorld();
  const patients: string[] = [];
  for (const name of names) patients.push(await w.patient(name));
  for (const patientId of patients) await w.book(patientId);
  return { w, patients };
}
const countsOf = async (w: World, id: string): Promise<Record<string, number>[]> =>
  (await partsOf(w.records, id))
    .map(({ counts }) => counts)
    .filter((counts) => Object.keys(counts).length > 0);
const ends = async (w: World, patients: string[]) =>
  (await Promise.all(patients.map((id) => runsOf(w, id))))
    .flat()
    .map(({ status, reason }) => [status, reason]);

describe("ending every run of a journey", () => {
  it("says before how many there are and where they stand, and touches nothing", async () => {
    const { w, patients } = await running();
    expect(await previewEndRuns(w.system.ports, appointmentReminder.id)).toEqual({
      runs: { "appointment-reminder": 4 },
      total: 4,
      steps: { "two-days-before": 4 },
      complete: true,
    });
    expect(await ends(w, patients)).toEqual(names.map(() => ["active", undefined]));
  });

  it("ends them with the reason given, closes what they ask, and is in the trail", async () => {
    const { w, patients } = await running();
    await w.advanceTo("2026-06-09T15:00:00.000Z");
    expect(w.texts()).toHaveLength(4);
    const { id } = await endJourneyRuns(w.system.ports, appointmentReminder.id, why);
    await w.settle();
    expect((await w.records.get("operation", id))?.data).toMatchObject({
      status: "done",
      about: "journey:appointment-reminder",
    });
    expect(await ends(w, patients)).toEqual(names.map(() => ["ended", "wrong_text"]));
    for (const patientId of patients)
      expect((await w.own("patientTask", patientId)).map(({ data }) => data.status)).toEqual(["cancelled"]);
    expect((await chain(w.records, `OPN#${id}`))[0]).toMatchObject({
      type: "operation.started",
      actor: lead.actor,
    });
    await w.advanceTo("2026-06-12T15:00:00.000Z");
    expect(w.left()).toHaveLength(4);
  });

  it("leaves one that begins after it was asked for, and asked again ends none twice", async () => {
    const { w, patients } = await running();
    const { ports } = w.system;
    const first = await endJourneyRuns(ports, appointmentReminder.id, why);
    await w.advanceTo("2026-06-01T15:10:00.000Z");
    const late = await w.patient("eva");
    await w.book(late);
    const ended = (await w.own("enrollment", patients[0] as string))[0];
    expect((await runsOf(w, late))[0]?.status).toBe("active");
    const second = await endJourneyRuns(ports, appointmentReminder.id, { ...lead, reason: "again" });
    await w.settle();
    const total = async (id: string) => (await countsOf(w, id)).reduce((sum, { ended: n = 0 }) => sum + n, 0);
    expect([await total(first.id), await total(second.id)]).toEqual([4, 1]);
    expect((await w.own("enrollment", patients[0] as string))[0]).toEqual(ended);
  });

  it("ends the others where one is broken, and names that one", async () => {
    const { w, patients } = await running();
    const [broken] = await w.own("enrollment", patients[1] as string);
    if (!broken) throw new Error("no run");
    const { id, version: expectVersion, data, event } = broken;
    const journey = { id: data.journey.id, version: 99 };
    await w.records.save([
      { kind: "enrollment", id, expect: expectVersion, data: { ...data, journey }, event },
    ]);
    const operation = await endJourneyRuns(w.system.ports, appointmentReminder.id, why);
    await w.settle();
    const parts = await partsOf(w.records, operation.id);
    expect(parts.flatMap(({ faults = [] }) => faults)).toEqual([{ id, code: "fault" }]);
    expect((await ends(w, patients)).map(([status]) => status).toSorted()).toEqual([
      ...["active", "ended", "ended", "ended"],
    ]);
    expect((await w.records.get("operation", operation.id))?.data.status).toBe("done");
  });

  it("refuses a journey that is not there, and starts nothing", async () => {
    const { w } = await running();
    await expect(endJourneyRuns(w.system.ports, "none", why)).rejects.toMatchObject({ code: "not_found" });
    await expect(previewEndRuns(w.system.ports, "none")).rejects.toMatchObject({ code: "not_found" });
    expect((await w.records.list({ kind: "operation", of: "customer" })).items).toEqual([]);
  });
});

describe("ending every run of every journey", () => {
  it("ends them all, whatever their journey", async () => {
    const { w, patients } = await running();
    await switchOn(w, ["transitions"]);
    const stay = { type: "encounter" as const, status: "finished", code: { code: "IMP" } };
    await tellFact(w, patients[0] as string, stay);
    const { total, runs } = await previewEndRuns(w.system.ports);
    expect([total, runs]).toEqual([5, { "appointment-reminder": 4, "post-discharge": 1 }]);
    await endAllRuns(w.system.ports, why);
    await w.settle();
    expect(await ends(w, patients)).toEqual(Array(5).fill(["ended", "wrong_text"]));
  });

  it("finds what ended by itself meanwhile as it ended", async () => {
    const { w, patients } = await running();
    const [run] = await w.own("enrollment", patients[0] as string);
    await endEnrollment(w.system.ports, run?.id as string, { ...lead, reason: "asked" });
    await endAllRuns(w.system.ports, why);
    await w.settle();
    expect((await ends(w, patients)).map(([, reason]) => reason).toSorted()).toEqual([
      ...["asked", "wrong_text", "wrong_text", "wrong_text"],
    ]);
  });
});
