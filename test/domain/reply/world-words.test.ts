import { describe, expect, it } from "vitest";
import { plain } from "#lib/domain/reply/heard.ts";
import { understand } from "#lib/domain/reply/understand.ts";
import { worldOptOuts } from "#lib/domain/reply/world-opt-outs.ts";
import { worldAnswers } from "#lib/domain/reply/world-words.ts";

const asked = ["confirmed", "declined", "reschedule"];
const meaning = (text: string, language?: string) => understand(text, { asked, language }).meaning;

describe("a patient's own language", () => {
  it.each([
    ["Ja, ich komme. Danke!", "de", "confirmed"],
    ["Nein, ich kann leider nicht kommen", "de", "declined"],
    ["Oui, j’y serai", "fr-CA", "confirmed"],
    ["Não posso, desculpe", "pt-BR", "declined"],
    ["हाँ, धन्यवाद", "hi", "confirmed"],
    ["HAYIR", "tr", "declined"],
    ["ДА, СПАСИБО", "ru", "confirmed"],
    ["Không", "vi", "declined"],
    ["opo, salamat po", "fil", "confirmed"],
    ["네, 감사합니다", "ko", "confirmed"],
    ["好的。谢谢！", "zh-Hans-CN", "confirmed"],
    ["نعم، شكرا", "ar", "confirmed"],
    ["wi, mèsi", "ht", "confirmed"],
    ["Vorrei spostare", "it", "reschedule"],
  ])("%s (%s) is %s", (text, language, means) => {
    expect(meaning(text, language)).toBe(means);
  });

  it("is asked of nobody else: a word may mean something else there", () => {
    for (const text of ["ja", "oo", "да", "네", "sim"]) expect(meaning(text, "es")).toBe("unclear");
    expect(meaning("ja")).toBe("unclear");
  });

  it("leaves English and Spanish to everybody", () => {
    expect([meaning("yes", "zh"), meaning("no puedo", "de"), meaning("1", "ar")]).toEqual([
      "confirmed",
      "declined",
      "confirmed",
    ]);
  });

  it.each([
    ["Ja, leider nicht", "de"],
    ["oui mais non", "fr"],
    ["да нет", "ru"],
    ["Ja?", "de"],
    ["是吗？", "zh"],
    ["هل هذا صحيح؟", "ar"],
    ["है", "hi"],
    ["tudo bem", "pt"],
    ["po", "tl"],
  ])("hands over what may be both, a question or a courtesy: %s", (text, language) => {
    expect(meaning(text, language)).toBe("unclear");
  });

  it("has no word that answers in two ways", () => {
    for (const [language, table] of Object.entries(worldAnswers)) {
      const said = Object.values(table).flatMap((groups) =>
        Object.values(groups ?? {}).flatMap((rows) => rows.flatMap((row) => plain(row).split("|"))),
      );
      expect([language, said.length - new Set(said).size]).toEqual([language, 0]);
    }
  });

  it("writes each of its answers as the patient would, and is understood", () => {
    for (const [language, table] of Object.entries(worldAnswers))
      for (const [means, groups] of Object.entries(table))
        for (const word of Object.values(groups ?? {}).flatMap((rows) =>
          rows.flatMap((row) => row.split("|")),
        ))
          expect([language, word, meaning(word.replaceAll("_", " "), language)]).toEqual([
            language,
            word,
            means === "courtesy" ? "unclear" : means,
          ]);
  });
});

describe("opting out", () => {
  it.each(worldOptOuts)("is heard in every language, whatever the patient's own is: %s", (word) => {
    for (const text of [word, ` ${word.toUpperCase()}! `, word.normalize("NFD")])
      expect(meaning(text, "en")).toBe("stop");
  });
});
