import { describe, expect, it } from "vitest";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { smeared } from "#lib/domain/time/smear.ts";
import { zone } from "#test/support/builders.ts";
import { factsWith, journeyOf, Play } from "#test/support/journeys.ts";

const nine = "2026-06-02T13:00:00.000Z";
const spread = { minutes: defaultPolicy.smearMinutes, zone, week: defaultPolicy.hours };

describe("the smear after an opening", () => {
  it("is on by default: of ten thousand messages no minute gets a tenth, and all leave within the half hour", () => {
    const minutes = Array.from({ length: 10_000 }, (_, i) => {
      const wait = Date.parse(smeared(nine, `out_${i}`, spread)) - Date.parse(nine);
      return Math.floor(wait / 60_000);
    });
    expect(Math.max(...minutes)).toBe(29);
    expect(Math.min(...minutes)).toBe(0);
    const most = Map.groupBy(minutes, (m) => m)
      .values()
      .reduce((a, b) => Math.max(a, b.length), 0);
    expect(most).toBeLessThan(1000);
  });

  it("is of no length where the policy wants none", () => {
    expect(smeared(nine, "out_1", { ...spread, minutes: 0 })).toBe(nine);
  });

  it("leaves at the opening what its lot would put past a short window", () => {
    const own = { from: "09:00", to: "09:05" };
    const at = (id: string) => smeared(nine, id, { ...spread, own });
    for (let i = 0; i < 200; i++) expect(at(`out_${i}`) < "2026-06-02T13:05:00.000Z").toBe(true);
  });

  it("is planned by a journey already, and none where it may speak now", () => {
    const facts = { ...factsWith(), policy: defaultPolicy };
    const journey = journeyOf({
      tell: { do: "message", template: "t", channels: "preferred", goOn: "when-sent", next: "end" },
      end: { do: "end", outcome: "done" },
    });
    const due = (now: string) => new Play(journey, now, facts).of("plan-outreach")[0]?.dueAt ?? "";
    const night = due("2026-06-02T05:00:00.000Z");
    expect(night > nine && night < "2026-06-02T13:30:00.000Z").toBe(true);
    expect(due("2026-06-02T15:00:00.000Z")).toBe("2026-06-02T15:00:00.000Z");
  });
});
