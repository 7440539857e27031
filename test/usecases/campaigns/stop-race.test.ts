import { describe, expect, it } from "vitest";
import { CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Records } from "#lib/ports.ts";
import { controlCampaign } from "#lib/usecases/campaigns/control-campaign.ts";
import { anEvent, anOutreach, hours, later, patientId } from "#test/support/builders.ts";
import { type Delivery, delivery } from "#test/support/delivery.ts";

const staff: Actor = { type: "staff", id: "ops" };
const id = campaignOutreachId(patientId, "c", 1);
const draft = CampaignDraft.parse({ id: "c", audience: { segment: "s" }, send: { template: "note" } });

async function aCampaignMessage(): Promise<Delivery> {
  const d = await delivery({ outreaches: [anOutreach({ id, campaign: { id: "c", occurrence: 1 } })] });
  const data = { ...draft, status: "running", author: staff, occurrence: 1 };
  await d.records.save([{ kind: "campaign", id: "c", expect: 0, data, event: anEvent() } as Change]);
  return d;
}

const control = (d: Delivery, verb: "stop" | "pause" | "resume") =>
  controlCampaign({ records: d.records, clock: d.clock }, { id: "c", control: verb }, { actor: staff });

/**
 * The store, which before its n-th call lets somebody else act to the end. `consistentReads`: how often the campaign was
 * read consistently after that, which is what must see it.
 */
function interrupted(d: Delivery, n: number, act: () => Promise<unknown>) {
  let calls = 0;
  let acted = false;
  const before = async () => {
    calls += 1;
    if (calls !== n) return;
    await act();
    acted = true;
  };
  const over: Records = {
    get: (...args) => before().then(() => d.records.get(...args)),
    getMany: (...args) => before().then(() => d.records.getMany(...args)),
    list: (...args) => before().then(() => d.records.list(...args)),
    save: (...args) => before().then(() => d.records.save(...args)),
  };
  return { over, calls: () => calls, acted: () => acted };
}

const everyMoment = Array.from({ length: 12 }, (_, i) => [i + 1] as const);

/** Reads of policy, template and switches may be kept from a run before, so the number of calls is not the same. */
describe.each(everyMoment)("a campaign stopped before call %i of a delivery", (n) => {
  it("lets nothing leave, or had not been stopped before its message was let go", async () => {
    const d = await aCampaignMessage();
    let sentBefore = -1;
    const race = interrupted(d, n, async () => {
      sentBefore = d.sent.length;
      await control(d, "stop");
    });
    await d.trigger(id, "sms", race.over);
    if (race.acted()) expect(d.sent.length).toBe(sentBefore);
    else await control(d, "stop");
    const sent = d.sent.length;
    await d.trigger(id);
    expect(d.sent.length).toBe(sent);
    const outreach = await d.outreach(id);
    expect([outreach.status, outreach.reason]).toEqual(
      sent === 0 ? ["suppressed", "campaign_stopped"] : ["sent", "accepted"],
    );
    const reach = await d.reach();
    expect(reach.budget.dayUsed).toBe(sent);
    if (sent === 0) expect(reach.claims[id]).toBeUndefined();
  });

  it("or paused instead, leaves once, and only after it goes on", async () => {
    const d = await aCampaignMessage();
    const race = interrupted(d, n, () => control(d, "pause"));
    await d.trigger(id, "sms", race.over);
    const sent = d.sent.length;
    if (race.acted() && sent === 0) {
      expect(await d.outreach(id)).toMatchObject({ status: "held", reason: "campaign_paused" });
      d.clock.at = later(d.clock.at, hours(1));
      await d.trigger(id);
      expect(d.sent).toHaveLength(0);
      await control(d, "resume");
      d.clock.at = later(d.clock.at, hours(1));
      await d.trigger(id);
    }
    await d.trigger(id);
    expect(d.sent).toHaveLength(1);
    expect((await d.reach()).budget.dayUsed).toBe(1);
  });
});

describe("the moments tried", () => {
  it("reach from the first read to the write after the call, and some are before the call and some after", async () => {
    const outcomes = [];
    for (const [n] of everyMoment) {
      const d = await aCampaignMessage();
      const race = interrupted(d, n, () => control(d, "stop"));
      await d.trigger(id, "sms", race.over);
      if (race.acted()) outcomes.push(d.sent.length);
    }
    expect(outcomes).toContain(0);
    expect(outcomes.at(-1)).toBe(1);
    expect(outcomes).toEqual(outcomes.toSorted());
  });
});
