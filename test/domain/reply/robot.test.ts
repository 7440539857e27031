import { describe, expect, it } from "vitest";
import { robotSign, type Talk } from "#lib/domain/reply/robot.ts";
import { aTuesday, later } from "#test/support/builders.ts";
import { describeWithSharedData, sharedLines } from "#test/support/shared-data.ts";

const quiet: Talk = { before: [], sentAt: [], answers: 0, mostAnswers: 6 };
const sign = (text: string, talk: Partial<Talk> = {}) =>
  robotSign({ text, at: aTuesday }, { ...quiet, ...talk });
const ago = (...seconds: number[]) => seconds.map((s) => later(aTuesday, -s * 1000));
const said = (text: string, at: string[]) => at.map((one) => ({ text, at: one }));

describe("a machine", () => {
  it.each([
    "I am currently out of the office until June 8. For urgent matters call 555-0100.",
    "Out of Office: Re: your visit",
    "AUTOMATIC REPLY: we are closed",
    "This is an automated message, please do not reply to this number.",
    "This mailbox is not monitored",
    "Thank you for contacting Bob's Plumbing! If this is an emergency call 555-0100",
    "I'm driving with Focus turned on. I'll see your message when I get where I'm going.",
    "Your message has been received and we will get back to you shortly",
    "Msg & data rates may apply. Reply HELP for help.",
    "Estoy fuera de la oficina hasta el lunes",
    "Gracias por comunicarse con nosotros. Respuesta automática.",
  ])("is known by its words: %s", (text) => {
    expect(sign(text)).toBe("auto_reply");
  });

  it.each([
    "I will be out of town that day",
    "I'm driving, can I call you back?",
    "sorry I was at work, thank you for your message",
    "I can't reply right now",
    "yes thanks",
    "please do not text me",
    "my office is closed that day",
    "estoy de vacaciones esa semana, otro dia por favor",
  ])("is not who writes: %s", (text) => {
    expect(sign(text)).toBeUndefined();
  });

  it("is known by saying the same sentence for the third time in a day, and not by a short word", () => {
    const text = "We have your request and value it";
    expect(sign(text, { before: said(text, ago(60, 3600)) })).toBe("repeated");
    expect(sign(text, { before: said(text, ago(60)) })).toBeUndefined();
    expect(sign(text, { before: said(text, ago(60, 90_000)) })).toBeUndefined();
    expect(sign("ok", { before: said("ok", ago(60, 120, 180)) })).toBeUndefined();
  });

  it("is known by it though it wrote other things between, or wrote it in other letters", () => {
    const text = "We have your request";
    const before = [...said("and another thing", ago(30)), ...said("WE HAVE, your request!", ago(60, 120))];
    expect(sign(text, { before })).toBe("repeated");
    expect(sign(text, { before: said("we have another request", ago(30, 60)) })).toBeUndefined();
  });

  it("says the same again within a day, and a day later it is not the same", () => {
    const text = "We have your request";
    const second = (at: number) => sign(text, { before: said(text, [...ago(1), later(aTuesday, -at)]) });
    expect([second(86_400_000 - 1), second(86_400_000)]).toEqual(["repeated", undefined]);
  });

  it("is known by ten messages in ten minutes", () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ text: `${i}`, at: later(aTuesday, -i * 60_000) }));
    expect(sign("x", { before: many })).toBe("flood");
    expect(sign("x", { before: many.slice(1) })).toBeUndefined();
  });

  it("is known by three answers in a row that came within two seconds of what we sent", () => {
    const before = said("a", ago(100, 200));
    expect(sign("b", { before, sentAt: ago(1, 101, 201) })).toBe("instant");
    expect(sign("b", { before, sentAt: ago(1, 101, 230) })).toBeUndefined();
    expect(sign("b", { before: said("a", ago(100)), sentAt: ago(1, 101) })).toBeUndefined();
  });

  it.each([
    ["at the very moment", 0, "instant"],
    ["two seconds after", 2000, "instant"],
    ["a moment later than that", 2001, undefined],
    ["before anything had left", -1, undefined],
  ])("is at once what comes %s", (_, ms, expected) => {
    const sentAt = [later(aTuesday, -ms), ...ago(100, 200)];
    expect(sign("b", { before: said("a", ago(100, 200)), sentAt })).toBe(expected);
  });

  it("is known by its last three, however long it was a person and in whatever order they are told", () => {
    const sentAt = ago(1, 101, 201);
    expect(sign("b", { before: said("a", ago(200, 100, 5000)), sentAt })).toBe("instant");
    expect(sign("b", { before: said("a", ago(200, 50, 100)), sentAt })).toBeUndefined();
  });

  it("is suspected where an hour has brought it as many automatic answers as it may have", () => {
    expect([sign("x", { answers: 6 }), sign("x", { answers: 5 })]).toEqual(["loop", undefined]);
  });
});

describeWithSharedData("what people write", () => {
  it("is taken for a machine's in none of 3,600 crowd-written utterances", () => {
    const texts = sharedLines<{ text: string }>("03-sms/replies-clinc150.ndjson");
    expect(texts.filter(({ text }) => sign(text)).map(({ text }) => text)).toEqual([]);
  });
  it("is taken for it in none of 2,808 real texts (UCI)", () => {
    const texts = sharedLines<{ text: string }>("03-sms/uci-sms-with-segments.ndjson");
    expect(texts.length).toBeGreaterThan(2000);
    expect(texts.filter(({ text }) => sign(text)).map(({ text }) => text)).toEqual([]);
  });
});
