import { describe, expect, it } from "vitest";
import { syllablesOf } from "#lib/domain/content/reading/syllables.ts";

describe("syllables", () => {
  it.each([
    [
      "en",
      "didn't 2, don't 1, singer-songwriter 5, 911 1, medicine 3, refill 2, didn’t 2, It’ll 2, H1N1 2, area 3, acquire 3",
    ],
    [
      "es",
      "médico 3, SMS 1, guía 2, quiere 2, pingüino 3, ciudad 2, aéreo 4, leer 2, hoy 1, muy 1, respuesta 3, identificación 6",
    ],
    ["de", "Termin 2, Krankenhaus 3, Theater 3, quantitativ 4, neun 1"],
    ["fr", "beaucoup 2, médicament 4, parlent 1, question 2, vie 1"],
    ["it", "giorno 2, aiuto 3, qui 1, appuntamento 5, perché 2"],
    ["nl", "afspraak 2, nieuw 1, ziekenhuis 3, gezondheid 3"],
    ["pt", "saúde 3, não 1, coração 3, quem 1, informações 4"],
    ["ru", "здоровье 3, врач 1, лекарство 3"],
    ["hu", "gyógyszer 2, csillagos 3"],
  ])("in %s: %s", (language, said) => {
    const wanted = said.split(", ").map((one) => one.split(" "));
    expect(wanted.map(([word]) => [word, String(syllablesOf(word as string, language))])).toEqual(wanted);
  });
});
