import { describe, expect, it } from "vitest";
import { Campaign, CampaignDraft, occurrenceId } from "#lib/domain/campaign/campaign.ts";
import { aTuesday } from "#test/support/builders.ts";

const least = { id: "flu", audience: { segment: "seniors" }, send: { template: "note" } };
const weekly = {
  rrule: "FREQ=WEEKLY",
  startDate: "2026-06-02",
  time: "09:00",
  zone: "America/Chicago",
};
const canary = { share: 0.1, watch: "P1D" };
const placesOf = (draft: object): string[] | undefined =>
  CampaignDraft.safeParse({ ...least, ...draft }).error?.issues.map(({ path }) => path.join("/"));

describe("a campaign's draft", () => {
  it("says no more than whom, what and its name, and has brakes all the same", () => {
    expect(CampaignDraft.parse(least)).toMatchObject({ throttle: { perHour: 10_000 } });
    expect(CampaignDraft.parse({ ...least, throttle: {} }).throttle.perHour).toBe(10_000);
    const braked = CampaignDraft.parse({ ...least, canary });
    expect(braked.canary).toEqual({ ...canary, complaints: 0.001, optOuts: 0.02 });
  });

  it.each([
    ["for a list", { audience: { list: "l" } }],
    ["of a journey", { send: { journey: "recall" } }],
    ["at an instant", { when: { at: aTuesday } }],
    ["each week", { when: { repeat: weekly } }],
    ["to all of them first", { canary: { ...canary, share: 1 } }],
    ["with a rate for calls", { throttle: { perHour: 1, perChannel: { voice: 1 } } }],
  ])("may be %s", (_, more) => {
    expect(placesOf(more)).toBeUndefined();
  });

  it.each([
    ["a segment and a list", { audience: { segment: "s", list: "l" } }, "audience"],
    ["a template and a journey", { send: { template: "t", journey: "j" } }, "send"],
    ["an empty title", { title: "" }, "title"],
    ["a longer title than fits a line", { title: "x".repeat(121) }, "title"],
    ["a rule that is none", { when: { repeat: { ...weekly, rrule: "WEEKLY" } } }, "when/repeat/rrule"],
    ["a zone that is none", { when: { repeat: { ...weekly, zone: "Mars" } } }, "when/repeat/zone"],
    ["a canary of nobody", { canary: { ...canary, share: 0 } }, "canary/share"],
    ["a canary of more than all", { canary: { ...canary, share: 1.1 } }, "canary/share"],
    ["a standstill", { throttle: { perHour: 0 } }, "throttle/perHour"],
    ["a standstill of calls", { throttle: { perChannel: { voice: 0 } } }, "throttle/perChannel/voice"],
    ["a word it does not know", { audiences: {} }, ""],
  ])("does not take %s, and says where", (_, more, place) => {
    expect(placesOf(more)).toEqual([place]);
  });
});

describe("a campaign", () => {
  it.each(["draft", "approved", "running", "paused", "stopped", "finished"])("may be %s", (status) => {
    const campaign = { ...CampaignDraft.parse(least), status, occurrence: 1 };
    const kept = { ...campaign, author: { type: "client", id: "ann" } };
    expect(Campaign.parse(kept)).toEqual(kept);
  });

  it("has an operation of its own for each occurrence", () => {
    expect(occurrenceId("flu", 3)).toBe("campaign-flu-3");
  });
});
