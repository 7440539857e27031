import { expect, it } from "vitest";
import { outreachId } from "#lib/domain/ids.ts";
import { dispatchOf, horizonMs, scheduleName } from "#lib/domain/outreach/dispatch.ts";
import { aTuesday, enrollmentId, later } from "#test/support/builders.ts";

it.each([
  ["long ago", -5_000, { by: "queue", delaySeconds: 0 }],
  ["now", 0, { by: "queue", delaySeconds: 0 }],
  ["a moment ahead, never early", 1, { by: "queue", delaySeconds: 1 }],
  ["in fifteen minutes", 900_000, { by: "queue", delaySeconds: 900 }],
  ["a moment later", 900_001, { by: "schedule" }],
  ["at the horizon", horizonMs, { by: "schedule" }],
  ["beyond it", horizonMs + 1, { by: "sweep" }],
])("what is due %s", (_, ahead, how) => {
  expect(dispatchOf(later(aTuesday, ahead), aTuesday)).toEqual(how);
});

it("names a schedule within the 64 characters that EventBridge takes", () => {
  const name = scheduleName(outreachId(enrollmentId, "ask", 1), 99_999);
  expect(name.length).toBeLessThanOrEqual(64);
  expect(name).toMatch(/^[0-9a-zA-Z-_.]+$/);
});
