import { describe, expect, it } from "vitest";
import type { PatientInput } from "#lib/domain/inputs.ts";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { endEnrollment } from "#lib/usecases/enrollments/control-enrollment.ts";
import { startEnrollment } from "#lib/usecases/enrollments/start-enrollment.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { react } from "#lib/usecases/react.ts";
import { readCall } from "#lib/usecases/read/read-call.ts";
import { claimStaffTask, completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { type ByHand, byHand, home } from "#test/support/by-hand.ts";
import { phoneOf } from "#test/support/world.ts";

const sam = { actor: { type: "staff" as const, id: "sam" } };
const reason = { ...sam, reason: "treatment" };

/** Ana, whom somebody shall call about her visit; a letter would be next. */
async function toCall() {
  const w = await byHand({ budget: { perDay: 5, perWeek: 9 } });
  const appointmentId = await w.book(w.patientId);
  await w.send(["staff-call", "letter"], { appointmentId });
  const [task] = await w.calls();
  if (!task?.data.call) throw new Error("no call");
  const { outreachId } = task.data.call;
  const note = async () => (await w.records.get("outreach", outreachId))?.data;
  return { ...w, taskId: task.id, note };
}
type Called = Awaited<ReturnType<typeof toCall>>;

const isNow = (w: ByHand, more: Partial<PatientInput>) =>
  w.patient("ana", {
    language: "es",
    contactPoints: [
      { channel: "sms", address: phoneOf("ana") },
      { channel: "letter", postal: home },
    ],
    ...more,
  });

const revoke = ({ ports, patientId }: Called) =>
  recordConsent(ports, { patientId, channel: "staff-call", state: "revoked", source: "call" }, sam);

const move = (w: Called) => w.book(w.patientId, { start: "2026-06-12T15:00:00.000Z" });

const bars: [string, string, (w: Called) => Promise<unknown>, next?: "letter"][] = [
  ["a STOP from the number", "opted_out", (w) => w.says(phoneOf("ana"), "STOP"), "letter"],
  ["calls were revoked", "no_consent", revoke, "letter"],
  ["the patient died", "deceased", (w) => isNow(w, { deceased: true })],
  ["the record became inactive", "patient_inactive", (w) => isNow(w, { active: false })],
  ["the visit moved", "appointment_changed", move],
  [
    "the number is another one",
    "address_changed",
    (w) =>
      isNow(w, {
        contactPoints: [
          { channel: "sms", address: phoneOf("new") },
          { channel: "letter", postal: home },
        ],
      }),
    "letter",
  ],
];

describe("a call that must not be made any more", () => {
  it.each(bars)("is closed once %s, and its message ends or goes on", async (_, why, happens, next) => {
    const w = await toCall();
    await happens(w);
    await w.settle();
    const [task] = await w.calls();
    expect(task?.data).toMatchObject({ status: "closed", reason: why });
    const outreach = await w.note();
    expect(outreach?.attempts[0]).toMatchObject({ channel: "staff-call", receipt: "not-called" });
    if (next) expect(outreach).toMatchObject({ channel: next, status: "sent" });
    else expect(outreach).toMatchObject({ status: "undelivered", reason: "not_called" });
    expect(w.left("letter")).toHaveLength(next ? 1 : 0);
    await expect(readCall(w.ports, w.taskId, reason)).rejects.toMatchObject({
      code: "wrong_state",
      message: expect.stringContaining(why),
    });
  });

  it.each(bars)("stays with whoever has begun it after %s, until they ask for the number", async (...bar) => {
    const [, why, happens, next] = bar;
    const w = await toCall();
    await claimStaffTask(w.ports, w.taskId, "sam", sam);
    await happens(w);
    await w.settle();
    expect((await w.calls())[0]?.data.status).toBe("claimed");
    const told = readCall(w.ports, w.taskId, reason);
    await expect(told).rejects.toMatchObject({ code: "wrong_state", message: expect.stringContaining(why) });
    expect((await w.calls())[0]?.data).toMatchObject({ status: "closed", reason: why });
    await w.settle();
    expect(await w.note()).toMatchObject(next ? { channel: next } : { reason: "not_called" });
  });

  it("is not told once it was made", async () => {
    const w = await toCall();
    await completeStaffTask(w.ports, w.taskId, { outcome: "reached" }, sam);
    await expect(readCall(w.ports, w.taskId, reason)).rejects.toMatchObject({ code: "wrong_state" });
  });
});

describe("a call of a journey", () => {
  const calling = (next: "rest" | "over"): JourneyDraft =>
    JourneyDraft.parse({
      ...{ id: "calling", title: "Calling", purpose: "care", category: "appointments", subject: "patient" },
      ...{ enrollWhen: { event: "fact.recorded" }, start: "call" },
      steps: {
        call: { do: "message", template: "recall-note", channels: ["staff-call"], next },
        ...(next === "rest" && { rest: { do: "wait", for: "P5D", next: "over" } }),
        over: { do: "end", outcome: "done" },
      },
    });
  const begun = async (next: "rest" | "over") => {
    const w = await byHand();
    await draftContent(w.ports, journeys, { id: "calling", draft: calling(next), ifMatch: undefined }, sam);
    await publishContent(w.ports, journeys, "calling", sam);
    const { patientId } = w;
    const request = { journeyId: "calling", patientId, subject: { type: "patient" as const, id: patientId } };
    const { record } = await startEnrollment(w.ports, request, sam);
    await w.settle();
    return { ...w, runId: record.id };
  };
  const statusOf = async (w: ByHand) => (await w.calls()).map(({ data }) => data.status);

  it("is closed when its run is stopped, however often the stream tells of it", async () => {
    const w = await begun("rest");
    expect(await statusOf(w)).toEqual(["open"]);
    const ended = await endEnrollment(w.ports, w.runId, { ...sam, reason: "moved-away" });
    await w.settle();
    const [task] = await w.calls();
    expect(task?.data).toMatchObject({ status: "closed", reason: "enrollment_not_active" });
    expect(await w.outreach()).toMatchObject({ status: "undelivered", reason: "not_called" });
    await react(w.ports, { chain: w.patientId, after: ended, sequence: "1" });
    expect((await w.calls())[0]?.version).toBe(task?.version);
  });

  it("is made all the same when its run has come to its own end", async () => {
    const w = await begun("over");
    expect((await w.records.get("enrollment", w.runId))?.data).toMatchObject({
      status: "ended",
      reason: "end",
    });
    expect(await statusOf(w)).toEqual(["open"]);
    const [task] = await w.calls();
    expect(await readCall(w.ports, task?.id ?? "", reason)).toMatchObject({ phone: phoneOf("ana") });
  });
});

describe("a call that may still be made", () => {
  it.each<[string, (w: Called) => Promise<unknown>]>([
    ["another patient's STOP", (w) => w.says(phoneOf("eve"), "STOP")],
    ["a new letter box", (w) => isNow(w, { contactPoints: [{ channel: "sms", address: phoneOf("ana") }] })],
    ["a record that was sent again", (w) => isNow(w, {})],
  ])("stays after %s", async (_, happens) => {
    const w = await toCall();
    await happens(w);
    await w.settle();
    expect((await w.calls())[0]?.data.status).toBe("open");
    expect(await readCall(w.ports, w.taskId, reason)).toMatchObject({ phone: phoneOf("ana") });
  });
});
