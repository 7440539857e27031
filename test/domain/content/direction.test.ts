import { expect, it } from "vitest";
import { directed } from "#lib/domain/content/direction.ts";
import type { Variant } from "#lib/domain/content/template.ts";

const mark = "\u200f";

it.each<[string, Variant["channel"], string, string, string]>([
  ["of a language from left to right stays", "sms", "en", "Hi أهلا", "Hi أهلا"],
  ["that begins with a letter of its own stays", "sms", "ar", "1. أهلا Ana", "1. أهلا Ana"],
  ["that begins with a Latin word is marked", "sms", "ar", "Oak أهلا", `${mark}Oak أهلا`],
  ["that begins with a value is marked", "push", "he", "{{ a }} שלום", `${mark}{{ a }} שלום`],
  ["of figures alone is marked", "sms", "ar", "12:30", `${mark}12:30`],
  ["that is spoken has no mark", "voice", "ar", "Oak أهلا", "Oak أهلا"],
  ["of an email without marks up is marked alike", "email", "ar", "Oak أهلا", `${mark}Oak أهلا`],
  ["of an email keeps values apart", "email", "en", "<p>{{ a }}</p>", "<p><bdi>{{ a }}</bdi></p>"],
  ["of an email is turned", "email", "fa", "<p>سلام</p>", '<div dir="rtl" lang="fa"><p>سلام</p></div>'],
  ["of an email says it itself", "email", "fa", '<div dir="rtl">سلام</div>', '<div dir="rtl">سلام</div>'],
  [
    "of a page is turned as a whole",
    "email",
    "ar",
    "<HTML><p>أهلا</p>",
    '<HTML dir="rtl" lang="ar"><p>أهلا</p>',
  ],
])("a text %s", (_, channel, language, body, made) => {
  expect(directed({ channel, language, body })).toBe(made);
});
