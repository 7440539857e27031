import { describe, expect, it } from "vitest";
import { readOut, spokenLanguages, voiceFor, withEnding } from "#lib/domain/content/spoken.ts";

const clinic = { clinicPhone: "+12125550100", stopLine: "" };

describe("a call's end", () => {
  it.each([
    ["+12125550100", "2 1 2, 5 5 5, 0 1 0 0"],
    ["312-555-0199", "3 1 2, 5 5 5, 0 1 9 9"],
    ["+442079460018", "4 4 2 0 7 9 4 6 0 0 1 8"],
    ["911", "9 1 1"],
  ])("reads %s out as %s", (number, spoken) => {
    expect(readOut(number)).toBe(spoken);
  });

  it("says whom to call to stop the calls", () => {
    expect(withEnding("Hi.", "en-US", clinic)).toBe("Hi. To stop these calls, call 2 1 2, 5 5 5, 0 1 0 0.");
  });

  it.each([
    ["es", "Para no recibir más estas llamadas, llame al 9 1 1."],
    ["fr-CA", "Pour ne plus recevoir ces appels, appelez le 9 1 1."],
    ["pt", "Para não receber mais estas ligações, ligue para 9 1 1."],
  ])("names no key in %s where no line takes it", (language, said) => {
    expect(withEnding("x. \n", language, { clinicPhone: "911", stopLine: "" })).toBe(`x. ${said}`);
  });

  it("names the key where a line takes it", () => {
    const line = { ...clinic, stopLine: "+18335550143" };
    expect(withEnding("Hola.", "es", line)).toMatch(/llame al 8 3 3, 5 5 5, 0 1 4 3 y marque el 9\.$/);
  });

  it("stands inside of the marks", () => {
    expect(withEnding("<speak>Hi.</speak>\n", "en", clinic)).toMatch(/^<speak>Hi\. To stop .*\.<\/speak>$/);
  });

  it("is missing where there is no number, or no sentence in the language", () => {
    expect(withEnding("Hi.", "en", { clinicPhone: "", stopLine: "" })).toBeUndefined();
    expect(withEnding("Xin chào.", "vi", clinic)).toBeUndefined();
  });

  it.each(spokenLanguages)("is there in every language that has a voice: %s", (language) => {
    expect(voiceFor(language)).toMatch(/^[A-Z]+$/);
    expect(withEnding("x", language, { ...clinic, stopLine: "+18335550143" })).toMatch(/8 3 3.*9/);
  });
});
