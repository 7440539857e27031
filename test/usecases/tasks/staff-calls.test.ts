import { describe, expect, it } from "vitest";
import { magicAddress } from "#lib/adapters/local/magic.ts";
import { recordLetterReceipt } from "#lib/usecases/outreach/letter-receipt.ts";
import { readCall } from "#lib/usecases/read/read-call.ts";
import { answerTask } from "#lib/usecases/tasks/answer-task.ts";
import { followCall } from "#lib/usecases/tasks/follow-call.ts";
import { claimStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { byHand, home } from "#test/support/by-hand.ts";
import { readBack, textOf } from "#test/support/letters.ts";
import { monday, phoneOf } from "#test/support/world.ts";

const later = (hours: number): string => new Date(Date.parse(monday) + hours * 3_600_000).toISOString();
const reason = { actor: { type: "staff" as const, id: "sam" }, reason: "treatment" };

describe("a text that nobody answers, a call that nobody takes, and a letter", () => {
  it("follow each other, each when the one before it came to nothing", async () => {
    const silent = magicAddress("sms", "silent");
    const contactPoints = [
      { channel: "sms" as const, address: silent },
      { channel: "letter" as const, postal: home },
    ];
    const w = await byHand({}, { contactPoints });
    await w.send(["sms", "staff-call", "letter"]);
    expect(w.texts(silent)).toEqual(["ana, llámenos por favor."]);
    await w.advanceTo(later(3));
    const [call] = await w.calls();
    expect(call?.data).toMatchObject({ status: "open", queue: "front-desk", title: "Call the patient (es)" });
    await w.ends("no-answer");
    const outreach = await w.outreach();
    expect(outreach).toMatchObject({ channel: "letter", status: "sent" });
    expect(outreach?.attempts.map(({ channel, receipt }) => `${channel} ${receipt}`)).toEqual([
      "sms undefined",
      "staff-call no-answer",
      "letter undefined",
    ]);
    const pdf = w.letters.get(outreach?.id ?? "") as Buffer;
    const printed = textOf(await readBack(pdf));
    for (const text of ["ana Test", "12 Oak St", "Chicago IL 60601", "Una cita", "lun 1 de jun de 2026"])
      expect(printed).toContain(text);
  });
});

describe("a call by staff", () => {
  it("tells whom to call and what to say, in the staff's language, for a reason that is audited", async () => {
    const w = await byHand();
    await w.send(["staff-call"]);
    const [task] = await w.calls();
    expect(await readCall(w.ports, task?.id ?? "", reason)).toMatchObject({
      phone: phoneOf("ana"),
      speaks: "es",
      scriptLanguage: "en",
      script: "Ask ana to book a visit.",
    });
    await w.settle();
    expect(await w.timeline(w.patientId)).toContain("staff-task.read (treatment)");
  });

  it("goes to a landline that takes no text", async () => {
    const w = await byHand({}, { contactPoints: [{ channel: "sms", address: "+442079460018" }] });
    await w.send(["sms", "staff-call"]);
    expect(w.texts()).toEqual([]);
    expect((await w.calls())[0]?.data.call?.phone).toBe("+442079460018");
  });

  it("waits for the patient's hours, like every call", async () => {
    const w = await byHand({}, { preference: { hours: { from: "15:00", to: "17:00" } } });
    await w.send(["staff-call"]);
    expect(await w.calls()).toEqual([]);
    expect(await w.outreach()).toMatchObject({ status: "held", reason: "quiet_hours" });
    await w.advanceTo(later(6));
    expect(await w.calls()).toHaveLength(1);
  });

  it.each([
    ["reached", "delivered", "delivered"],
    ["left-message", "sent", "left_message"],
    ["no-answer", "undelivered", "no_answer"],
    ["wrong-number", "undelivered", "wrong_number"],
    ["do-not-call", "undelivered", "do_not_call"],
  ])("that ends with %s is %s where there is no other channel", async (outcome, status, why) => {
    const w = await byHand();
    await w.send(["staff-call"]);
    await w.ends(outcome);
    expect(await w.outreach()).toMatchObject({ status, reason: why });
  });

  it("to a stranger makes the number unusable on every channel, and the letter goes", async () => {
    const w = await byHand();
    await w.send(["staff-call", "sms", "letter"]);
    await w.ends("wrong-number");
    const patient = await w.records.get("patient", w.patientId);
    expect(patient?.data.contactPoints.find(({ channel }) => channel === "sms")?.health).toBe("wrong");
    expect(w.texts()).toEqual([]);
    expect(await w.outreach()).toMatchObject({ channel: "letter", status: "sent" });
  });

  it("to a stranger's landline is the last one there, whatever the source repeats", async () => {
    const contactPoints = [
      { channel: "sms" as const, address: "+442079460018" },
      { channel: "letter" as const, postal: home },
    ];
    const w = await byHand({ budget: { perDay: 5, perWeek: 9 } }, { contactPoints });
    await w.send(["staff-call"]);
    await w.ends("wrong-number");
    for (const birthDate of ["1980-04-02", "1980-04-03"])
      await w.patient("ana", { language: "es", contactPoints, birthDate });
    await w.send(["sms", "staff-call", "letter"], { reference: "again" });
    expect([w.texts(), w.left("letter")]).toMatchObject([[], [{ channel: "letter" }]]);
    expect(await w.calls()).toHaveLength(1);
  });

  it("to somebody who wants none opts out of calls, and of nothing else", async () => {
    const w = await byHand({ channels: ["sms", "staff-call", "voice"] });
    await w.send(["staff-call", "sms"]);
    await w.ends("do-not-call");
    expect(w.texts()).toHaveLength(1);
    const revoked = (await w.own("consent", w.patientId)).map(
      ({ data }) => `${data.channel} ${data.state} ${data.source}`,
    );
    expect(revoked.sort()).toEqual(["staff-call revoked call", "voice revoked call"]);
    expect(await w.outreach()).toMatchObject({ channel: "sms", status: "sent" });
  });

  it("is one task and one end, however often the stream tells of it", async () => {
    const w = await byHand();
    await w.send(["staff-call", "letter"]);
    await w.ends("no-answer");
    const before = await w.outreach();
    const [task] = await w.calls();
    if (!task) throw new Error("no call");
    await followCall(w.ports, task);
    await w.settle();
    expect(await w.outreach()).toEqual(before);
    expect(w.left("letter")).toHaveLength(1);
  });

  it("that nobody makes in time is closed when the letter goes instead", async () => {
    const w = await byHand();
    await w.send(["staff-call", "letter"]);
    await w.advanceTo(later(26));
    expect((await w.calls())[0]?.data).toMatchObject({ status: "closed", reason: "silent" });
    expect(w.left("letter")).toHaveLength(1);
  });

  it("is closed once the patient has answered the question", async () => {
    const w = await byHand({ budget: { perDay: 5, perWeek: 9 } });
    const visit = await w.book(w.patientId, { start: "2026-06-03T15:00:00.000Z" });
    await w.settle();
    const [asked] = await w.own("patientTask", w.patientId);
    expect(asked?.data.appointmentId).toBe(visit);
    await w.send(["staff-call"]);
    const [outreach] = (await w.own("outreach", w.patientId)).filter(
      ({ data }) => data.template.id === "recall-note",
    );
    if (!asked || !outreach) throw new Error("nothing was asked");
    await w.records.save([
      {
        ...asked,
        expect: asked.version,
        data: { ...asked.data, outreachIds: [...asked.data.outreachIds, outreach.id] },
      },
    ]);
    await answerTask(w.ports, asked.id, "confirmed", { actor: { type: "patient", id: w.patientId } });
    await w.settle();
    expect((await w.calls())[0]?.data).toMatchObject({ status: "closed", reason: "confirmed" });
  });

  it("that somebody has begun stays theirs, whatever the patient answers meanwhile", async () => {
    const w = await byHand();
    await w.send(["staff-call", "letter"]);
    const [task] = await w.calls();
    await claimStaffTask(w.ports, task?.id ?? "", "sam", { actor: { type: "staff", id: "sam" } });
    await w.advanceTo(later(26));
    expect((await w.calls())[0]?.data.status).toBe("claimed");
  });
});

describe("a letter that the post brings back", () => {
  it("leads to the next channel at once, and its address is used no more", async () => {
    const w = await byHand();
    const outreach = await w.send(["letter", "sms"]);
    expect(w.texts()).toEqual([]);
    const by = { actor: { type: "client" as const, id: "printer" } };
    const said = await recordLetterReceipt(w.ports, outreach?.id ?? "", { receipt: "returned" }, by);
    await w.settle();
    expect(said.result).toBe("applied");
    expect(w.texts()).toHaveLength(1);
    expect(await w.timeline(w.patientId)).toContain("outreach.rerouted (returned)");
    const patient = await w.records.get("patient", w.patientId);
    expect(patient?.data.contactPoints.find(({ channel }) => channel === "letter")?.health).toBe("bounced");
  });
});
