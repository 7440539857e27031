import { describe, expect, it } from "vitest";
import {
  aboutVisit,
  levelsOf,
  type OutreachRequest,
  type PlanningFacts,
  planned,
} from "#lib/domain/outreach/plan.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import {
  anAppointment,
  anOutreach,
  aPolicy,
  appointmentId,
  aReach,
  aTemplate,
  aTuesday,
  patientId,
  zone,
} from "#test/support/builders.ts";

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

  it("is, where nothing more was asked, no more than its beginning", () => {
    const policy = aPolicy({ fallbackAfter: {} });
    const { id, purpose, category, privacy, template, plan } = anOutreach();
    expect(planned(request(), facts({ policy }))).toStrictEqual({
      type: "outreach.planned",
      outreach: {
        ...{ id, purpose, category, privacy, template, plan, patientId, channel: "sms" },
        ...{ status: "planned", attempts: [], decisions: [], dueAt: aTuesday, plannedAt: aTuesday },
      },
    });
  });

  it("is suppressed for want of an address where its plan is empty", () => {
    const { outreach, reason } = planned(request({ channels: [] }), facts());
    expect([outreach.status, outreach.plan, reason]).toEqual(["suppressed", [], "no_address"]);
  });

  it("says what it answers, and that it confirms a STOP", () => {
    const { outreach } = planned(request({ inReplyTo: "msg_1", confirmsStop: true }), facts());
    expect(outreach).toMatchObject({ inReplyTo: "msg_1", confirmsStop: true });
  });

  it("bears the silence of its channels as long as the policy says, but where the request says it", () => {
    const policy = aPolicy({ fallbackAfter: { sms: "PT4H", email: "P1D" } });
    const clocks = (more: Partial<OutreachRequest>) =>
      planned(request(more), facts({ policy })).outreach.clocks;
    expect(clocks({})).toEqual({ sms: "PT4H", email: "P1D" });
    expect(clocks({ clocks: { sms: "PT1H", voice: "PT2H" } })).toEqual({
      ...{ sms: "PT1H", email: "P1D", voice: "PT2H" },
    });
  });

  it("bears the silence after an answer for ever: a conversation is not gone on with elsewhere", () => {
    const policy = aPolicy({ fallbackAfter: { sms: "PT4H" } });
    expect(planned(request({ inReplyTo: "msg_1" }), facts({ policy })).outreach).not.toHaveProperty("clocks");
  });

  it("takes category and privacy from the template, never from who asks", () => {
    const template = aTemplate({ category: "billing", privacy: "none" });
    expect(planned(request(), facts({ template })).outreach).toMatchObject({
      category: "billing",
      privacy: "none",
    });
  });
});

describe("the levels whose policy an outreach follows", () => {
  const who = { ...aReach().who, location: "home-clinic", program: "diabetes" };
  const of = (more: Partial<PlanningFacts>, levels?: OutreachRequest["levels"]) =>
    levelsOf(levels ? { levels } : {}, facts({ reach: aReach({ who }), ...more }));

  it("are the patient's own", () => {
    expect(of({})).toEqual({ location: "home-clinic", program: "diabetes" });
  });

  it("are those of the visit before them, by the place's id and else by its name", () => {
    const appointment = anAppointment({ locationName: "Mesa North", specialty: "Cardiology" });
    expect(of({ appointment })).toEqual({
      ...{ location: "mesa-north", department: "cardiology", program: "diabetes" },
    });
    expect(of({ appointment: { ...appointment, locationId: "mesa-2" } }).location).toBe("mesa-2");
    expect(of({ appointment: anAppointment() }).location).toBe("home-clinic");
  });

  it("are the template's program, and before all what the request says", () => {
    const template = aTemplate({ program: "oncology" });
    expect(of({ template })).toMatchObject({ program: "oncology" });
    expect(of({ template }, { program: "recall" })).toEqual({ location: "home-clinic", program: "recall" });
  });

  it("are written on it where there are any", () => {
    const { levels } = planned(request({ levels: { program: "recall" } }), facts()).outreach;
    expect(levels).toEqual({ program: "recall" });
  });
});

it("freezes of a visit just what a message may name, and what tells whether it is still so", () => {
  const { start: _, ...undated } = anAppointment();
  const bare = { appointmentId, fingerprint: fingerprint(undated), timeZone: zone };
  expect(aboutVisit(undated)).toStrictEqual(bare);
  const named = { locationName: "Mesa", practitionerName: "Dr. Ruiz", visitType: "Eye exam" };
  const visit = anAppointment({ ...named, specialty: "Ophthalmology" });
  expect(aboutVisit(visit)).toStrictEqual({
    ...{ appointmentId, fingerprint: fingerprint(visit), timeZone: zone, start: visit.start, ...named },
  });
});
