import { describe, expect, it } from "vitest";
import type { Effect } from "#lib/domain/journey/effects.ts";
import { withClaim } from "#lib/domain/reach/claims.ts";
import { carryOut } from "#lib/domain/simulation/carry-out.ts";
import type { Life } from "#lib/domain/simulation/life.ts";
import { anOutreach, aStaffTask, aTask, hours, later } from "#test/support/builders.ts";
import { stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const task = aTask();
const staffTask = aStaffTask();
const outreach = anOutreach({ step: "say", dueAt: simulatedMonday });

function done(effect: Effect, more: Partial<Life> = {}, settings: object = {}) {
  const still = stillLife(more, settings);
  carryOut(still.life, effect, still.tell);
  return still;
}
const plans = (more: object = {}): Effect => ({
  ...{ do: "plan-outreach", id: outreach.id, step: "say", template: "care-thanks", purpose: "care" },
  ...{ channels: "preferred", dueAt: later(simulatedMonday, hours(1)) },
  ...more,
});

describe("a task of a simulated patient", () => {
  it("is opened as the journey has it", () =>
    expect(done({ do: "open-task", task }).life.tasks.get(task.id)).toEqual(task));

  it.each(["open", "done", "declined"] as const)("that is %s is closed only while it is open", (status) => {
    const before = { ...task, status };
    const { life } = done(
      { do: "close-task", id: task.id, status: "overdue" },
      { tasks: new Map([[task.id, before]]) },
    );
    expect(life.tasks.get(task.id)).toEqual({ ...task, status: status === "open" ? "overdue" : status });
  });

  it.each(["open", "done"] as const)(
    "of the care team that is %s is closed only while it is open",
    (status) => {
      const staffTasks = new Map([[staffTask.id, { ...staffTask, status }]]);
      const { life } = done({ do: "close-staff-task", id: staffTask.id, reason: "answered" }, { staffTasks });
      const closed = { ...staffTask, status: "closed", reason: "answered" };
      expect(life.staffTasks.get(staffTask.id)).toEqual(
        status === "open" ? closed : { ...staffTask, status },
      );
    },
  );

  it("that is not known cannot be closed", () => {
    expect(done({ do: "close-task", id: "ptk_x", status: "done" }).life.tasks.size).toBe(0);
    expect(done({ do: "close-staff-task", id: "stk_x", reason: "gone" }).life.staffTasks.size).toBe(0);
  });

  it("of the care team is worked on", () => {
    const { life } = done({ do: "open-staff-task", task: staffTask });
    expect(life.staffTasks.get(staffTask.id)).toEqual(staffTask);
  });
});

describe("a message of a simulated journey", () => {
  it("leaves when it is due, and the journey hears of it", () => {
    const { life, told, pass } = done(plans());
    expect([life.sent, life.outreaches.get(outreach.id)?.status]).toEqual([[], "planned"]);
    pass();
    const at = later(simulatedMonday, hours(1));
    expect(life.sent).toEqual([
      expect.objectContaining({
        ...{ at, outreachId: outreach.id, step: "say", channel: "sms", addressId: "sms" },
        ...{ language: "en", segments: 1, metered: true },
      }),
    ]);
    expect(told).toEqual([{ type: "outreach.sent", ref: outreach.id, at }]);
    expect(life.lines).toEqual([{ at, what: "sent", note: "say by sms" }]);
    expect(life.outreaches.get(outreach.id)?.status).toBe("sent");
  });

  it("that the provider could not deliver is told as such, a little later", () => {
    const { life, told, pass } = done(plans(), {}, { undelivered: 1 });
    pass();
    expect(told).toEqual([expect.objectContaining({ type: "outreach.undelivered", ref: outreach.id })]);
    expect((told[0]?.at ?? "") > later(simulatedMonday, hours(1))).toBe(true);
    expect(life.outreaches.get(outreach.id)).toMatchObject({ status: "undelivered", reason: "simulated" });
    expect(life.lines.map(({ what }) => what)).toEqual(["sent", "undelivered"]);
  });

  it("that asks something waits for the answer, and tells nothing by itself", () => {
    const { life, told, pass } = done(
      plans({ taskId: task.id }),
      { tasks: new Map([[task.id, task]]) },
      { script: { 0: ["silence"] } },
    );
    pass();
    expect([life.sent.length, life.replies, told]).toEqual([1, ["silence"], []]);
  });

  it("waits while its channel is closed, and the journey hears until when", () => {
    const night = later(simulatedMonday, hours(13));
    const { life, told, pass } = done(plans({ dueAt: night }));
    pass();
    const morning = "2026-06-02T13:00:00.000Z";
    expect(told.map(({ type, at, value }) => [type, at, value])).toEqual([
      ["outreach.held", night, morning],
      ["outreach.sent", morning, undefined],
    ]);
    expect(life.holds).toEqual(["quiet_hours"]);
    expect(life.lines[0]).toEqual({ at: night, what: "held", note: "say: quiet_hours" });
  });

  it("that would leave only after it expired is dropped, and the journey hears why", () => {
    const dueAt = later(simulatedMonday, hours(13));
    const { life, told, pass } = done(plans({ dueAt, expiresAt: later(dueAt, hours(1)) }));
    pass();
    expect([life.sent, life.holds]).toEqual([[], []]);
    expect(told).toEqual([
      expect.objectContaining({ type: "outreach.suppressed", ref: outreach.id, value: expect.any(String) }),
    ]);
  });

  it("that nothing can carry is suppressed at once, with the reason", () => {
    const unreachable = stillLife().life.reach;
    const { life, told, pass } = done(plans(), { reach: { ...unreachable, addresses: [] } });
    pass();
    const { status, reason } = life.outreaches.get(outreach.id) ?? {};
    expect(status).toBe("suppressed");
    expect(life.lines).toEqual([{ at: simulatedMonday, what: "suppressed", note: `say: ${reason}` }]);
    expect(told).toEqual([
      { type: "outreach.suppressed", ref: outreach.id, value: reason, at: simulatedMonday },
    ]);
  });

  it.each<[string, Effect, Partial<Life>, RegExp]>([
    ["has no template", plans({ template: "none" }), {}, /template none is not there/],
    [
      "is planned twice",
      plans(),
      { outreaches: new Map([[outreach.id, outreach]]) },
      /say planned the same outreach twice/,
    ],
  ])("that %s is a fault", (_, effect, more, fault) => {
    expect(done(effect, more).life.faults).toEqual([expect.stringMatching(fault)]);
    expect(done(plans()).life.faults).toEqual([]);
  });

  it("is cancelled while it has not left", () => {
    const outreaches = new Map([[outreach.id, outreach]]);
    const { life } = done({ do: "cancel-outreach", id: outreach.id, reason: "moved" }, { outreaches });
    expect(life.outreaches.get(outreach.id)).toEqual({ ...outreach, status: "cancelled", reason: "moved" });
    expect(life.lines).toEqual([{ at: simulatedMonday, what: "cancelled", note: "say: moved" }]);
  });

  it("is not cancelled once it is sent, or is on its way, or was never planned", () => {
    const cancel: Effect = { do: "cancel-outreach", id: outreach.id, reason: "moved" };
    const sent = { ...outreach, status: "sent" as const };
    const { life } = done(cancel, { outreaches: new Map([[outreach.id, sent]]) });
    expect([life.outreaches.get(outreach.id), life.lines]).toEqual([sent, []]);
    const reach = withClaim(stillLife().life.reach, outreach.id, { n: 1, at: simulatedMonday }, undefined);
    const leaving = done(cancel, { reach, outreaches: new Map([[outreach.id, outreach]]) }).life;
    expect(leaving.outreaches.get(outreach.id)).toEqual(outreach);
    expect(done(cancel).life.outreaches.size).toBe(0);
  });
});

describe("what else a simulated journey does", () => {
  it("changes attributes beside the others, of which all journeys of the patient hear", () => {
    const { life, told, pass } = done({ do: "update", attributes: { risk: "high", seen: true } });
    pass();
    expect(life.patient.attributes).toMatchObject({
      riskLevel: expect.any(String),
      risk: "high",
      seen: true,
    });
    expect(told).toEqual([{ type: "patient.updated", ref: life.patient.id, at: simulatedMonday }]);
    expect(life.lines).toEqual([expect.objectContaining({ what: "updated", note: "risk, seen" })]);
  });

  it.each<[Effect, string, string]>([
    [{ do: "notify", event: "care.done" }, "notifies", "care.done"],
    [{ do: "enroll", journey: "next", subject: { type: "patient", id: "pat_x" } }, "enrolls", "next"],
  ])("%j is noted", (effect, what, note) =>
    expect(done(effect).life.lines).toEqual([{ at: simulatedMonday, what, note }]),
  );
});
