import { describe, expect, it } from "vitest";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { SegmentDraft } from "#lib/domain/segment/segment.ts";
import type { Actor } from "#lib/domain/words.ts";
import { saveFact } from "#lib/usecases/ingest/save-fact.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { previewSegment } from "#lib/usecases/segments/preview.ts";
import { retireSegment, saveSegment } from "#lib/usecases/segments/save-segment.ts";
import { differenceOf, snapshotSegment } from "#lib/usecases/segments/snapshot.ts";
import { all, aWorld, type World } from "#test/support/world.ts";

const staff: Actor = { type: "staff", id: "ops" };
const ehr: Actor = { type: "ehr", id: "test" };

const save = async (w: World, condition: string, id = "seg", ifMatch?: number) => {
  const draft: SegmentDraft = { id, condition };
  const saved = await saveSegment(w.system.ports, { id, draft, ifMatch }, { actor: staff });
  await w.settle();
  return saved;
};
const membersOf = async (w: World, segment = "seg"): Promise<string[]> =>
  (await all(w.records, { kind: "membership", of: "segment", segment }))
    .map(({ data }) => data.patientId)
    .sort();
const told = async (w: World, patientId: string): Promise<string[]> =>
  (await w.timeline(patientId)).filter((line) => line.startsWith("segment."));
const diabetes = async (w: World, patientId: string, status = "active") => {
  const input = { patientId, reference: "d", type: "condition" as const, status, code: { code: "E11.9" } };
  await saveFact(w.system.ports, input, { actor: ehr });
  await w.settle();
};

describe("a segment", () => {
  it("takes in who is there when it is saved, and says as of when", async () => {
    const w = await aWorld();
    const medicare = await w.patient("ann", { attributes: { payer: "medicare" } });
    await w.patient("bob", { attributes: { payer: "other" } });
    await save(w, "patient.payer == 'medicare'");
    expect(await membersOf(w)).toEqual([medicare]);
    expect((await w.records.get("segment", "seg"))?.data.asOf).toBe(w.clock.now());
    expect((await w.records.get("operation", "segment-seg-1-2026-06-01"))?.data.status).toBe("done");
  });

  it("is entered and left as facts change, with an event each, and none for a change of nothing", async () => {
    const w = await aWorld();
    await save(w, "'E11.9' in patient.conditions");
    const ann = await w.patient("ann");
    expect(await membersOf(w)).toEqual([]);
    await diabetes(w, ann);
    expect(await membersOf(w)).toEqual([ann]);
    await diabetes(w, ann);
    await savePatient(
      w.system.ports,
      { reference: "ann", name: { given: "Ann", family: "Test" } },
      { actor: ehr },
    );
    await w.settle();
    await diabetes(w, ann, "resolved");
    expect(await membersOf(w)).toEqual([]);
    expect(await told(w, ann)).toEqual(["segment.entered (seg)", "segment.left (seg)"]);
  });

  it("hears of visits, replies and what was asked", async () => {
    const w = await aWorld();
    const ann = await w.patient("ann");
    await save(w, "has(patient.nextVisit)", "booked");
    await save(w, "has(patient.lastReply)", "replied");
    await save(w, "patient.openTasks.size() > 0", "asked");
    await w.book(ann);
    expect(await membersOf(w, "booked")).toEqual([ann]);
    expect(await membersOf(w, "asked")).toEqual([]);
    await w.advanceTo("2026-06-09T16:00:00.000Z");
    expect(await membersOf(w, "asked")).toEqual([ann]);
    const [asked] = w.left("sms");
    await w.says(asked?.address as string, "1");
    expect(await membersOf(w, "replied")).toEqual([ann]);
    expect(await membersOf(w, "asked")).toEqual([]);
  });

  it("follows the calendar where its condition does", async () => {
    const w = await aWorld();
    const ann = await w.patient("ann", { birthDate: "1976-06-03" });
    await save(w, "patient.age >= 50");
    expect(await membersOf(w)).toEqual([]);
    await w.advanceTo("2026-06-03T12:00:00.000Z");
    expect(await membersOf(w)).toEqual([ann]);
  });

  it("asks everybody anew when its condition changes, and lets everybody go when it is retired", async () => {
    const w = await aWorld();
    const ann = await w.patient("ann", { attributes: { payer: "a" } });
    const bob = await w.patient("bob", { attributes: { payer: "b" } });
    await save(w, "patient.payer == 'a'");
    expect(await membersOf(w)).toEqual([ann]);
    const { version } = (await w.records.get("segment", "seg")) as { version: number };
    await save(w, "patient.payer == 'b'", "seg", version);
    expect(await membersOf(w)).toEqual([bob]);
    await retireSegment(w.system.ports, "seg", { actor: staff });
    await w.settle();
    expect(await membersOf(w)).toEqual([]);
    await expect(retireSegment(w.system.ports, "seg", { actor: staff })).rejects.toMatchObject({
      code: "wrong_state",
    });
  });

  it("is refused with what is wrong, and nothing is begun", async () => {
    const w = await aWorld();
    await expect(save(w, "patient.payor == 'a'")).rejects.toMatchObject({
      code: "invalid_definition",
      errors: [{ pointer: "/condition", detail: "There is no fact payor. Did you mean patient.payer?" }],
    });
    expect(await w.records.get("segment", "seg")).toBeUndefined();
    expect(await all(w.records, { kind: "operation", of: "customer" })).toEqual([]);
  });

  it("can be looked at before it is saved", async () => {
    const w = await aWorld();
    const ann = await w.patient("ann", { attributes: { payer: "a" } });
    await w.patient("bob");
    expect(await previewSegment(w.system.ports, "patient.payer == 'a'")).toEqual({
      ...{ looked: 2, matched: 1, complete: true, sample: [ann] },
    });
    expect(await all(w.records, { kind: "segment", of: "customer" })).toEqual([]);
  });

  it("writes nothing for a patient while no segment asks for what changed", async () => {
    const w = await aWorld();
    const ann = await w.patient("ann");
    await w.book(ann);
    expect(await w.records.get("profile", ann)).toBeUndefined();
    await save(w, "patient.payer == 'x'");
    const before = await w.records.get("profile", ann);
    await w.book(ann, { reference: "other" });
    expect((await w.records.get("profile", ann))?.version).toBe(before?.version);
  });
});

describe("journeys", () => {
  const journey: JourneyDraft = JourneyDraft.parse({
    ...{ id: "recall", purpose: "care", category: "appointments", subject: "patient", start: "call" },
    enrollWhen: { event: "segment.entered", where: "news.value == 'seg'" },
    exitWhen: [{ event: "segment.left", where: "news.value == 'seg'", reason: "no_longer" }],
    steps: {
      call: {
        do: "staff-task",
        queue: "recall",
        title: "Call",
        due: "P1D",
        within: "P5D",
        outcomes: { done: "end" },
        onSilence: "end",
      },
      end: { do: "end", outcome: "called" },
    },
  });

  it("begin when their segment is entered, and end when it is left", async () => {
    const w = await aWorld({ journeys: [journey] });
    const ann = await w.patient("ann");
    await save(w, "'x' in patient.conditions", "other");
    await save(w, "'E11.9' in patient.conditions");
    await diabetes(w, ann);
    const [run] = await w.own("enrollment", ann);
    expect(run?.data).toMatchObject({ status: "active", step: "call", journey: { id: "recall" } });
    expect(await w.staffTasks("recall")).toHaveLength(1);
    await diabetes(w, ann, "resolved");
    const [ended] = await w.own("enrollment", ann);
    expect(ended?.data).toMatchObject({ status: "ended", reason: "no_longer" });
    expect(await w.staffTasks("recall")).toEqual([]);
  });
});

describe("a snapshot of a segment", () => {
  it("stays as it was, and tells who came and who went", async () => {
    const w = await aWorld();
    await save(w, "patient.payer == 'a'");
    const patients = [];
    for (const name of ["ann", "bob", "cy"])
      patients.push(await w.patient(name, { attributes: { payer: "a" } }));
    const by = { actor: staff };
    const first = await snapshotSegment(w.system.ports, { id: "s1", segment: "seg" }, by);
    expect(first.data).toMatchObject({ total: 3, parts: 1 });
    await savePatient(
      w.system.ports,
      { reference: "ann", name: { given: "Ann", family: "Test" }, attributes: { payer: "b" } },
      { actor: ehr },
    );
    const dee = await w.patient("dee", { attributes: { payer: "a" } });
    await snapshotSegment(w.system.ports, { id: "s2", segment: "seg" }, by);
    expect(await differenceOf(w.system.ports, "s1", "s2")).toEqual({
      ...{ entered: [dee], left: [patients[0]], stayed: 2 },
    });
    expect((await snapshotSegment(w.system.ports, { id: "s1", segment: "seg" }, by)).data.total).toBe(3);
  });
});
