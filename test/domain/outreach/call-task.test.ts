import { describe, expect, it } from "vitest";
import { callOutcomes, endsChannel, isCallOutcome } from "#lib/domain/outreach/call-outcomes.ts";
import { callTask, callTaskId } from "#lib/domain/outreach/call-task.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";
import { StaffTask } from "#lib/domain/task.ts";
import { anOutreach, aTuesday, hours, later, patientId, phone } from "#test/support/builders.ts";

const outreachId = anOutreach().id;
const call = {
  outreachId,
  attempt: 2,
  phone,
  speaks: "es",
  scriptLanguage: "en",
  script: "Ask her to book.",
};
const task = (purpose = "care") =>
  callTask({ ...call, purpose, queue: "nurses", dueAt: later(aTuesday, hours(4)) }, aTuesday);

describe("a call by staff", () => {
  it("is an open task of the patient's, due in its queue, that says whom to call and what to say", () => {
    expect(task()).toEqual({
      ...{ id: callTaskId(outreachId, 2), patientId, queue: "nurses", about: outreachId, call },
      ...{ title: "Call the patient (es)", priority: "normal", status: "open" },
      outcomes: ["reached", "left-message", "no-answer", "wrong-number", "do-not-call"],
      ...{ openedAt: aTuesday, dueAt: later(aTuesday, hours(4)) },
    });
    expect(StaffTask.parse(task())).toEqual(task());
  });

  it("is the same task for the same attempt, and another for the next one and for another message", () => {
    const ids = [
      callTaskId(outreachId, 1),
      callTaskId(outreachId, 2),
      callTaskId(anOutreach({ id: `${outreachId}x` }).id, 1),
    ];
    expect(callTaskId(outreachId, 1)).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it("is the same task after an upgrade: another id would open each call again", () => {
    expect(callTaskId("out_0123456789abcdefghjkmnpqrs_direct_0123456789", 1)).toBe(
      "stk_0123456789abcdefghjkmnpqrs_ffwczm00yxyx1mfk",
    );
  });

  it.each([
    ["safety", "urgent"],
    ["care", "normal"],
    ["operations", "normal"],
    ["marketing", "low"],
    ["what nobody knows", "normal"],
  ])("for %s is %s", (purpose, priority) => {
    expect(task(purpose).priority).toBe(priority);
  });
});

describe("what a call came to", () => {
  it.each([
    ["reached", true],
    ["do-not-call", true],
    ["busy", false],
    ["toString", false],
    [undefined, false],
  ])("%s is one of its outcomes: %s", (outcome, expected) => {
    expect(isCallOutcome(outcome)).toBe(expected);
  });

  it("ends the channel where nobody was reached, and not where the message was left or heard", () => {
    const ends = Object.values(callOutcomes).filter((receipt) => endsChannel.has(receipt));
    expect(ends).toEqual(["no-answer", "wrong-number", "do-not-call"]);
  });

  it("ends the channel by post or by a bar too, and only ever what was not delivered", () => {
    expect(endsChannel.has("returned") && endsChannel.has("not-called")).toBe(true);
    for (const receipt of endsChannel) expect(receipts[receipt].status).toBe("undelivered");
  });
});
