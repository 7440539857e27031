import { describe, expect, it } from "vitest";
import { Campaign, CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Actor } from "#lib/domain/words.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { approveCampaign, controlCampaign } from "#lib/usecases/campaigns/control-campaign.ts";
import { dryRunCampaign, readDryRun, startDryRun } from "#lib/usecases/campaigns/dry-run-campaign.ts";
import { reportCampaign } from "#lib/usecases/campaigns/report-campaign.ts";
import { saveCampaign } from "#lib/usecases/campaigns/save-campaign.ts";
import { closeOperation, openOperation, workOn } from "#lib/usecases/operations/operate.ts";
import { saveSegment } from "#lib/usecases/segments/save-segment.ts";
import { fluShot } from "#test/support/flu-shot.ts";
import { all, aWorld, type World } from "#test/support/world.ts";

const author: Actor = { type: "client", id: "ann" };
const second: Actor = { type: "client", id: "bob" };

/** So many patients in segment `flu`, with a phone number each. */
async function aCrowd(count: number, more: Parameters<typeof aWorld>[0] = {}) {
  const w = await aWorld({ journeys: [], ...more });
  const { ports } = w.system;
  await draftContent(
    ports,
    templates,
    { id: "flu-shot", draft: fluShot, ifMatch: undefined },
    { actor: author },
  );
  await publishContent(ports, templates, "flu-shot", { actor: author });
  const patients: string[] = [];
  for (let n = 0; n < count; n++)
    patients.push(
      await w.patient(`p${n}`, {
        attributes: { payer: "a" },
        contactPoints: [{ channel: "sms", address: `+1312555${String(1000 + n)}` }],
      }),
    );
  const draft = { id: "flu", condition: "patient.payer == 'a'" };
  await saveSegment(ports, { id: "flu", draft, ifMatch: undefined }, { actor: author });
  await w.settle();
  return { ...w, patients };
}

const draftOf = (more: Partial<CampaignDraft> = {}): CampaignDraft =>
  CampaignDraft.parse({ id: "c", audience: { segment: "flu" }, send: { template: "flu-shot" }, ...more });

async function approved(w: World, more: Partial<CampaignDraft> = {}): Promise<void> {
  const { ports } = w.system;
  const draft = draftOf(more);
  const { version } = await saveCampaign(
    ports,
    { id: draft.id, draft, ifMatch: undefined },
    { actor: author },
  );
  await approveCampaign(ports, { id: draft.id, ifMatch: version }, { actor: second });
  await w.settle();
}
const control = async (w: World, verb: "pause" | "resume" | "stop") => {
  await controlCampaign(w.system.ports, { id: "c", control: verb }, { actor: second });
  await w.settle();
};
const campaignOf = async (w: World): Promise<Campaign> =>
  (await w.records.get("campaign", "c"))?.data as Campaign;
const twice = (w: World): string[] => {
  const to = w.left().map(({ address }) => address);
  return to.filter((address, n) => to.indexOf(address) !== n);
};
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);

describe("a campaign", () => {
  it("reaches everybody of its segment once, and reports numbers that add up", async () => {
    const w = await aCrowd(30);
    await approved(w);
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    expect(w.left("sms")).toHaveLength(30);
    expect(twice(w)).toEqual([]);
    expect((await campaignOf(w)).status).toBe("finished");
    const report = await reportCampaign(w.system.ports, "c");
    expect(report.targeted).toBe(30);
    expect(sum(report.fates) + sum(report.notPlanned)).toBe(30);
    expect(Campaign.parse(await campaignOf(w))).toEqual(await campaignOf(w));
  });

  it("is approved by a second person, of the version that was read, and never by its author", async () => {
    const w = await aCrowd(1);
    const { ports } = w.system;
    const draft = draftOf();
    await saveCampaign(ports, { id: "c", draft, ifMatch: undefined }, { actor: author });
    await saveCampaign(ports, { id: "c", draft, ifMatch: 1 }, { actor: author });
    await expect(approveCampaign(ports, { id: "c", ifMatch: 2 }, { actor: author })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(approveCampaign(ports, { id: "c", ifMatch: 1 }, { actor: second })).rejects.toMatchObject({
      code: "stale_version",
    });
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    expect(w.left()).toEqual([]);
  });

  it("of nobody is refused by name, and starts nothing", async () => {
    const w = await aCrowd(0);
    await expect(approved(w)).rejects.toMatchObject({ code: "empty_audience" });
    expect((await campaignOf(w)).status).toBe("draft");
    expect((await all(w.records, { kind: "operation", of: "customer" })).map(({ id }) => id)).toEqual([
      "segment-flu-1-2026-06-01",
    ]);
  });

  it.each([
    [{ audience: { segment: "none" } }, "/audience/segment"],
    [{ audience: { list: "none" } }, "/audience/list"],
    [{ send: { template: "none", channels: "preferred" as const } }, "/send/template"],
    [{ send: { journey: "none" } }, "/send/journey"],
  ])("that refers to what is not there is refused: %o", async (more, pointer) => {
    const w = await aCrowd(0);
    await expect(approved(w, more as Partial<CampaignDraft>)).rejects.toMatchObject({
      code: "unknown_reference",
      errors: [{ pointer }],
    });
  });

  it("keeps to its throttle", async () => {
    const w = await aCrowd(25);
    await approved(w, { throttle: { perHour: 10 } });
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    const hours = Map.groupBy(w.left(), ({ at }) =>
      Math.floor((Date.parse(at) - Date.parse("2026-06-01T15:00:00Z")) / 3_600_000),
    );
    expect([...hours.values()].map((some) => some.length)).toEqual([10, 10, 5]);
  });

  it("begins at its time, and not before", async () => {
    const w = await aCrowd(5);
    await approved(w, { when: { at: "2026-06-03T15:00:00.000Z" } });
    await w.advanceTo("2026-06-03T14:59:00.000Z");
    expect(w.left()).toEqual([]);
    await w.advanceTo("2026-06-03T16:30:00.000Z");
    expect(w.left()).toHaveLength(5);
  });

  it("lets nothing leave after it was stopped, and says so of each", async () => {
    const w = await aCrowd(25);
    await approved(w, { throttle: { perHour: 10 } });
    await w.advanceTo("2026-06-01T15:30:00.000Z");
    const before = w.left().length;
    expect(before).toBeGreaterThan(0);
    await control(w, "stop");
    await control(w, "stop");
    await w.advanceTo("2026-06-05T20:00:00.000Z");
    expect(w.left()).toHaveLength(before);
    const report = await reportCampaign(w.system.ports, "c");
    expect(sum(report.fates) + sum(report.notPlanned)).toBe(25);
    expect((report.reasons.campaign_stopped ?? 0) + (report.notPlanned.stopped ?? 0)).toBe(25 - before);
  });

  it("lets nothing leave while it is paused, and everybody get it once after", async () => {
    const w = await aCrowd(25);
    await approved(w, { throttle: { perHour: 10 } });
    await w.advanceTo("2026-06-01T15:30:00.000Z");
    await control(w, "pause");
    const before = w.left().length;
    await w.advanceTo("2026-06-02T16:00:00.000Z");
    expect(w.left()).toHaveLength(before);
    await control(w, "resume");
    await w.advanceTo("2026-06-03T20:00:00.000Z");
    expect(w.left()).toHaveLength(25);
    expect(twice(w)).toEqual([]);
    expect((await campaignOf(w)).status).toBe("finished");
  });

  it("lets what was held leave soon after it goes on, by its throttle and by that alone", async () => {
    const w = await aCrowd(25);
    await approved(w, { throttle: { perHour: 10 } });
    await w.advanceTo("2026-06-01T15:05:00.000Z");
    await control(w, "pause");
    // Longer than any message is held at a time: all ten of the first hour wait.
    await w.advanceTo("2026-06-01T18:01:00.000Z");
    const before = w.left().length;
    await control(w, "resume");
    await w.advanceTo("2026-06-01T19:00:00.000Z");
    expect(w.left().length - before).toBe(10);
    await w.advanceTo("2026-06-01T20:00:00.000Z");
    expect(w.left().length - before).toBe(20);
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    expect(w.left()).toHaveLength(25);
    expect(twice(w)).toEqual([]);
  });

  it("sends to nobody twice when its parts are worked on twice, after a crash or side by side", async () => {
    const w = await aCrowd(30);
    await approved(w, { when: { at: "2026-06-02T15:00:00.000Z" } });
    w.clock.set("2026-06-02T15:00:00.000Z");
    const { ports } = w.system;
    const id = "campaign-c-1";
    expect(await openOperation(ports, id)).toEqual({ parts: [0] });
    expect(await openOperation(ports, id)).toEqual({ parts: [0] });
    // The first worker plans its batch and dies before it can say so; two others begin again.
    const dying = {
      ...ports.records,
      save: async (changes: Parameters<typeof ports.records.save>[0]) => {
        if (changes[0]?.kind === "part") throw new Error("died");
        return ports.records.save(changes);
      },
    };
    await expect(workOn({ ...ports, records: dying }, id, 0)).rejects.toThrow("died");
    await Promise.all([workOn(ports, id, 0), workOn(ports, id, 0)]);
    await w.advanceTo("2026-06-03T20:00:00.000Z");
    expect(w.left()).toHaveLength(30);
    expect(twice(w)).toEqual([]);
  });

  it("recurs by its calendar, to whoever is in the segment then", async () => {
    const w = await aCrowd(3);
    await approved(w, {
      when: {
        repeat: {
          rrule: "FREQ=DAILY;COUNT=2",
          startDate: "2026-06-02",
          time: "10:00",
          zone: "America/Chicago",
        },
      },
    });
    await w.advanceTo("2026-06-02T17:00:00.000Z");
    expect(w.left()).toHaveLength(3);
    expect(await campaignOf(w)).toMatchObject({
      status: "approved",
      occurrence: 2,
      nextAt: "2026-06-03T15:00:00.000Z",
    });
    await w.patient("new", {
      attributes: { payer: "a" },
      contactPoints: [{ channel: "sms", address: "+13125559999" }],
    });
    await w.advanceTo("2026-06-04T17:00:00.000Z");
    expect(w.left()).toHaveLength(7);
    expect((await campaignOf(w)).status).toBe("finished");
  });

  it("goes on after its canary was liked, to everybody else once", async () => {
    const w = await aCrowd(40);
    const canary = { share: 0.3, watch: "PT2H", complaints: 0.5, optOuts: 0.5 };
    await approved(w, { canary });
    await w.advanceTo("2026-06-01T16:30:00.000Z");
    const first = w.left().length;
    expect(first).toBeGreaterThan(3);
    expect(first).toBeLessThan(25);
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    expect(w.left()).toHaveLength(40);
    expect(twice(w)).toEqual([]);
  });

  it("watches its canary though whoever closed the first share died half-way", async () => {
    const w = await aCrowd(10);
    const canary = { share: 0.5, watch: "PT2H", complaints: 0.5, optOuts: 0.5 };
    await approved(w, { canary, when: { at: "2026-06-02T15:00:00.000Z" } });
    w.clock.set("2026-06-02T15:00:00.000Z");
    const { ports } = w.system;
    const id = "campaign-c-1";
    await openOperation(ports, id);
    for (
      let worked = await workOn(ports, id, 0);
      worked.state === "more";
      worked = await workOn(ports, id, 0)
    )
      w.clock.set(new Date(Date.parse(w.clock.now()) + worked.waitSeconds * 1000).toISOString());
    const dying = {
      ...ports.records,
      save: async (changes: Parameters<typeof ports.records.save>[0]) => {
        if (changes[0]?.kind === "operation") throw new Error("died");
        return ports.records.save(changes);
      },
    };
    await expect(closeOperation({ ...ports, records: dying }, id)).rejects.toThrow("died");
    await closeOperation(ports, id);
    const operation = (await w.records.get("operation", id))?.data;
    expect(operation).toMatchObject({ stage: "judge", generation: 2 });
  });

  it("judges the canary of a journey by what the journey sent", async () => {
    const journey = JourneyDraft.parse({
      ...{ id: "flu-journey", purpose: "care", category: "prevention", subject: "patient", start: "tell" },
      enrollWhen: { event: "patient.created", where: "false" },
      steps: {
        tell: { do: "message", template: "flu-shot", next: "done" },
        done: { do: "end", outcome: "done" },
      },
    });
    const w = await aCrowd(40);
    const { ports } = w.system;
    await draftContent(
      ports,
      journeys,
      { id: journey.id, draft: journey, ifMatch: undefined },
      { actor: author },
    );
    await publishContent(ports, journeys, journey.id, { actor: author });
    const canary = { share: 0.3, watch: "PT2H", complaints: 0.5, optOuts: 0.5 };
    await approved(w, { send: { journey: journey.id }, canary });
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    expect(await campaignOf(w)).toMatchObject({ status: "finished" });
    expect(w.left()).toHaveLength(40);
  });

  it("stops itself when its canary was not", async () => {
    const w = await aCrowd(40);
    await approved(w, { canary: { share: 0.3, watch: "PT2H", complaints: 0.5, optOuts: 0.1 } });
    await w.advanceTo("2026-06-01T16:30:00.000Z");
    const first = w.left();
    for (const { address } of first.slice(0, 3)) await w.says(address, "STOP");
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    expect(await campaignOf(w)).toMatchObject({ status: "stopped", reason: "canary_opt_outs" });
    const texts = w.left().filter(({ body }) => body.includes("flu shot"));
    expect(texts).toHaveLength(first.length);
  });

  it("can be tried dry: how many would get it, wait or be left out and why, for how much and for how long", async () => {
    const w = await aCrowd(12, { now: "2026-06-01T03:00:00.000Z" });
    const ann = await w.patient("ann", { attributes: { payer: "a" }, contactPoints: [] });
    await saveCampaign(
      w.system.ports,
      { id: "c", draft: draftOf({ throttle: { perHour: 6 } }), ifMatch: undefined },
      { actor: author },
    );
    const dry = await dryRunCampaign(w.system.ports, "c");
    expect(ann).toBeDefined();
    expect(dry).toMatchObject({ looked: 13, complete: true, send: 12, hold: {}, drop: { no_address: 1 } });
    expect(dry.parts).toBe(12);
    expect(dry.usd).toBeGreaterThan(0);
    expect(dry.lastAt && Date.parse(dry.lastAt) - Date.parse("2026-06-01T14:00:00.000Z")).toBeGreaterThan(
      3_600_000,
    );
    expect(w.left()).toEqual([]);

    const { id } = await startDryRun(w.system.ports, "c", { actor: author });
    const begun = await readDryRun(w.system.ports, { campaignId: "c", operationId: id });
    expect(begun).toMatchObject({ looked: 0, complete: false });
    await w.settle();
    const whole = await readDryRun(w.system.ports, { campaignId: "c", operationId: id });
    expect(whole).toMatchObject({ total: 13, looked: 13, complete: true, send: 12, drop: { no_address: 1 } });
    expect([whole.parts, whole.usd]).toEqual([dry.parts, expect.closeTo(dry.usd, 6)]);
    expect(w.left()).toEqual([]);
  });

  it("foresees the very turns that it then gives", async () => {
    const w = await aCrowd(30);
    const { ports } = w.system;
    const draft = draftOf({ throttle: { perHour: 9 } });
    await saveCampaign(ports, { id: "c", draft, ifMatch: undefined }, { actor: author });
    const { id } = await startDryRun(ports, "c", { actor: author });
    await w.settle();
    const dry = await readDryRun(ports, { campaignId: "c", operationId: id });
    await approveCampaign(ports, { id: "c", ifMatch: 1 }, { actor: second });
    await w.advanceTo("2026-06-02T20:00:00.000Z");
    const hourOf = (at?: string) => at?.slice(0, 13);
    expect(w.left()).toHaveLength(dry.send);
    expect(hourOf(w.left().at(-1)?.at)).toBe(hourOf(dry.lastAt));
  });

  it("keeps a dry run of one campaign from the readers of another", async () => {
    const w = await aCrowd(1);
    await saveCampaign(w.system.ports, { id: "c", draft: draftOf(), ifMatch: undefined }, { actor: author });
    const { id } = await startDryRun(w.system.ports, "c", { actor: author });
    const read = readDryRun(w.system.ports, { campaignId: "other", operationId: id });
    await expect(read).rejects.toMatchObject({ code: "not_found" });
  });
});
