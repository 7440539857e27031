import { describe, expect, it } from "vitest";
import { neededLink, openingOf } from "#lib/domain/pages/needed-link.ts";
import type { Channel, Purpose } from "#lib/domain/words.ts";
import { anOutreach, aPolicy, aSituation, aTemplate } from "#test/support/builders.ts";

const policy = aPolicy({ linkBase: "https://go.example.org" });
const saying = (body: string) =>
  aTemplate({
    variants: [
      { channel: "sms", language: "en", body },
      { channel: "email", language: "en", subject: "Hello", body },
    ],
  });
const plain = saying("Hello");
const linked = saying("Hello: {{ link.url }}");

describe("a message needs a link", () => {
  it.each<[string, Channel, Purpose, typeof plain, boolean, boolean]>([
    ["that it names", "sms", "care", linked, true, false],
    ["that it names, and to unsubscribe, as an email", "email", "care", linked, true, true],
    ["to unsubscribe, as an email that sells", "email", "marketing", plain, false, true],
    ["for nothing, where it has no words for the channel", "letter", "care", linked, false, false],
    ["for nothing, as a text that sells", "sms", "marketing", plain, false, false],
    ["for nothing, as an email that names none", "email", "care", plain, false, false],
    ["that it names alone, for somebody's safety", "email", "safety", linked, true, false],
  ])("%s", (_, channel, purpose, template, named, listed) => {
    const situation = aSituation({ policy, template, outreach: anOutreach({ purpose }) });
    expect(neededLink(situation, channel)).toEqual({ named, listed });
  });

  it("that it names alone, as an answer to the patient", () => {
    const situation = aSituation({ policy, template: linked, outreach: anOutreach({ inReplyTo: "msg_1" }) });
    expect(neededLink(situation, "email")).toEqual({ named: true, listed: false });
  });

  it("for nothing where the customer has no pages", () => {
    const none = { named: false, listed: false };
    expect(neededLink(aSituation({ template: linked }), "email")).toEqual(none);
    expect(neededLink(aSituation({ policy, template: undefined }), "email")).toEqual(none);
  });
});

describe("a link opens", () => {
  const about = { appointmentId: "apt_1", fingerprint: "f", timeZone: "UTC" };
  const ofForm = { ...plain, content: { ...plain.content, page: "form" as const } };

  it.each([
    ["what was asked for", { opening: { page: "time" as const, ref: "f1" } }, ofForm, "time"],
    ["else the template's page", { about }, ofForm, "form"],
    ["else the visit it is about", { about }, plain, "visit"],
    ["else the visit of its question", { taskId: "ptk_1" }, plain, "visit"],
    ["else the messages", {}, undefined, "messages"],
  ])("%s", (_, outreach, template, page) => expect(openingOf(outreach, template).page).toBe(page));
});
