import { describe, expect, it } from "vitest";
import { sentencesOf, wordsOf } from "#lib/domain/content/reading/words.ts";

describe("sentences", () => {
  it.each([
    ["Dr. Lee is here. Come in.", 2],
    ["Come at 9 a. m. on Monday. Bring it.", 2],
    ["¿Puede venir? ¡Gracias!", 2],
    ["Reply 1 yes, 2 no. Then call us.", 2],
    ["Hi Ana,\n\nYour visit is today", 2],
    ["One line\ngoes on here.", 1],
    ["", 0],
  ])("of %j are %i", (text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });

  it.each([
    ["One is here. Two  is\nhere. Three.", ["One is here.", "Two is here.", "Three."]],
    ["Come in. Sit. Ask Dr. Lee. Go. ", ["Come in.", "Sit.", "Ask Dr. Lee.", "Go."]],
    ["See Mr. Lee and Mrs. Roe.", ["See Mr. Lee and Mrs. Roe."]],
    ["Hi Ana,\n \n\n Please come.", ["Hi Ana,", "Please come."]],
    [" \n\n ", []],
  ])("of %j are %j", (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});

describe("words", () => {
  it.each([
    ["Hi [patient.given], it's 10:30.", ["Hi", "[patient.given]", "it's", "10", "30"]],
    ["¿Cómo está la señora?", ["Cómo", "está", "la", "señora"]],
    ["follow-up - see", ["follow-up", "see"]],
    ["… !", []],
  ])("of %j are %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});
