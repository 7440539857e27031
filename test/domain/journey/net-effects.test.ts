import { expect, it } from "vitest";
import type { Effect } from "#lib/domain/journey/effects.ts";
import { netEffects } from "#lib/domain/journey/net-effects.ts";
import { aStaffTask, aTask } from "#test/support/builders.ts";

const plan = (id: string): Effect => ({
  do: "plan-outreach",
  id,
  step: "ask",
  template: "t",
  purpose: "care",
  channels: "preferred",
  dueAt: "2026-06-02T14:00:00.000Z",
});
const cancel = (id: string): Effect => ({ do: "cancel-outreach", id, reason: "why" });
const openTask: Effect = { do: "open-task", task: aTask({ id: "ptk_1" }) };
const closeTask: Effect = { do: "close-task", id: "ptk_1", status: "cancelled" };
const openStaff: Effect = { do: "open-staff-task", task: aStaffTask({ id: "stk_1" }) };
const closeStaff: Effect = { do: "close-staff-task", id: "stk_1", reason: "why" };
const update = (attributes: Record<string, number>): Effect => ({ do: "update", attributes });
const notify: Effect = { do: "notify", event: "told" };
const enroll = (journey: string, type: "patient" | "appointment", id: string): Effect => ({
  do: "enroll",
  journey,
  subject: { type, id },
});
const run = enroll("flu", "appointment", "apt_1");

it.each<[string, Effect[], Effect[]]>([
  ["a message planned and taken back never was", [plan("a"), cancel("a")], []],
  ["a task opened and closed never was", [openTask, closeTask], []],
  ["a staff task opened and closed never was", [openStaff, closeStaff], []],
  [
    "what else was opened, closed or told stays, in its order",
    [cancel("old"), plan("a"), plan("b"), notify, cancel("a")],
    [cancel("old"), plan("b"), notify],
  ],
  ["what was open before is closed", [cancel("old"), closeTask, notify], [cancel("old"), closeTask, notify]],
  [
    "updates are one, the last word counting",
    [update({ x: 1, y: 1 }), update({ x: 2 })],
    [update({ x: 2, y: 1 })],
  ],
  ["an update comes last, whatever it stood between", [update({ x: 1 }), notify], [notify, update({ x: 1 })]],
  ["an update of nothing is none", [update({}), notify], [notify]],
  ["enrolling twice is enrolling", [notify, run, run], [notify, run]],
  [
    "enrolling in another journey, or for another subject, is another run",
    [
      run,
      enroll("asthma", "appointment", "apt_1"),
      enroll("flu", "patient", "apt_1"),
      enroll("flu", "appointment", "apt_2"),
      run,
    ],
    [
      run,
      enroll("asthma", "appointment", "apt_1"),
      enroll("flu", "patient", "apt_1"),
      enroll("flu", "appointment", "apt_2"),
    ],
  ],
  ["a turn that did one thing did that", [update({ x: 1 })], [update({ x: 1 })]],
])("%s", (_, effects, net) => {
  expect(netEffects(effects)).toEqual(net);
});
