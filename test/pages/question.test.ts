import { describe, expect, it } from "vitest";
import type { TemplateDraft } from "#lib/domain/content/template.ts";
import { pageOfTask } from "#lib/domain/forms/page.ts";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { libraryJourneys } from "#lib/domain/library/journeys.ts";
import { wordsIn } from "#lib/domain/pages/words.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { linkIn, maria, pagesWorld } from "#test/support/pages.ts";

const staff = { actor: { type: "staff" as const, id: "test" } };

const template: TemplateDraft = {
  id: "ask-something",
  purpose: "care",
  category: "test",
  privacy: "limited",
  variants: ["en", "es"].flatMap((language) => [
    { channel: "sms" as const, language, body: "Reply 1 or 2{% if link.url %} {{ link.url }}{% endif %}" },
    { channel: "push" as const, language, subject: "Your refill", body: "{{ patient.given }}, a refill?" },
  ]),
};

const stepOf = (answer: string): string => `said-${answer.replace("_", "-")}`;

const asking = (task: string, answers: string[]): JourneyDraft =>
  JourneyDraft.parse({
    id: "asks",
    purpose: "care",
    category: "test",
    subject: "appointment",
    enrollWhen: { event: "appointment.booked" },
    exitWhen: [{ event: "appointment.cancelled", reason: "visit_cancelled" }],
    start: "ask",
    steps: {
      ask: {
        do: "ask",
        task,
        template: template.id,
        answers: Object.fromEntries(answers.map((answer) => [answer, stepOf(answer)])),
        within: "P1D",
        onSilence: "silent",
      },
      ...Object.fromEntries(answers.map((answer) => [stepOf(answer), { do: "end", outcome: answer }])),
      silent: { do: "end", outcome: "silent" },
    },
  });

/** A patient who was asked something by a text with a link, and opened it. */
async function asked(task = "refill", answers = ["confirmed", "declined", "reschedule"]) {
  const world = await pagesWorld({ journeys: [] });
  await draftContent(world.ports, templates, { id: template.id, draft: template, ifMatch: undefined }, staff);
  await publishContent(world.ports, templates, template.id, staff);
  const draft = asking(task, answers);
  await draftContent(world.ports, journeys, { id: draft.id, draft, ifMatch: undefined }, staff);
  await publishContent(world.ports, journeys, draft.id, staff);
  const patientId = await world.patient("maria", { birthDate: "1962-03-27" });
  await world.book(patientId);
  const phone = world.browser();
  const first = await phone.send(linkIn(world.texts().at(-1) ?? ""), maria);
  const run = async () => (await world.own("enrollment", patientId))[0]?.data;
  return { ...world, patientId, phone, first, run };
}

const buttonsOf = (text: string): string[] =>
  [...text.matchAll(/<button[^>]*name="answer"[^>]*>([^<]*)</g)].map(([, label]) => label as string);

describe("the page of a question", () => {
  it("asks in the message's words, with each answer as a button", async () => {
    const { first } = await asked();
    expect(first.text).toContain("maria, a refill?");
    expect(first.text).not.toContain("Will you come?");
    expect(buttonsOf(first.text)).toEqual(["Yes", "No", "Please call me"]);
  });

  it("takes one tap: the journey goes on, and the patient sees what they said", async () => {
    const { phone, run, own, patientId } = await asked();
    const told = await phone.send("/p/question", { answer: "declined" });
    expect(told.text).toContain("Your answer is: No.");
    expect((await run())?.status).toBe("ended");
    expect((await run())?.outcome).toBe("declined");
    expect((await own("patientTask", patientId))[0]?.data).toMatchObject({ answer: "declined" });
  });

  it.each([
    ["a reading", "reading", ["taken", "not_yet"], ["Taken", "Not yet"]],
    ["whether a visit was booked", "book-specialist", ["confirmed", "declined"], ["Yes", "No"]],
    ["something of an author's own", "steps", ["done", "too_hard"], ["Done", "Too hard"]],
  ])("is there for %s", async (_, task, answers, labels) => {
    const { first, phone, run } = await asked(task, answers);
    expect(buttonsOf(first.text)).toEqual(labels);
    await phone.send("/p/question", { answer: answers[1] as string });
    expect((await run())?.outcome).toBe(answers[1]);
  });

  it("takes no answer that was not asked for", async () => {
    const { phone, own, patientId } = await asked();
    for (const answer of ["", "done", "__proto__", "<script>"]) {
      const told = await phone.send("/p/question", { answer });
      expect(buttonsOf(told.text)).toHaveLength(3);
    }
    expect((await own("patientTask", patientId))[0]?.data.status).toBe("open");
  });

  it("lets a patient change their mind", async () => {
    const { phone, own, patientId, advanceTo } = await asked();
    await phone.send("/p/question", { answer: "declined" });
    await advanceTo("2026-06-01T15:01:00.000Z");
    expect(buttonsOf((await phone.open("/p/question?change=1")).text)).toHaveLength(3);
    await phone.send("/p/question", { answer: "confirmed" });
    expect((await own("patientTask", patientId))[0]?.data.answer).toBe("confirmed");
  });

  it("says that nothing has to be done where the question was withdrawn", async () => {
    const { phone, book, patientId } = await asked();
    await book(patientId, { status: "cancelled" });
    const told = await phone.send("/p/question", { answer: "confirmed" });
    expect(told.text).toContain("This question is no longer open.");
  });
});

describe("the questions of the library", () => {
  const asks = libraryJourneys.flatMap(({ id, steps }) =>
    Object.entries(steps).flatMap(([name, step]) =>
      step.do === "ask" ? [[`${id}/${name}`, step] as const] : [],
    ),
  );

  it.each(asks)("%s opens a page with words for its answers in every language", (_, { task, answers }) => {
    const page = pageOfTask(task);
    expect(["visit", "feedback", "question"]).toContain(page);
    if (page !== "question") return;
    for (const { question } of Object.values(wordsIn))
      expect(Object.keys(question.answers)).toEqual(expect.arrayContaining(Object.keys(answers)));
  });
});
