import { describe, expect, it } from "vitest";
import { publishJourney, runsOf, switchOn, tellAttributes, tellFact } from "#test/support/modules.ts";
import { aWorld, phoneOf } from "#test/support/world.ts";

const discharge = { type: "encounter" as const, status: "finished", code: { code: "IMP" } };
const quiet = { purpose: "care", category: "test", subject: "patient" };
const wait = (next: string) => ({ do: "wait", for: "P10D", next });
const over = { over: { do: "end", outcome: "over" } };

async function ana() {
  const world = await aWorld();
  return { world, patientId: await world.patient("ana") };
}

describe("a journey about a fact", () => {
  it("begins when the EHR tells it, and says its first words", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["transitions"]);
    const factId = await tellFact(world, patientId, discharge);
    expect(await runsOf(world, patientId)).toMatchObject([
      { journey: { id: "post-discharge" }, subject: { type: "episode", id: factId }, step: "nurse-call" },
    ]);
    expect(world.texts()).toEqual([expect.stringContaining("read your going-home steps")]);
  });

  it("begins once, however often it is told", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["transitions"]);
    await tellFact(world, patientId, discharge);
    await tellFact(world, patientId, { ...discharge, unit: "again" });
    expect(await runsOf(world, patientId)).toHaveLength(1);
    expect(world.texts()).toHaveLength(1);
  });

  it.each([
    ["an outpatient visit", { ...discharge, code: { code: "AMB" } }],
    ["a stay that is not over", { ...discharge, status: "in-progress" }],
    ["another fact", { ...discharge, type: "condition" as const }],
  ])("does not begin for %s", async (_, fact) => {
    const { world, patientId } = await ana();
    await switchOn(world, ["transitions"]);
    await tellFact(world, patientId, fact);
    expect(await runsOf(world, patientId)).toEqual([]);
  });

  it("hears of another fact of the same patient: a readmission ends it", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["transitions"]);
    await tellFact(world, patientId, discharge);
    await tellFact(world, patientId, { reference: "back", ...discharge, status: "in-progress" });
    expect(await runsOf(world, patientId)).toMatchObject([{ status: "ended", reason: "readmitted" }]);
  });

  it("reaches its goal by its own fact only", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["referrals"]);
    const referral = { type: "service-request" as const, status: "active" };
    await tellFact(world, patientId, { reference: "eye", ...referral });
    await tellFact(world, patientId, { reference: "ear", ...referral });
    await tellFact(world, patientId, { reference: "ear", ...referral, status: "completed" });
    const runs = await runsOf(world, patientId);
    expect(runs.map(({ status }) => status).toSorted()).toEqual(["active", "ended"]);
    expect(runs.find(({ status }) => status === "ended")).toMatchObject({ outcome: "goal" });
  });
});

describe("a journey about a patient", () => {
  it("begins when an attribute says so, and ends when it no longer does", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["prevention"]);
    await tellAttributes(world, "ana", { preventionDue: true });
    expect(world.texts()).toEqual([expect.stringContaining("due for a check or shot")]);
    await tellAttributes(world, "ana", { preventionDue: false });
    expect(await runsOf(world, patientId)).toMatchObject([{ status: "ended", reason: "no_longer_due" }]);
  });

  it("ends by its goal when any visit is booked", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["prevention"]);
    await tellAttributes(world, "ana", { preventionDue: true });
    await world.book(patientId);
    const run = (await runsOf(world, patientId)).find(({ journey }) => journey.id === "preventive-recall");
    expect(run).toMatchObject({ status: "ended", outcome: "goal" });
  });

  it("may be run through again, and not before its time", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["prevention"]);
    const due = async (preventionDue: boolean) => tellAttributes(world, "ana", { preventionDue });
    await due(true);
    await due(false);
    await due(true);
    expect(await runsOf(world, patientId)).toHaveLength(1);
    await due(false);
    await world.advanceTo("2026-09-05T15:00:00.000Z");
    await due(true);
    const runs = await runsOf(world, patientId);
    expect(runs.map(({ status }) => status).toSorted()).toEqual(["active", "ended"]);
  });

  it("tells the outside what its authors named", async () => {
    const { world, patientId } = await ana();
    await publishJourney(world, {
      ...quiet,
      id: "notes",
      enrollWhen: { event: "patient.updated" },
      start: "tell",
      steps: { tell: { do: "notify", event: "program-joined", next: "rest" }, rest: wait("over"), ...over },
    });
    await tellAttributes(world, "ana", { a: 1 });
    expect(await runsOf(world, patientId)).toMatchObject([
      { notifies: [{ event: "program-joined", ref: patientId }] },
    ]);
  });
});

describe("journeys beside each other", () => {
  const calm = (more: object) => ({
    ...quiet,
    enrollWhen: { event: "patient.updated", where: "patient.attributes.go == true" },
    start: "rest",
    steps: { rest: wait("over"), ...over },
    ...more,
  });

  it("one that wins ends the other, and keeps it from beginning", async () => {
    const { world, patientId } = await ana();
    await publishJourney(world, calm({ id: "small" }));
    await tellAttributes(world, "ana", { go: true });
    await publishJourney(world, calm({ id: "big", with: [{ journey: "small", rule: "wins" }] }));
    await tellAttributes(world, "ana", { go: true, again: 1 });
    const standing = async () =>
      Object.fromEntries(
        (await runsOf(world, patientId)).map(({ journey, status, reason }) => [journey.id, reason ?? status]),
      );
    expect(await standing()).toEqual({ small: "superseded", big: "active" });
  });

  it("one that would lose does not begin while the other runs", async () => {
    const { world, patientId } = await ana();
    await publishJourney(world, calm({ id: "big", with: [{ journey: "small", rule: "wins" }] }));
    await tellAttributes(world, "ana", { go: true });
    await publishJourney(world, calm({ id: "small" }));
    await tellAttributes(world, "ana", { go: true, again: 1 });
    expect((await runsOf(world, patientId)).map(({ journey }) => journey.id)).toEqual(["big"]);
  });

  it("one that merges keeps silent while the other runs, and takes its steps", async () => {
    const { world, patientId } = await ana();
    await switchOn(world, ["prevention"]);
    await publishJourney(world, calm({ id: "loud" }));
    await publishJourney(world, {
      ...calm({ id: "soft", with: [{ journey: "loud", rule: "merge" }] }),
      start: "hello",
      enrollWhen: { event: "patient.updated", where: "patient.attributes.soft == true" },
      steps: {
        hello: { do: "message", template: "care-thanks", next: "rest" },
        rest: { do: "wait", for: "P20D", next: "later" },
        later: { do: "message", template: "care-thanks", next: "over" },
        ...over,
      },
    });
    await tellAttributes(world, "ana", { go: true });
    await tellAttributes(world, "ana", { soft: true, go: false });
    expect(world.texts(phoneOf("ana"))).toEqual([]);
    const soft = (await runsOf(world, patientId)).find(({ journey }) => journey.id === "soft");
    expect(soft?.trail.map(({ why }) => why)).toContain("undeliverable:silenced");
    await world.advanceTo("2026-06-25T15:00:00.000Z");
    expect(world.texts(phoneOf("ana"))).toHaveLength(1);
  });
});

describe("a run of an older version", () => {
  it("hears the event that its version alone listens to", async () => {
    const { world, patientId } = await ana();
    const steps = { first: wait("over"), ...over };
    const first = { ...quiet, id: "old", enrollWhen: { event: "fact.recorded" }, start: "first", steps };
    const exitWhen = [{ event: "patient.updated", where: "patient.attributes.moved", reason: "moved_away" }];
    await publishJourney(world, { ...first, exitWhen });
    await tellFact(world, patientId, discharge);
    await publishJourney(world, first);
    await world.advanceTo("2026-06-01T16:00:00.000Z");
    await tellAttributes(world, "ana", { moved: true });
    expect(await runsOf(world, patientId)).toMatchObject([
      { journey: { id: "old", version: 1 }, status: "ended", reason: "moved_away" },
    ]);
  });
});
