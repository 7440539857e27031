import { describe, expect, it } from "vitest";
import { momentOf, type VariablesInput, variablesFor } from "#lib/domain/content/variables.ts";
import { aPolicy } from "#test/support/builders.ts";

const about = {
  appointmentId: "a",
  fingerprint: "f",
  start: "2026-06-02T13:30:00.000Z",
  timeZone: "America/New_York",
};

/** A policy of its own for each: what a customer says of itself is remembered with its policy. */
const variables = (more: Partial<VariablesInput> = {}) =>
  variablesFor({ given: "Ana", language: "en", policy: aPolicy({ clinicName: "Oak" }), about, ...more });

describe("what a template may name", () => {
  it("is the visit on its own clock, and not what is unknown", () => {
    expect(variables()).toEqual({
      patient: { given: "Ana" },
      visit: { date: "Tue, Jun 2", time: "9:30 AM", weekday: "Tuesday" },
      clinic: { name: "Oak", crisis: expect.stringContaining("988") },
    });
  });

  it("has no visit where there is none, and no date where there is no start", () => {
    expect(variables({ about: undefined })).not.toHaveProperty("visit");
    const { start: _, ...undated } = about;
    expect(variables({ about: { ...undated, locationName: "B" } }).visit).toEqual({ location: "B" });
  });

  it("says where, with whom and for what, as far as the EHR told", () => {
    const told = { locationName: "North", practitionerName: "Dr. Lee", visitType: "Follow-up" };
    expect(variables({ about: { ...about, ...told } }).visit).toMatchObject({
      location: "North",
      practitioner: "Dr. Lee",
      type: "Follow-up",
    });
  });

  it("takes a blank for nothing, since Liquid takes an empty text for true", () => {
    const blank = { locationName: " ", practitionerName: "", visitType: "\n" };
    const made = variables({
      given: " ",
      policy: aPolicy({ clinicName: "", clinicPhone: " ", crisis: { en: " " } }),
      about: { ...about, ...blank },
    });
    expect(made.patient).toEqual({});
    expect(made.clinic).toEqual({});
    expect(Object.keys(made.visit as object)).toEqual(["date", "time", "weekday"]);
  });

  it("names the clinic with its phone, the same for every message of a language", () => {
    const policy = aPolicy({ clinicName: "Oak", clinicPhone: "555-010-0199" });
    const english = variables({ policy }).clinic;
    expect(english).toMatchObject({ name: "Oak", phone: "555-010-0199" });
    expect(variables({ policy, given: "Bea" }).clinic).toBe(english);
    expect(variables({ policy, language: "es" }).clinic).not.toEqual(english);
  });

  it("says when the care team is back, on the clinic's clock", () => {
    const policy = aPolicy({ timeZone: "America/Chicago" });
    const awayUntil = "2026-06-03T13:00:00.000Z";
    expect(variables({ policy, awayUntil }).team).toEqual({ back: "Wednesday, 8:00 AM" });
    expect(variables({ policy })).not.toHaveProperty("team");
  });
});

describe("what to do in an emergency", () => {
  const saidIn = (language: string, more: Parameters<typeof aPolicy>[0] = {}) =>
    variables({ language, policy: aPolicy(more) }).clinic;
  const own = { "es-MX": "Llame al 066.", fr: "Appelez le 112." };

  it.each([
    ["in the language of the message", "es-MX", { crisis: own }, "Llame al 066."],
    ["in a shorter form of it", "fr-CA", { crisis: own }, "Appelez le 112."],
    ["else in the customer's language", "vi", { crisis: own, language: "fr" }, "Appelez le 112."],
    ["else in English", "vi", { language: "ko" }, "call 911"],
    ["in words of ours where the customer has none", "es", { crisis: own }, "llame al 911"],
    ["in the customer's words instead of ours", "en", { crisis: { en: "Ring 999." } }, "Ring 999."],
  ])("is said %s", (_, language, more, words) => {
    expect(saidIn(language, more)).toMatchObject({ crisis: expect.stringContaining(words) });
  });
});

describe("a moment as people read it", () => {
  it.each([
    ["2026-06-02T13:30:00.000Z", "es-MX", "mar 2 de jun", "9:30 a. m.", "martes"],
    ["2026-09-30T04:00:00.000Z", "es", "mié 30 de sep", "12:00 a. m.", "miércoles"],
    ["2026-12-06T17:05:00.000Z", "en-US", "Sun, Dec 6", "12:05 PM", "Sunday"],
    ["2026-06-03T03:59:00.000Z", "en", "Tue, Jun 2", "11:59 PM", "Tuesday"],
    ["2026-06-02T21:30:00.000Z", "ar", "الثلاثاء 2 يونيو", "5:30 م", "الثلاثاء"],
    ["2026-06-02T13:30:00.000Z", "zh", "2026-06-02", "09:30", "2026-06-02"],
  ])("is %s in %s: %s, %s", (start, language, date, time, weekday) => {
    expect(momentOf(start, "America/New_York", language)).toEqual({ date, time, weekday });
  });
});
