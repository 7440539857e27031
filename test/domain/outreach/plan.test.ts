import { describe, expect, it } from "vitest";
import { type OutreachRequest, type PlanningFacts, planned } from "#lib/domain/outreach/plan.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import { anAppointment, anOutreach, aPolicy, aReach, aTemplate, aTuesday } from "#test/support/builders.ts";

const request = (more: Partial<OutreachRequest> = {}): OutreachRequest => ({
  id: anOutreach().id,
  purpose: "care",
  channels: "preferred",
  dueAt: aTuesday,
  ...more,
});
const facts = (more: Partial<PlanningFacts> = {}): PlanningFacts => ({
  reach: aReach(),
  policy: aPolicy(),
  template: aTemplate(),
  now: aTuesday,
  ...more,
});

describe("a planned outreach", () => {
  it("begins on the first channel of the customer's order that the template has words for", () => {
    const { outreach, type } = planned(request(), facts());
    expect(type).toBe("outreach.planned");
    expect(outreach).toMatchObject({
      status: "planned",
      plan: ["sms", "email"],
      channel: "sms",
      attempts: [],
    });
  });

  it("follows the patient's own order first", () => {
    const { outreach } = planned(request(), facts({ reach: aReach({ order: ["email"] }) }));
    expect(outreach).toMatchObject({ plan: ["email", "sms"], channel: "email" });
  });

  it("keeps to the channels that were asked for", () => {
    expect(planned(request({ channels: ["email"] }), facts()).outreach.plan).toEqual(["email"]);
  });

  it("skips a channel that could not carry it", () => {
    const reach = withStop(aReach(), ["cp-sms"], "all");
    expect(planned(request(), facts({ reach })).outreach.channel).toBe("email");
  });

  it("is suppressed at once where none could, for the reason of the one most wanted", () => {
    const reach = withStop(aReach({ addresses: aReach().addresses.slice(0, 1) }), ["cp-sms"], "all");
    const { outreach, type, reason } = planned(request(), facts({ reach }));
    expect([type, reason]).toEqual(["outreach.suppressed", "opted_out"]);
    expect(outreach).toMatchObject({
      status: "suppressed",
      reason: "opted_out",
      decisions: [{ verdict: "drop" }],
    });
    expect(outreach).not.toHaveProperty("channel");
  });

  it("freezes what it may say of the visit", () => {
    const appointment = anAppointment({ locationName: "Mesa" });
    const { about } = planned(request(), facts({ appointment })).outreach;
    expect(about).toMatchObject({ fingerprint: fingerprint(appointment), locationName: "Mesa" });
  });

  it("takes category and privacy from the template, never from who asks", () => {
    const template = aTemplate({ category: "billing", privacy: "none" });
    expect(planned(request(), facts({ template })).outreach).toMatchObject({
      category: "billing",
      privacy: "none",
    });
  });
});
