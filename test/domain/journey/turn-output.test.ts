import { expect, it } from "vitest";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import { turnOutput } from "#lib/domain/journey/turn-output.ts";
import { anEnrollment } from "#test/support/builders.ts";

const now = "2026-06-02T14:00:00.000Z";
const key = { PK: "p", SK: "s" };
const output = (more: Partial<Enrollment>) =>
  turnOutput(anEnrollment(more), key, { enrollmentId: "enr_1", turns: 4 }, now);
const month = 30 * 86_400;
const { wakeAt: _, ...ended } = anEnrollment({ status: "ended", seenSeq: 7 });

it.each<[string, Partial<Enrollment>, number]>([
  ["the time to its deadline", { wakeAt: "2026-06-02T15:00:00.000Z" }, 3600],
  ["whole seconds, never too few", { wakeAt: "2026-06-02T14:00:10.001Z" }, 11],
  ["a second, where it is due", { wakeAt: now }, 1],
  ["a second, where it was due", { wakeAt: "2026-06-01T14:00:00.000Z" }, 1],
  ["30 days at most", { wakeAt: "2026-12-01T14:00:00.000Z" }, month],
  ["30 days while it is paused, though it is due", { status: "paused", wakeAt: now }, month],
])("the execution waits %s", (_, enrollment, seconds) => {
  expect(output(enrollment)).toMatchObject({ state: "waiting", waitSeconds: seconds });
});

it("an ended one is over, and the machine is told where news would go, what was seen and how often it turned", () => {
  expect(turnOutput(ended, key, { enrollmentId: ended.id, turns: 4 }, now)).toEqual({
    enrollmentId: ended.id,
    state: "ended",
    waitSeconds: 1,
    seenSeq: 7,
    key,
    turns: 5,
  });
});
