import { describe, expect, it } from "vitest";
import { barOf } from "#lib/domain/campaign/bar.ts";
import { type Campaign, CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import { felt, isCanary, noFeeling, verdictOn } from "#lib/domain/campaign/canary.ts";
import { beginsAt, moved } from "#lib/domain/campaign/lifecycle.ts";
import { reportOf } from "#lib/domain/campaign/report.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { anOutreach, aReach, aTuesday, later } from "#test/support/builders.ts";

const author = { type: "client", id: "ann" } as const;
const other = { type: "client", id: "bob" } as const;
const aCampaign = (more: Partial<Campaign> = {}): Campaign => ({
  ...CampaignDraft.parse({ id: "flu", audience: { segment: "s" }, send: { template: "t" } }),
  ...{ status: "draft", author, occurrence: 0 },
  ...more,
});

describe("a campaign", () => {
  it.each([
    ["draft", "approve", "approved"],
    ["approved", "pause", "paused"],
    ["running", "pause", "paused"],
    ["paused", "resume", "running"],
    ["approved", "stop", "stopped"],
    ["running", "stop", "stopped"],
    ["paused", "stop", "stopped"],
    ["finished", "stop", "stopped"],
  ] as const)("that is %s becomes by %s %s", (status, control, to) => {
    expect(moved(aCampaign({ status }), control, other)?.campaign.status).toBe(to);
  });

  it.each([
    ["draft", "pause"],
    ["draft", "stop"],
    ["finished", "pause"],
    ["stopped", "resume"],
    ["running", "approve"],
  ] as const)("that is %s cannot be made to %s", (status, control) => {
    expect(() => moved(aCampaign({ status }), control, other)).toThrow(
      expect.objectContaining({ code: "wrong_state", message: `The campaign is ${status}.` }),
    );
  });

  it("that is there already stays as it is", () => {
    expect(moved(aCampaign({ status: "running" }), "resume", other)).toBeUndefined();
  });

  it("is not approved by whoever wrote it", () => {
    expect(() => moved(aCampaign(), "approve", author)).toThrow(
      expect.objectContaining({ code: "forbidden", message: expect.stringContaining("ask a second person") }),
    );
    for (const second of [other, { type: "staff", id: author.id } as const])
      expect(moved(aCampaign(), "approve", second)?.campaign.approvedBy).toEqual(second);
  });

  it("names no approver for what is no approval", () => {
    const paused = moved(aCampaign({ status: "running" }), "pause", other);
    expect(paused).toEqual({ campaign: aCampaign({ status: "paused" }), event: "campaign.paused" });
  });

  it.each([
    ["at once, where nothing is said", undefined, aTuesday],
    ["at once, where that has passed", later(aTuesday, -1), aTuesday],
    ["then", later(aTuesday, 1), later(aTuesday, 1)],
  ])("begins %s", (_, nextAt, begins) => {
    expect(beginsAt(aCampaign({ ...(nextAt && { nextAt }) }), aTuesday)).toBe(begins);
  });

  it("bars its messages while it is stopped or paused", () => {
    expect(
      ["stopped", "paused", "running", "finished"].map((status) => barOf({ status } as Campaign)),
    ).toEqual([...["stopped", "paused", undefined, undefined]]);
    expect(barOf(undefined)).toBeUndefined();
  });
});

describe("a campaign's canary", () => {
  const canary = { share: 0.1, watch: "P1D", complaints: 0.01, optOuts: 0.02 };

  it("is about the share asked for, and the same patients each time", () => {
    const ids = Array.from({ length: 4000 }, (_, n) => patientIdFrom("test", String(n)));
    const chosen = ids.filter((id) => isCanary({ id: "flu", canary }, id));
    expect(chosen.length).toBeGreaterThan(320);
    expect(chosen.length).toBeLessThan(480);
    expect(ids.filter((id) => isCanary({ id: "flu", canary }, id))).toEqual(chosen);
  });

  it.each([
    [{ sent: 100, complaints: 1, optOuts: 2 }, undefined],
    [{ sent: 100, complaints: 2, optOuts: 0 }, "canary_complaints"],
    [{ sent: 100, complaints: 0, optOuts: 3 }, "canary_opt_outs"],
    [{ sent: 0, complaints: 0, optOuts: 0 }, "canary_reached_nobody"],
  ])("of %o says %s", (feeling, verdict) => {
    expect(verdictOn(feeling, canary)).toBe(verdict);
  });

  it("feels by the address that was used", () => {
    const sent = anOutreach({
      status: "sent",
      attempts: [{ n: 1, channel: "sms", addressId: "cp-sms", at: aTuesday, outcome: "accepted" }],
    });
    const stopped = aReach();
    stopped.addresses = stopped.addresses.map((a) => (a.id === "cp-sms" ? { ...a, stopped: "all" } : a));
    const complained = aReach();
    complained.addresses = complained.addresses.map((a) => ({ ...a, health: "complained" }));
    expect(felt(noFeeling, [sent, sent], stopped)).toEqual({ sent: 1, complaints: 0, optOuts: 1 });
    expect(felt(noFeeling, [sent], complained)).toEqual({ sent: 1, complaints: 1, optOuts: 0 });
    expect(felt(noFeeling, [anOutreach({ status: "planned" })], stopped)).toEqual(noFeeling);
  });

  it("feels a stop at any address that was used, and at no other", () => {
    const attempt = (addressId: string) =>
      ({ n: 1, channel: "sms", addressId, at: aTuesday, outcome: "accepted" }) as const;
    const both = anOutreach({ status: "sent", attempts: [attempt("cp-sms"), attempt("cp-email")] });
    const one = anOutreach({ status: "sent", attempts: [attempt("cp-sms")] });
    const reach = aReach();
    reach.addresses = reach.addresses.map((a) => (a.id === "cp-email" ? { ...a, stopped: "all" } : a));
    expect([felt(noFeeling, [both], reach).optOuts, felt(noFeeling, [one], reach).optOuts]).toEqual([1, 0]);
  });

  it("is nobody where the campaign has none", () => {
    expect(isCanary({ id: "flu" }, patientIdFrom("test", "1"))).toBe(false);
  });

  it("feels that a patient told WhatsApp to send no marketing, whatever was tried beside it", () => {
    const tried = {
      n: 1,
      channel: "whatsapp",
      addressId: "cp-wa",
      at: aTuesday,
      outcome: "accepted",
    } as const;
    const attempts = [{ ...tried, receipt: "marketing-declined" } as const, { ...tried, n: 2 }];
    const declined = anOutreach({ status: "undelivered", attempts });
    expect(felt(noFeeling, [declined], aReach())).toEqual({ sent: 1, complaints: 0, optOuts: 1 });
  });
});

describe("a campaign's report", () => {
  it("adds up to everybody it was meant for", () => {
    const part = { id: "p", done: true, counts: { planned: 2, known: 1, gone: 1, no_slot: 1 } };
    const report = reportOf(
      10,
      [{ status: "sent" }, { status: "suppressed", reason: "opted_out" }, { status: "held" }],
      { parts: [part] },
    );
    expect(report).toEqual({
      targeted: 10,
      notPlanned: { gone: 1, no_slot: 1, waiting: 5 },
      fates: { sent: 1, suppressed: 1, held: 1 },
      reasons: { opted_out: 1 },
    });
    const sum = [...Object.values(report.fates), ...Object.values(report.notPlanned)];
    expect(sum.reduce((a, b) => a + b, 0)).toBe(10);
  });

  it("says of those whom a stop kept from it that they were stopped", () => {
    const { notPlanned } = reportOf(3, [{ status: "sent" }], { parts: [], stopped: true });
    expect(notPlanned).toEqual({ stopped: 2 });
  });

  it("says nothing of waiting once everybody had their turn, and counts an end without a reason", () => {
    const report = reportOf(2, [{ status: "failed" }, { status: "failed" }], { parts: [] });
    expect(report).toEqual({
      ...{ targeted: 2, notPlanned: {} },
      ...{ fates: { failed: 2 }, reasons: { unknown: 2 } },
    });
  });
});
