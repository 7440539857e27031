import { describe, expect, it } from "vitest";
import type { EventType } from "#lib/domain/event.ts";
import { type FactName, factNames, isTouchedBy } from "#lib/domain/segment/facts.ts";

describe("what patients are asked again after", () => {
  it.each([
    ["patient.updated", "age"],
    ["patient.created", "payer"],
    ["patient.updated", "careGaps"],
    ["fact.recorded", "careGaps"],
    ["fact.updated", "conditions"],
    ["appointment.booked", "nextVisit"],
    ["appointment.noshow", "noShows"],
    ["task.opened", "openTasks"],
    ["barrier.reported", "barriers"],
    ["outreach.sent", "lastMessage"],
    ["outreach.sent", "silent"],
    ["message.received", "lastReply"],
    ["message.received", "silent"],
    ["link.used", "lastClick"],
    ["link.used", "silent"],
  ] as [EventType, FactName][])("%s may change %s", (event, fact) => {
    expect(isTouchedBy(fact, event)).toBe(true);
  });

  it.each([
    ["patient.updated", "conditions"],
    ["patient.updated", "silent"],
    ["fact.recorded", "age"],
    ["appointment.booked", "careGaps"],
    ["outreach.planned", "lastMessage"],
    ["message.received", "lastMessage"],
    ["link.used", "lastReply"],
  ] as [EventType, FactName][])("%s cannot change %s", (event, fact) => {
    expect(isTouchedBy(fact, event)).toBe(false);
  });

  it("are events that some fact waits for, and no campaign's", () => {
    expect(factNames.filter((fact) => isTouchedBy(fact, "campaign.approved"))).toEqual([]);
  });
});
