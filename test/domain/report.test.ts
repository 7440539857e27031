import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { faultsOf, journeyReports, standingOf } from "#lib/domain/report.ts";
import {
  anEnrollment,
  anOutreach,
  aStaffTask,
  aTask,
  aTuesday,
  enrollmentId,
  later,
} from "#test/support/builders.ts";

const ask = (status: (typeof outreachStatuses)[number], n = 1) =>
  anOutreach({ id: `out_${n}`, enrollmentId, status, reason: "r", taskId: "t" });

describe("where an enrollment stands", () => {
  const ended = anEnrollment({ status: "ended" });
  const confirmed = aTask({ status: "done", answer: "confirmed", closedAt: aTuesday });
  const declined = aTask({ status: "declined", answer: "declined", closedAt: later(aTuesday, 1) });
  it.each([
    ["confirmed", anEnrollment(), [confirmed], [ask("sent")]],
    ["declined", anEnrollment(), [declined, confirmed], [ask("sent")]],
    ["waiting", anEnrollment(), [aTask()], [ask("delivered")]],
    ["silent", anEnrollment(), [aTask({ status: "overdue" })], [ask("unknown")]],
    ["not_yet_asked", anEnrollment(), [], []],
    ["not_yet_asked", anEnrollment(), [aTask()], [ask("held")]],
    ["not_reached", anEnrollment(), [], [ask("suppressed")]],
    ["ended_before", ended, [], []],
  ])("%s", (standing, enrollment, tasks, outreaches) => {
    expect(standingOf(enrollment, tasks, outreaches)).toBe(standing);
  });
});

it("adds up, whatever there is", () => {
  const story = fc.array(
    fc.record({
      journey: fc.constantFrom("a", "b"),
      ended: fc.boolean(),
      answer: fc.constantFrom("confirmed", "declined", "reschedule", "other", undefined),
      open: fc.boolean(),
      statuses: fc.array(fc.constantFrom(...outreachStatuses), { maxLength: 4 }),
      asks: fc.boolean(),
      staff: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(story, (all) => {
      const enrollments = all.map(({ journey, ended }, i) =>
        anEnrollment({
          id: `e${i}`,
          journey: { id: journey, version: 1 },
          status: ended ? "ended" : "active",
        }),
      );
      const reports = journeyReports({
        enrollments,
        outreaches: all.flatMap(({ statuses, asks }, i) =>
          statuses.map((status, n) => {
            const { reason: _, ...outreach } = ask(status, n);
            const { taskId: __, ...silent } = outreach;
            return { ...(asks ? outreach : silent), enrollmentId: `e${i}` };
          }),
        ),
        tasks: all.map(({ answer, open }, i) =>
          aTask({ enrollmentId: `e${i}`, status: open ? "open" : "done", ...(answer && { answer }) }),
        ),
        staffTasks: all.flatMap(({ staff }, i) => (staff ? [aStaffTask({ enrollmentId: `e${i}` })] : [])),
      });
      expect(reports.flatMap(faultsOf)).toEqual([]);
      expect(reports.reduce((n, r) => n + r.enrolled, 0)).toBe(all.length);
    }),
  );
});

it("says in words what does not add up", () => {
  const [report] = journeyReports({
    enrollments: [anEnrollment()],
    outreaches: [],
    tasks: [],
    staffTasks: [],
  });
  expect(faultsOf({ ...(report as NonNullable<typeof report>), enrolled: 2, outreaches: 1 })).toEqual([
    "2 enrolled, but 1 stand somewhere",
    "1 outreaches, but 0 fates",
  ]);
});
