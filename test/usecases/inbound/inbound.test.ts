import { describe, expect, it } from "vitest";
import { addressKey } from "#lib/domain/reach/address.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { react } from "#lib/usecases/react.ts";
import { aWorld, phoneOf, type World } from "#test/support/world.ts";

const maria = phoneOf("maria");
/** Tuesday, two days before the visit, at ten in Chicago: when the reminder asks. */
const askTime = "2026-06-09T15:00:00.000Z";

/** Maria has a visit, and was just asked about it. */
async function asked(language: "en" | "es" = "en", now?: string) {
  const world = await aWorld();
  const id = await world.patient("maria", { language });
  const visit = await world.book(id);
  await world.advanceTo(now ?? askTime);
  const confirmation = async () => (await world.records.get("appointment", visit))?.data.confirmation;
  return { world, id, visit, confirmation };
}

const enrollment = async (world: World, id: string) => (await world.own("enrollment", id))[0]?.data;
const titles = async (world: World) =>
  (await world.staffTasks()).map(({ title, priority }) => `${priority}: ${title}`);

describe("an answer", () => {
  it.each([
    ["en", "1", "confirmed", /Thank you, maria. We will see you/],
    ["en", "Yes, I'll be there", "confirmed", /We will see you/],
    ["en", "2", "declined", /We will call you/],
    ["en", "can I reschedule", "reschedule", /We will call you/],
    ["es", "sí", "confirmed", /Le esperamos el/],
    ["es", "no puedo", "declined", /Le vamos a llamar/],
    ["es", "3", "reschedule", /Le vamos a llamar/],
  ] as const)(
    "in %s: %s is %s, is thanked for at once and stands on the visit",
    async (language, text, means, thanks) => {
      const { world, id, confirmation } = await asked(language);
      expect(world.texts(maria)).toHaveLength(1);
      await world.says(maria, text);
      expect(await confirmation()).toBe(means);
      expect(world.texts(maria)).toHaveLength(2);
      expect(world.texts(maria)[1]).toMatch(thanks);
      expect((await enrollment(world, id))?.step).toBe(means === "confirmed" ? "await-visit" : "rebook");
      if (means !== "confirmed") expect(await titles(world)).toEqual(["high: Rebook"]);
    },
  );

  it("is thanked for at night too, for the conversation is the patient's", async () => {
    const { world, confirmation } = await asked("en", "2026-06-10T04:30:00.000Z");
    await world.says(maria, "1");
    expect(await confirmation()).toBe("confirmed");
    expect(world.left("sms", maria).at(-1)?.at).toBe("2026-06-10T04:30:00.000Z");
  });

  it("may be taken back, and taken back again", async () => {
    const { world, id, confirmation } = await asked();
    for (const [text, means, step] of [
      ["1", "confirmed", "await-visit"],
      ["2", "declined", "rebook"],
      ["1", "confirmed", "await-visit"],
    ] as const) {
      await world.advanceTo(new Date(Date.parse(world.clock.now()) + 60_000).toISOString());
      await world.says(maria, text);
      expect([await confirmation(), (await enrollment(world, id))?.step]).toEqual([means, step]);
    }
  });

  it("that is delivered again, or told by the stream again, does not take back a later one", async () => {
    const { world, id, confirmation } = await asked();
    await world.says(maria, "1", "m1");
    const first = (await world.own("message", id))[0];
    await world.advanceTo("2026-06-09T15:05:00.000Z");
    await world.says(maria, "2", "m2");
    await world.says(maria, "1", "m1");
    expect(await world.own("message", id)).toHaveLength(2);
    if (first) await react(world.ports, { chain: id, after: first, sequence: "1" });
    await world.settle();
    expect(await confirmation()).toBe("declined");
  });

  it("to a question that was withdrawn meanwhile goes to staff and blocks nothing", async () => {
    const { world, id } = await asked();
    await receiveMessage(world.ports, {
      messageId: "m",
      channel: "sms",
      from: maria,
      text: "1",
      at: world.clock.now(),
    });
    const [task] = await world.own("patientTask", id);
    if (!task) throw new Error("nothing was asked");
    await world.records.save([
      { ...task, expect: task.version, data: { ...task.data, status: "cancelled" } },
    ]);
    await world.settle();
    expect(await titles(world)).toEqual(["normal: Message to read and answer"]);
  });
});

describe("STOP", () => {
  it("is confirmed once, then there is silence, and nothing leaves", async () => {
    const { world, id } = await asked();
    await world.says(maria, "STOP");
    await world.says(maria, "stop!!");
    await world.says(maria, "hello?");
    await world.advanceTo("2026-06-12T15:00:00.000Z");
    expect(world.texts(maria)).toHaveLength(2);
    expect(world.texts(maria)[1]).toMatch(/no more texts/);
    expect(await world.timeline(id)).toContain("consent.revoked (all)");
  });

  it("is for everyone who shares the phone, and every timeline says so", async () => {
    const { world, id } = await asked();
    const jose = await world.patient("jose", { contactPoints: [{ channel: "sms", address: maria }] });
    await world.book(jose, { reference: "jose", start: "2026-06-12T15:00:00.000Z" });
    await world.says(maria, "STOP");
    for (const who of [id, jose]) {
      expect(await world.timeline(who)).toContain("consent.revoked (all)");
      const reach = await world.records.get("reach", who);
      expect(reach?.data.addresses.filter((a) => a.channel === "sms").map((a) => a.stopped)).toEqual(["all"]);
    }
    await world.advanceTo("2026-06-12T20:00:00.000Z");
    expect(world.texts(maria)).toHaveLength(2);
    expect(world.texts().filter((t) => /no more texts/.test(t))).toHaveLength(1);
  });

  it("goes to the number it came from, of one who has two", async () => {
    const world = await aWorld();
    const numbers = ["+12025550110", "+12025550111"];
    const id = await world.patient("maria", {
      contactPoints: numbers.map((address) => ({ channel: "sms", address })),
    });
    await world.says("+12025550111", "STOP");
    expect(world.left("sms").map((l) => l.address)).toEqual(["+12025550111"]);
    const reach = await world.records.get("reach", id);
    expect(reach?.data.addresses.map((a) => a.stopped)).toEqual([undefined, "all"]);
  });

  it("from nobody we know holds for whoever comes with this number later", async () => {
    const world = await aWorld();
    await world.says(maria, "STOP");
    expect(world.left()).toEqual([]);
    const id = await world.patient("maria");
    expect((await world.records.get("reach", id))?.data.addresses[0]?.stopped).toBe("all");
  });

  it("with words of danger stops, and has staff look at once", async () => {
    const { world } = await asked();
    await world.says(maria, "stop texting me, I want to kill myself");
    expect(world.texts(maria).at(-1)).toMatch(/no more texts/);
    expect(await titles(world)).toEqual(["urgent: Urgent message: read now"]);
    await world.says(maria, "stop texting me, I want to kill myself");
    expect(await titles(world)).toHaveLength(2);
  });

  it("with words of danger from nobody we know has staff look too", async () => {
    const world = await aWorld();
    await world.says(maria, "stop texting me, I want to kill myself");
    expect(await titles(world)).toEqual(["urgent: Urgent message: read now"]);
  });

  it("of one category stops just that, where the customer chose so", async () => {
    const world = await aWorld({ policy: { stopScope: "category" } });
    const id = await world.patient("maria");
    await world.book(id);
    await world.advanceTo(askTime);
    await world.says(maria, "STOP");
    expect((await world.records.get("reach", id))?.data.addresses[0]?.stopped).toEqual(["appointments"]);
  });
});

describe("START", () => {
  it("brings the texts back, and says so", async () => {
    const { world, id } = await asked();
    await world.says(maria, "STOP");
    await world.says(maria, "START");
    expect(world.texts(maria).at(-1)).toMatch(/get our texts again/);
    expect((await world.records.get("reach", id))?.data.addresses[0]).not.toHaveProperty("stopped");
    expect(await world.timeline(id)).toContain("consent.granted (start)");
  });

  it.each([
    [["STOP", "START"], "STOP", undefined],
    [["START", "STOP"], "START", "all"],
  ] as const)("after %j a repeated %s undoes nothing", async (words, repeated, stopped) => {
    const { world, id } = await asked();
    for (const word of words) await world.says(maria, word, `m-${word}`);
    await world.says(maria, repeated, `m-${repeated}`);
    // Any later change of the patient reads the address's own state again.
    const by = { actor: { type: "ehr" as const, id: "t" }, id, amends: true };
    await savePatient(world.ports, { name: { given: "Mary", family: "Test" } }, by);
    expect((await world.records.get("reach", id))?.data.addresses[0]?.stopped).toBe(stopped);
    const state = await world.records.get("addressState", addressKey("sms", maria));
    expect(state?.data.stopped).toEqual(stopped ?? []);
  });
});

describe("everything else", () => {
  it("HELP is helped", async () => {
    const { world } = await asked();
    await world.says(maria, "help");
    expect(world.texts(maria).at(-1)).toMatch(/For help, call 312-555-0199/);
    expect(await titles(world)).toEqual([]);
  });

  it("what is not understood is read by staff, and the patient is told", async () => {
    const { world, id, confirmation } = await asked();
    await world.says(maria, "is my sister coming too?");
    expect(world.texts(maria).at(-1)).toMatch(/staff will read your message/);
    const [task] = await world.staffTasks();
    expect(task).toMatchObject({ priority: "normal", about: (await world.own("message", id))[0]?.id });
    expect(await confirmation()).toBe("none");
  });

  it("an emergency is urgent", async () => {
    const { world } = await asked();
    await world.says(maria, "I have chest pain and can't breathe");
    expect(await titles(world)).toEqual(["urgent: Urgent message: read now"]);
    expect(world.texts(maria).at(-1)).toMatch(/call 911 now/);
  });

  it("a bare answer from a phone of two who were both asked is read by staff", async () => {
    const { world, confirmation } = await asked();
    const jose = await world.patient("jose", { contactPoints: [{ channel: "sms", address: maria }] });
    await world.book(jose, { reference: "jose", start: "2026-06-11T16:00:00.000Z" });
    await world.advanceTo("2026-06-09T16:00:00.000Z");
    await world.says(maria, "1");
    expect(await confirmation()).toBe("none");
    expect(await titles(world)).toEqual(["normal: Message to read and answer"]);
  });

  it("a message of a shared phone stays one person's, though it comes again when the other was asked", async () => {
    const { world, id } = await asked();
    await world.says(maria, "1", "m1");
    const jose = await world.patient("jose", { contactPoints: [{ channel: "sms", address: maria }] });
    await world.book(jose, { reference: "jose", start: "2026-06-11T16:00:00.000Z" });
    await world.says(maria, "1", "m1");
    expect([await world.own("message", id), await world.own("message", jose)].map((m) => m.length)).toEqual([
      1, 0,
    ]);
  });

  it("an unknown number is a prospect that staff answer, once", async () => {
    const world = await aWorld();
    await world.says("+12025550123", "do you take new patients?", "m1");
    await world.says("+12025550123", "do you take new patients?", "m1");
    const [task, ...more] = await world.staffTasks();
    expect(more).toEqual([]);
    expect((await world.records.get("patient", task?.patientId as string))?.data).toMatchObject({
      prospect: true,
    });
    expect(world.texts("+12025550123")).toHaveLength(1);
  });

  it("a retired journey still hears that its visit was cancelled", async () => {
    const { world, id } = await asked();
    const by = { actor: { type: "staff" as const, id: "ops" } };
    await retireContent(world.ports, journeys, "appointment-reminder", by);
    await world.book(id, { status: "cancelled" });
    expect(await enrollment(world, id)).toMatchObject({ status: "ended", reason: "visit_cancelled" });
  });
});
