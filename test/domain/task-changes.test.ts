import { describe, expect, it } from "vitest";
import type { StaffTask } from "#lib/domain/task.ts";
import { answered, claimedBy, completed, isToDo } from "#lib/domain/task-changes.ts";
import { aStaffTask, aTask, aTuesday, hours, later } from "#test/support/builders.ts";

const refusal = (code: string, ...errors: { pointer: string; detail: string }[]) =>
  expect.objectContaining({ code, errors });
const thrown = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe("a task of the care team", () => {
  const open = aStaffTask();
  const annas = aStaffTask({ status: "claimed", owner: "anna" });
  const over = (["done", "closed"] as const).map((status) => aStaffTask({ status }));

  it("is to do until it is done or closes", () => {
    expect([open, annas, ...over].map(isToDo)).toEqual([true, true, false, false]);
  });

  it("is claimed by one, who may claim it again", () => {
    expect(claimedBy(open, "anna")).toEqual(annas);
    expect(claimedBy(annas, "anna")).toEqual(annas);
    expect(thrown(() => claimedBy(annas, "bert"))).toEqual(refusal("wrong_state"));
  });

  it("is completed with an outcome that it offers, or any where it offers none", () => {
    const done = { status: "done", outcome: "reached", closedAt: aTuesday };
    expect(completed(annas, { outcome: "reached" }, aTuesday)).toEqual({ ...annas, ...done });
    expect(completed(open, { outcome: "reached", owner: "bert" }, aTuesday)).toMatchObject({ owner: "bert" });
    expect(thrown(() => completed(open, { outcome: "lost" }, aTuesday))).toEqual(
      refusal("validation_failed", { pointer: "/outcome", detail: "Choose one of: reached, unreachable." }),
    );
    expect(completed(aStaffTask({ outcomes: [] }), { outcome: "lost" }, aTuesday).outcome).toBe("lost");
  });

  it.each(over)("is neither claimed nor completed once it is $status", (task: StaffTask) => {
    expect(thrown(() => claimedBy(task, "anna"))).toEqual(refusal("wrong_state"));
    expect(thrown(() => completed(task, { outcome: "reached" }, aTuesday))).toEqual(refusal("wrong_state"));
  });
});

describe("a task of a patient", () => {
  const now = later(aTuesday, hours(2));
  const at = later(aTuesday, hours(1));
  const coming = { start: later(now, 1) };
  const begun = { start: now };
  const yes = aTask({ status: "done", answer: "confirmed", answeredAt: at });
  const no = { answer: "declined", at: now, now };

  it("is done by an answer, and declined by a no", () => {
    const said = { answeredAt: at, closedAt: now };
    expect(answered(aTask(), coming, { answer: "confirmed", at, now })).toEqual({
      ...aTask(),
      ...said,
      answer: "confirmed",
      status: "done",
    });
    expect(answered(aTask(), begun, { ...no, at })).toMatchObject({ ...said, status: "declined" });
  });

  it.each([
    ["the same answer again", yes, begun, { answer: "confirmed", at: now, now }],
    ["an older word that comes late", yes, coming, { ...no, at: aTuesday }],
    ["a word of the same moment", yes, coming, { ...no, at }],
  ])("is not changed by %s", (_, task, visit, said) => expect(answered(task, visit, said)).toBe(task));

  it("takes another answer while the visit is to come, or of no visit", () => {
    for (const visit of [coming, {}, undefined]) expect(answered(yes, visit, no).answer).toBe("declined");
    expect(thrown(() => answered(yes, begun, no))).toEqual(refusal("wrong_state"));
  });

  it("takes no answer that it does not ask for, and none once it was withdrawn", () => {
    expect(thrown(() => answered(aTask(), coming, { ...no, answer: "maybe" }))).toEqual(
      refusal("validation_failed", {
        pointer: "/answer",
        detail: "Answer with one of: confirmed, declined, reschedule.",
      }),
    );
    expect(thrown(() => answered(aTask({ status: "cancelled" }), coming, no))).toEqual(
      refusal("wrong_state"),
    );
  });
});
