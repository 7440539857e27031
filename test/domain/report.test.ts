import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { faultsOf, journeyReports, standingOf, standings } from "#lib/domain/report.ts";
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
const told = (status: (typeof outreachStatuses)[number]) => anOutreach({ id: "out_9", enrollmentId, status });

describe("where an enrollment stands", () => {
  const ended = anEnrollment({ status: "ended" });
  const said = (answer: string, ms: number) =>
    aTask({ status: "done", answer, answeredAt: later(aTuesday, ms), closedAt: later(aTuesday, 100) });
  const toldByStaff = aTask({ status: "done", answer: "declined", closedAt: later(aTuesday, 2) });
  const cameLate = { ...said("declined", 1), closedAt: later(aTuesday, 200) };
  const overdue = aTask({ status: "overdue", closedAt: later(aTuesday, 50) });
  it.each([
    ["confirmed", "the patient said so", anEnrollment(), [said("confirmed", 1)], [ask("sent")]],
    ["declined", "that was the last word", ended, [said("declined", 2), said("confirmed", 1)], [ask("sent")]],
    ["reschedule", "that was the last word", ended, [said("confirmed", 1), said("reschedule", 2)], []],
    ["confirmed", "an earlier word came in later", anEnrollment(), [said("confirmed", 2), cameLate], []],
    ["declined", "staff heard it after that", anEnrollment(), [toldByStaff, said("confirmed", 1)], []],
    ["confirmed", "staff heard something before", anEnrollment(), [said("confirmed", 3), toldByStaff], []],
    ["confirmed", "another question ran out later", anEnrollment(), [said("confirmed", 1), overdue], []],
    ["waiting", "a question is open", anEnrollment(), [aTask()], [ask("delivered")]],
    ["waiting", "one of them is", anEnrollment(), [overdue, aTask()], [ask("delivered"), ask("suppressed")]],
    ["silent", "it ran out", anEnrollment(), [overdue], [ask("unknown")]],
    ["silent", "it ran out, undelivered", anEnrollment(), [overdue], [ask("undelivered")]],
    ["silent", "nothing is open any more", anEnrollment(), [], [ask("sent")]],
    ["not_yet_asked", "nothing was planned", anEnrollment(), [], []],
    ["not_yet_asked", "what left asked nothing", anEnrollment(), [], [told("sent")]],
    ["not_yet_asked", "the question is held", anEnrollment(), [aTask()], [ask("held")]],
    ["not_yet_asked", "one of them is planned", ended, [], [ask("suppressed"), ask("planned")]],
    ["not_reached", "no question left", anEnrollment(), [], [ask("suppressed"), ask("failed")]],
    ["ended_before", "it ended unasked", ended, [], [told("delivered")]],
  ])("%s, where %s", (standing, _, enrollment, tasks, outreaches) => {
    expect(standingOf(enrollment, tasks, outreaches)).toBe(standing);
  });
});

it("counts each journey's own, in the order of their ids", () => {
  const of = (id: string, journey: string) => anEnrollment({ id, journey: { id: journey, version: 1 } });
  const { reason: _, ...noReason } = ask("failed", 4);
  const reports = journeyReports({
    enrollments: [of("e1", "recall"), of("e2", "intake"), of("e3", "recall"), of("e4", "visit")],
    outreaches: [
      { ...ask("delivered", 1), enrollmentId: "e1" },
      { ...ask("suppressed", 2), enrollmentId: "e3" },
      { ...ask("suppressed", 3), enrollmentId: "e3" },
      { ...noReason, enrollmentId: "e2" },
    ],
    tasks: [aTask({ enrollmentId: "e1", status: "done", answer: "confirmed", closedAt: aTuesday })],
    staffTasks: [aStaffTask({ enrollmentId: "e3" }), aStaffTask({ enrollmentId: "e3" })],
  });
  const nobody = Object.fromEntries(standings.map((standing) => [standing, 0]));
  expect(reports).toEqual([
    {
      ...{ journey: "intake", enrolled: 1, asked: 0, standing: { ...nobody, not_reached: 1 }, toStaff: 0 },
      ...{ outreaches: 1, fates: { failed: 1 }, reasons: { unknown: 1 } },
    },
    {
      ...{ journey: "recall", enrolled: 2, asked: 1, toStaff: 1, outreaches: 3 },
      standing: { ...nobody, confirmed: 1, not_reached: 1 },
      ...{ fates: { delivered: 1, suppressed: 2 }, reasons: { r: 2 } },
    },
    {
      ...{ journey: "visit", enrolled: 1, asked: 0, standing: { ...nobody, not_yet_asked: 1 }, toStaff: 0 },
      ...{ outreaches: 0, fates: {}, reasons: {} },
    },
  ]);
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
  const wrong = { enrolled: 2, asked: 1, outreaches: 1, reasons: { quiet_hours: 3 } };
  expect(faultsOf({ ...(report as NonNullable<typeof report>), ...wrong })).toEqual([
    "2 enrolled, but 1 stand somewhere",
    "1 asked, but 0 answered, waited or fell silent",
    "1 outreaches, but 0 fates",
    "0 not sent, but 3 reasons",
  ]);
});
