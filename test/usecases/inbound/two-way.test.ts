import { describe, expect, it } from "vitest";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { setPolicyLevel } from "#lib/usecases/policy/policy-levels.ts";
import { hours, later } from "#test/support/builders.ts";
import { aWorld, phoneOf, type World } from "#test/support/world.ts";

const maria = phoneOf("maria");
const by = { actor: { type: "staff" as const, id: "ops" } };
/** Both visits are on Thursday: both are asked about on Tuesday at ten in Chicago. */
const askTime = "2026-06-09T15:00:00.000Z";
const day = { from: "08:00", to: "17:00" };
const shut = { from: "00:00", to: "00:00" };
const careHours = { weekday: day, saturday: shut, sunday: shut, federalHolidays: "closed" as const };

const confirmationOf = async (world: World, visit: string) =>
  (await world.records.get("appointment", visit))?.data.confirmation;
const says = async (world: World, text: string, inReplyTo?: string) => {
  const messageId = `in-${text}-${world.clock.now()}-${inReplyTo}`;
  const at = world.clock.now();
  await world.system.receive({
    messageId,
    channel: "sms",
    from: maria,
    text,
    at,
    ...(inReplyTo && { inReplyTo }),
  });
  await world.settle();
};

describe("a reply with several questions open", () => {
  async function askedTwice(shared: boolean) {
    const world = await aWorld({ policy: { budget: { perDay: 5, perWeek: 9 }, nearDuplicateHours: 0 } });
    const id = await world.patient("maria");
    const other = shared
      ? await world.patient("jose", { contactPoints: [{ channel: "sms", address: maria }] })
      : id;
    const first = await world.book(id);
    const second = await world.book(other, { reference: "second", start: "2026-06-11T16:00:00.000Z" });
    await world.advanceTo(askTime);
    const provided = world.left("sms", maria).map(({ providerId }) => providerId);
    expect(provided).toHaveLength(2);
    const both = async () => [await confirmationOf(world, first), await confirmationOf(world, second)];
    const of = async (providerId: string) => {
      const asked = [...(await world.outreaches(id)), ...(await world.outreaches(other))];
      return asked.find((o) => o.attempts.some((a) => a.providerId === providerId))?.about?.appointmentId;
    };
    return { world, first, second, provided, both, of };
  }

  it.each([false, true])("answers the one that the provider names (phone of two: %s)", async (shared) => {
    for (const n of [0, 1]) {
      const { world, first, provided, both, of } = await askedTwice(shared);
      await says(world, "1", provided[n]);
      const named = (await of(provided[n] as string)) === first;
      expect(await both()).toEqual(named ? ["confirmed", "none"] : ["none", "confirmed"]);
    }
  });

  it("answers the one asked last, where the provider says nothing and one person was asked", async () => {
    const { world, both } = await askedTwice(false);
    await says(world, "1");
    expect((await both()).filter((c) => c === "confirmed")).toHaveLength(1);
  });

  it("answers none on a phone of two, where the provider names none of ours", async () => {
    const { world, both } = await askedTwice(true);
    await says(world, "1", "somebody-else");
    expect(await both()).toEqual(["none", "none"]);
    expect(await world.staffTasks()).toHaveLength(1);
  });
});

describe("a proxy's reply", () => {
  async function asked() {
    const world = await aWorld();
    const id = await world.patient("maria", {
      contactPoints: [{ channel: "sms", address: maria, relation: "son" }],
      relations: [{ reference: "son", role: "caregiver", name: "Jo Test" }],
    } as Parameters<typeof world.patient>[1]);
    const visit = await world.book(id);
    await recordConsent(world.ports, { patientId: id, state: "granted", relation: "son" }, by);
    await world.advanceTo(askTime);
    return { world, id, visit };
  }

  it("is the answer where the patient granted it, and the trail says whose", async () => {
    const { world, id, visit } = await asked();
    await world.says(maria, "1");
    expect(await confirmationOf(world, visit)).toBe("confirmed");
    const [message] = await world.own("message", id);
    expect(message?.data.relation).toBe("son");
    const [task] = await world.own("patientTask", id);
    expect(task?.event.actor).toEqual({ type: "patient", id, relation: "son" });
  });

  it("is read by staff once the grant was taken back", async () => {
    const { world, id, visit } = await asked();
    await recordConsent(world.ports, { patientId: id, state: "revoked", relation: "son" }, by);
    await world.says(maria, "1");
    expect(await confirmationOf(world, visit)).toBe("none");
    expect((await world.own("patientTask", id))[0]?.data.status).toBe("open");
    expect(await world.staffTasks()).toHaveLength(1);
  });
});

describe("what staff are to read", () => {
  const replyRouting = [
    { queue: "crisis-line", urgent: true },
    { queue: "billing", topic: "billing" },
    { queue: "diabetes-desk", program: "diabetes" },
    { queue: "visits", topic: "appointments" },
  ];
  const replyTopics = { billing: ["bill", "factura"] };

  it.each([
    ["is it the same room as before?", "visits", "rule 4: topic appointments"],
    ["why is my bill so high", "billing", "rule 2: topic billing"],
    ["I have chest pain", "crisis-line", "rule 1: urgent true"],
  ])("%s goes to %s, and says why", async (text, queue, routedBy) => {
    const world = await aWorld({ policy: { replyRouting, replyTopics } });
    await world.book(await world.patient("maria"));
    await world.advanceTo(askTime);
    await world.says(maria, text);
    expect((await world.staffTasks(queue)).map((task) => task.routedBy)).toEqual([routedBy]);
    expect(await world.staffTasks()).toEqual([]);
  });

  it("goes by the patient's own program where it answers nothing, and by the place's own queue", async () => {
    const world = await aWorld({ policy: { replyRouting, replyTopics } });
    await world.patient("maria", { attributes: { program: "Diabetes", location: "North" } });
    await world.says(maria, "are you open?");
    expect(await world.staffTasks("diabetes-desk")).toHaveLength(1);
    const jose = phoneOf("jose");
    await setPolicyLevel(
      world.ports,
      { level: "location", of: "south", values: { replyQueue: "south-desk" } },
      undefined,
      by,
    );
    await world.patient("jose", { attributes: { location: "South" } });
    await world.says(jose, "are you open?");
    expect((await world.staffTasks("south-desk")).map((task) => task.routedBy)).toEqual(["reply_queue"]);
  });
});

describe("after hours", () => {
  /** Tuesday 22:00 in Chicago. */
  const night = "2026-06-03T03:00:00.000Z";
  const closed = async (more: object = {}, language = "en") => {
    const world = await aWorld({ now: night, policy: { careHours, ...more } });
    const id = await world.patient("maria", { language });
    return { world, id };
  };

  it.each([
    ["en", /read your text on Wednesday, 8:00 AM\. In an emergency, call 911 now\..*988/],
    ["es", /El miércoles, 8:00 a\. m\. vamos a leer su mensaje\. En una emergencia, llame al 911 ya\..*988/],
  ])("says in %s when somebody reads again and what to do in an emergency", async (language, words) => {
    const { world } = await closed({}, language);
    await world.says(maria, "can my sister come?");
    expect(world.texts(maria)).toEqual([expect.stringMatching(words)]);
    expect(await world.staffTasks()).toHaveLength(1);
  });

  it("says the customer's own words", async () => {
    const { world } = await closed({ crisis: { en: "Call our nurse line 555-0199." } });
    await world.says(maria, "can my sister come?");
    expect(world.texts(maria)[0]).toMatch(/Call our nurse line 555-0199\.$/);
  });

  it("is said once per patient and closed period, and again in the next", async () => {
    const { world } = await closed();
    for (const text of ["can my sister come?", "and my dog?", "hello?"]) {
      await world.says(maria, text);
      await world.advanceTo(later(world.clock.now(), hours(1)));
    }
    expect(world.texts(maria)).toHaveLength(1);
    expect(await world.staffTasks()).toHaveLength(3);
    await world.advanceTo("2026-06-03T15:00:00.000Z");
    await world.says(maria, "is somebody there?");
    expect(world.texts(maria).at(-1)).toMatch(/will read your message and answer/);
    await world.advanceTo("2026-06-04T03:00:00.000Z");
    await world.says(maria, "good night");
    expect(world.texts(maria).at(-1)).toMatch(/Thursday, 8:00 AM/);
  });

  it("asks the gate as an answer does: no hours, no budget, but a STOP", async () => {
    const { world, id } = await closed();
    await world.says(maria, "STOP");
    await world.says(maria, "who are you?");
    expect(world.texts(maria)).toHaveLength(1);
    const last = (await world.outreaches(id)).find((o) => o.template.id === "after-hours");
    expect([last?.status, last?.reason]).toEqual(["suppressed", "opted_out"]);
  });

  it("is a matter of the queue that reads it", async () => {
    const replyRouting = [{ queue: "nurses", topic: "symptoms" }];
    const replyTopics = { symptoms: ["fever"] };
    const open = { from: "00:00", to: "23:59" };
    const always = { weekday: open, saturday: open, sunday: open, federalHolidays: "open" as const };
    const { world } = await closed({ replyRouting, replyTopics, queueHours: { nurses: always } });
    await world.says(maria, "I have a fever");
    expect(world.texts(maria)[0]).toMatch(/will read your message and answer/);
  });

  it("leaves answers, STOP and HELP as they are", async () => {
    const { world } = await closed();
    await world.says(maria, "help");
    expect(world.texts(maria)[0]).toMatch(/For help, call/);
  });
});
