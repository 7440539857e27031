import { describe, expect, it } from "vitest";
import type { TemplateDraft } from "#lib/domain/content/template.ts";
import { satisfactionFeedback } from "#lib/domain/library/experience.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { offerFor, offerTimes } from "#lib/usecases/pages/offer-times.ts";
import { invited, linkIn, maria, type PagesWorld, pagesWorld } from "#test/support/pages.ts";

const staff = { type: "staff", id: "test" } as const;

async function recognised(how: Parameters<typeof invited>[0] = {}) {
  const world = await invited(how);
  const phone = world.browser();
  await phone.open(world.path);
  await phone.send(world.path, maria);
  return { ...world, phone };
}

/** As a customer would: the library's question with a link to the page. */
async function publishText({ ports }: PagesWorld): Promise<void> {
  const draft: TemplateDraft = {
    id: "feedback-ask",
    purpose: "operations",
    category: "relations",
    privacy: "limited",
    page: "feedback",
    variants: ["en", "es"].map((language) => ({
      channel: "sms",
      language,
      body: "How was it? {% if link.url %}{{ link.url }}{% endif %}",
    })),
  };
  const head = await ports.records.get("templateHead", draft.id);
  await draftContent(ports, templates, { id: draft.id, draft, ifMatch: head?.version }, { actor: staff });
  await publishContent(ports, templates, draft.id, { actor: staff });
}

describe("the visit page", () => {
  it("closes the loop at once: answer, visit, journey and trail", async () => {
    const world = await recognised();
    const told = await world.phone.send("/p/visit", { answer: "confirmed" });
    expect(told.text).toContain("You told us that you will come.");
    expect((await world.records.get("appointment", world.appointmentId))?.data.confirmation).toBe(
      "confirmed",
    );
    const [task] = await world.own("patientTask", world.patientId);
    expect(task?.data).toMatchObject({ status: "done", answer: "confirmed" });
    const [enrollment] = await world.own("enrollment", world.patientId);
    expect(enrollment?.data.trail.map(({ step }) => step)).toContain("thank");
    expect(await world.timeline(world.patientId)).toContain("task.completed (confirmed)");
    expect(task?.event).toMatchObject({ actor: { type: "patient", id: world.patientId } });
  });

  it("asks who declines what makes it hard, and tells the care team and the journey", async () => {
    const world = await recognised();
    const asked = await world.phone.send("/p/visit", { answer: "declined" });
    expect(asked.text).toContain("I have no way to get there");
    const told = await world.phone.send("/p/barriers", { code: "transport", text: "No bus on Tuesdays" });
    expect(told.text).toContain("Someone will call you to help.");
    const [barrier] = await world.own("barrier", world.patientId);
    expect(barrier?.data).toMatchObject({ code: "transport", text: "No bus on Tuesdays" });
    const tasks = await world.staffTasks();
    expect(tasks.map(({ title }) => title).sort()).toEqual(["Barrier: transport", "Rebook"]);
    expect(JSON.stringify(tasks)).not.toContain("No bus");
    const inbox = await world.records.get("inbox", barrier?.data.enrollmentId as string);
    expect(inbox?.data.keys).toContain(barrier?.id);
  });

  it("takes a wish for another time to the care team, in the patient's words, once", async () => {
    const world = await recognised();
    const page = await world.phone.send("/p/visit", { answer: "reschedule" });
    const once = /name="once" value="([^"]+)"/.exec(page.text)?.[1] as string;
    const wish = { once, part: ["morning", "nonsense"], day: ["0", "4", "9"], wish: "not before nine" };
    for (let tap = 0; tap < 3; tap++) await world.phone.send("/p/time", wish);
    const messages = await world.own("message", world.patientId);
    expect(messages.map(({ data }) => data.text)).toEqual(["Mornings, Monday, Friday, not before nine"]);
    expect((await world.staffTasks()).map(({ title }) => title)).toEqual(["Rebook"]);
  });

  describe("with times that the clinic offers", () => {
    const offered = async () => {
      const world = await recognised();
      const times = ["2026-06-12T19:30:00.000Z", "2026-06-15T14:00:00.000Z", "2026-06-01T14:00:00.000Z"];
      await offerTimes(world.ports, world.appointmentId, times, { actor: staff });
      return { ...world, page: await world.phone.send("/p/visit", { answer: "reschedule" }) };
    };

    it("shows those still to come, and tells the care team which one the patient took", async () => {
      const world = await offered();
      expect(world.page.text.match(/name="time"/g)).toHaveLength(2);
      for (let tap = 0; tap < 2; tap++) {
        const told = await world.phone.send("/p/time", { time: "2026-06-15T14:00:00.000Z" });
        expect(told.text).toContain("You asked for Mon, Jun 15, 9:00 AM.");
      }
      const offer = await offerFor(world.records, world.appointmentId);
      expect(offer?.data.chosen).toBe("2026-06-15T14:00:00.000Z");
      expect(offer?.event).toMatchObject({ type: "offer.chosen", actor: { type: "patient" } });
      const messages = await world.own("message", world.patientId);
      expect(messages.map(({ data }) => data.text)).toEqual(["Mon, Jun 15, 9:00 AM"]);
      expect((await world.staffTasks()).map(({ title }) => title)).toEqual(["Rebook"]);
    });

    it("refuses one that was withdrawn, is past, or was never offered", async () => {
      const world = await offered();
      for (const time of ["2026-06-01T14:00:00.000Z", "2026-06-20T14:00:00.000Z", "<script>"])
        expect((await world.phone.send("/p/time", { time })).text).toContain("This time was just taken.");
      await offerTimes(world.ports, world.appointmentId, [], { actor: staff });
      expect((await world.phone.send("/p/time", { time: "2026-06-15T14:00:00.000Z" })).status).toBe(422);
      expect((await offerFor(world.records, world.appointmentId))?.data.chosen).toBeUndefined();
    });

    it("still asks what would suit who finds none among them", async () => {
      const world = await offered();
      expect((await world.phone.open("/p/time?other=1")).text).toContain("Which times are good for you?");
    });
  });

  it("lets a patient change their mind while the visit is to come", async () => {
    const world = await recognised();
    await world.phone.send("/p/visit", { answer: "confirmed" });
    expect((await world.phone.open("/p/visit?change=1")).text).toContain("Will you come?");
    await world.advanceTo("2026-06-09T16:01:00.000Z");
    await world.phone.send("/p/visit", { answer: "declined" });
    expect((await world.records.get("appointment", world.appointmentId))?.data.confirmation).toBe("declined");
  });

  it("shows a visit as it is now: moved, cancelled, over", async () => {
    const world = await recognised();
    await world.book(world.patientId, { start: "2026-06-12T19:30:00.000Z", locationName: "North Clinic" });
    expect((await world.phone.open("/p/visit")).text).toMatch(
      /Fri, Jun 12, <span class="whole">2:30 PM[\s\S]*North Clinic/,
    );
    await world.book(world.patientId, { status: "cancelled" });
    expect((await world.phone.open("/p/visit")).text).toContain("This visit will not take place.");
    const told = await world.phone.send("/p/visit", { answer: "confirmed" });
    expect(told.text).toContain("This visit will not take place.");
    expect((await world.records.get("appointment", world.appointmentId))?.data.confirmation).not.toBe(
      "confirmed",
    );
  });

  it("asks the care team to rebook a visit that no journey asks about", async () => {
    const world = await pagesWorld({ journeys: [] });
    const patientId = await world.patient("ana", { birthDate: "1962-03-27" });
    const appointmentId = await world.book(patientId);
    const send = {
      patientId,
      reference: "m1",
      template: "appointment-confirm",
      channels: ["sms" as const],
      appointmentId,
    };
    await sendDirect(world.ports, send, { actor: staff });
    await world.settle();
    const phone = world.browser();
    await phone.send(linkIn(world.texts().at(-1) ?? ""), maria);
    await phone.send("/p/visit", { answer: "declined" });
    expect((await world.records.get("appointment", appointmentId))?.data.confirmation).toBe("declined");
    expect(await world.staffTasks()).toMatchObject([{ title: "Rebook", about: appointmentId }]);
  });
});

describe("what a text could not carry", () => {
  const withText = async (template: string, language: string, variables?: Record<string, string>) => {
    const world = await pagesWorld({ journeys: [] });
    const patientId = await world.patient("ana", { birthDate: "1962-03-27", language });
    const appointmentId = await world.book(patientId, { visitType: "HIV follow-up" });
    const send = {
      patientId,
      reference: "m1",
      template,
      channels: ["sms" as const],
      appointmentId,
      variables,
    };
    await sendDirect(world.ports, send, { actor: staff });
    await world.settle();
    return { ...world, patientId, path: linkIn(world.texts().at(-1) ?? "") };
  };

  it.each([
    ["en", "Bring a photo ID"],
    ["es-419", "Traiga una identificación"],
    ["vi", "Bring a photo ID"],
  ])("is read behind the link, in the language of %s or the next best", async (language, text) => {
    const world = await withText("visit-preparation", language);
    expect(world.texts().at(-1)).not.toContain("HIV");
    const phone = world.browser();
    expect((await phone.open(world.path)).text).not.toContain("HIV");
    const told = await phone.send(world.path, maria);
    expect(told.text).toContain("HIV follow-up");
    expect(told.text).toContain(text);
  });

  it("carries what the care team wrote, and the patient's reply comes back to them", async () => {
    const world = await withText("care-message", "en", { text: "Your result is fine.\n\nDr. F <b>" });
    expect(world.texts().at(-1)).not.toContain("result");
    const phone = world.browser();
    expect((await phone.send(world.path, maria)).text).toContain("Your result is fine.");
    const told = await phone.open("/p/messages");
    expect(told.text).toMatch(/From us[\s\S]*Your result is fine/);
    const once = /name="once" value="([^"]+)"/.exec(told.text)?.[1] as string;
    for (let tap = 0; tap < 2; tap++)
      await phone.send("/p/messages", { once, text: "Thank you, one question" });
    expect((await phone.open("/p/messages")).text).toMatch(/You wrote[\s\S]*one question/);
    const [message] = await world.own("message", world.patientId);
    expect(await world.staffTasks()).toMatchObject([
      { title: "Message to read and answer", about: message?.id },
    ]);
  });
});

describe("messages", () => {
  it("bring an emergency to staff within minutes, and tell the patient to call 911", async () => {
    const world = await recognised();
    const told = await world.phone.send("/p/messages", { text: "I have chest pain", once: "a" });
    expect(told.text).toContain("call 911 now");
    expect(await world.staffTasks()).toMatchObject([{ priority: "urgent" }]);
  });

  it("obey STOP wherever it is written", async () => {
    const world = await recognised();
    const told = await world.phone.send("/p/messages", { text: "STOP", once: "a" });
    expect(told.text).toContain("We will send you no more messages.");
    const before = world.left().length;
    await world.advanceTo("2026-06-12T16:00:00.000Z");
    expect(world.left().length).toBe(before);
  });

  it.each([
    ["empty", ""],
    ["blank", "  \n "],
    ["too long", "x".repeat(2001)],
  ])("refuse one that is %s, and keep nothing", async (_, text) => {
    const world = await recognised();
    const told = await world.phone.send("/p/messages", { text, once: "a" });
    expect(told.status).toBe(422);
    expect(told.text).toContain('role="alert"');
    expect(await world.own("message", world.patientId)).toEqual([]);
  });
});

describe("feedback", () => {
  it.each([
    ["1", "A person will call you", 1],
    ["2", "A person will call you", 1],
    ["4", "Thank you for telling us", 0],
  ])("of %s is kept; someone calls who was unhappy", async (score, text, calls) => {
    const world = await recognised();
    const told = await world.phone.send("/p/feedback", { score, text: "The wait was long" });
    expect(told.text).toContain(text);
    const [feedback] = await world.own("feedback", world.patientId);
    expect(feedback?.data).toMatchObject({ score: Number(score), text: "The wait was long" });
    const tasks = await world.staffTasks();
    expect(tasks).toHaveLength(calls);
    expect(JSON.stringify(tasks)).not.toContain("wait");
  });

  it.each([
    ["5", "confirmed", []],
    ["1", "declined", ["Hear a complaint about a visit"]],
  ])(
    "of %s answers the journey that asked (%s), and only it brings staff in",
    async (score, answer, tasks) => {
      const world = await pagesWorld({ journeys: [satisfactionFeedback.journey] });
      const patientId = await world.patient("ana", { birthDate: "1962-03-27" });
      await publishText(world);
      await world.book(patientId, { start: "2026-06-01T16:00:00.000Z" });
      await world.book(patientId, { start: "2026-06-01T16:00:00.000Z", status: "fulfilled" });
      await world.advanceTo("2026-06-01T21:00:00.000Z");
      const phone = world.browser();
      expect((await phone.send(linkIn(world.texts().at(-1) ?? ""), maria)).text).toContain("How was it?");
      await phone.send("/p/feedback", { score });
      const [task] = await world.own("patientTask", patientId);
      expect(task?.data.answer).toBe(answer);
      const all = [...(await world.staffTasks()), ...(await world.staffTasks("patient-relations"))];
      expect(all.map(({ title }) => title)).toEqual(tasks);
    },
  );

  it.each(["", "0", "6", "2.5", "NaN"])("without a score (%j) asks again", async (score) => {
    const world = await recognised();
    expect((await world.phone.send("/p/feedback", { score })).status).toBe(422);
    expect(await world.own("feedback", world.patientId)).toEqual([]);
  });
});

describe("the preference centre", () => {
  it("changes channel, language, hours and topics, and keeps the rest", async () => {
    const world = await recognised();
    const told = await world.phone.send("/p/preferences", {
      do: "save",
      channel: "email",
      language: "es",
      format: "large-print",
      window: "afternoon",
      topic: ["preparation", "nonsense"],
    });
    expect(told.text).toContain("Saved.");
    const patient = await world.records.get("patient", world.patientId);
    expect(patient?.data.preference).toEqual({
      channels: ["email", "sms"],
      language: "es",
      format: "large-print",
      hours: { from: "12:00", to: "17:00" },
      topics: { appointments: false, preparation: true },
    });
    expect(patient?.data).toMatchObject({ birthDate: "1962-03-27", name: { given: "María" } });
    const reach = await world.records.get("reach", world.patientId);
    expect(reach?.data).toMatchObject({
      declined: ["appointments"],
      who: { language: "es", format: "large-print" },
    });
    await world.phone.send("/p/preferences", { do: "save", window: "anytime", topic: ["appointments"] });
    const again = (await world.records.get("patient", world.patientId))?.data.preference;
    expect(again).toMatchObject({ channels: ["email", "sms"], language: "es", format: "large-print" });
    expect(again?.hours).toBeUndefined();
  });

  it("stops everything for this patient, and begins again", async () => {
    const world = await recognised();
    expect((await world.phone.send("/p/preferences", { do: "stop" })).text).toContain(
      "You get no messages from us.",
    );
    const stopped = await world.records.get("reach", world.patientId);
    expect(stopped?.data.consents["*:*:*"]).toMatchObject({ granted: false });
    await world.advanceTo("2026-06-09T16:01:00.000Z");
    expect((await world.phone.send("/p/preferences", { do: "start" })).text).toContain(
      "You will get our messages again.",
    );
    const ledger = await world.own("consent", world.patientId);
    expect(ledger.map(({ data }) => [data.state, data.source, data.wording]).sort()).toEqual([
      ["granted", "link", "pages-granted-1"],
      ["revoked", "link", "pages-revoked-1"],
    ]);
  });
});

describe("one-click unsubscribe", () => {
  const mailed = async () => {
    const world = await pagesWorld({ journeys: [] });
    const patientId = await world.patient("ana", { birthDate: "1962-03-27" });
    const appointmentId = await world.book(patientId);
    const send = {
      patientId,
      reference: "m1",
      template: "appointment-confirm",
      channels: ["email" as const],
      appointmentId,
    };
    await sendDirect(world.ports, send, { actor: staff });
    await world.settle();
    const letter = world.left("email").at(-1);
    return { ...world, patientId, send, path: new URL(letter?.unsubscribeUrl ?? "").pathname, letter };
  };
  const oneClick = { body: "List-Unsubscribe=One-Click" };

  it("is offered to the mailbox by a link of the message's own", async () => {
    const { letter } = await mailed();
    expect(letter?.unsubscribeUrl).toMatch(/^https:\/\/go\.example\.org\/u\/[\w-]{22}$/);
    expect(letter?.body).toContain(letter?.unsubscribeUrl?.replace("/u/", "/l/"));
  });

  it("shows a button to who opens it, and changes nothing by that", async () => {
    const { ask, path, saves } = await mailed();
    const before = saves();
    const told = await ask("GET", path);
    expect(told.text).toContain('name="List-Unsubscribe" value="One-Click"');
    expect(saves()).toBe(before);
  });

  it("stops the category at that address by one POST without cookie or origin, and again is fine", async () => {
    const world = await mailed();
    for (let n = 0; n < 3; n++) expect((await world.ask("POST", world.path, oneClick)).status).toBe(200);
    const reach = await world.records.get("reach", world.patientId);
    expect(reach?.data.addresses.find(({ channel }) => channel === "email")?.stopped).toEqual([
      "appointments",
    ]);
    expect(reach?.data.addresses.find(({ channel }) => channel === "sms")?.stopped).toBeUndefined();
    const ledger = await world.own("consent", world.patientId);
    expect(ledger.map(({ data }) => [data.state, data.category, data.source])).toEqual([
      ["revoked", "appointments", "link"],
    ]);
    const before = world.left("email").length;
    await sendDirect(world.ports, { ...world.send, reference: "m2" }, { actor: staff });
    await world.settle();
    expect(world.left("email").length).toBe(before);
  });

  it("takes the multipart form of RFC 8058 too, and works after the link was used", async () => {
    const world = await mailed();
    await world.browser().send(world.path.replace("/u/", "/l/"), maria);
    const body =
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    const headers = { "Content-Type": "multipart/form-data; boundary=b" };
    expect((await world.ask("POST", world.path, { body, headers })).text).toContain("Done.");
    const reach = await world.records.get("reach", world.patientId);
    expect(reach?.data.addresses.find(({ channel }) => channel === "email")?.stopped).toEqual([
      "appointments",
    ]);
  });

  it("does nothing for a POST that does not say so, or a link of nobody's", async () => {
    const world = await mailed();
    await world.ask("POST", world.path, { body: "x=y" });
    const reach = await world.records.get("reach", world.patientId);
    expect(reach?.data.addresses.find(({ channel }) => channel === "email")?.stopped).toBeUndefined();
    expect((await world.ask("POST", `/u/${"A".repeat(22)}`, oneClick)).status).toBe(404);
  });
});
