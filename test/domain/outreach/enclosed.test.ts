import { describe, expect, it } from "vitest";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { enclosed } from "#lib/domain/outreach/enclosed.ts";
import { type Reach, reachOf } from "#lib/domain/reach/reach.ts";
import { channels } from "#lib/domain/words.ts";
import { anOutreach, aPatient, aPolicy, aSituation, aTuesday, hours, later } from "#test/support/builders.ts";

const home = { id: "cp-home", channel: "letter", address: "1 Elm St", health: "ok" } as const;
const reach = reachOf(undefined, aPatient({ contactPoints: [home], language: "es" }), {});
const [address] = reach.addresses as [Reach["addresses"][number]];
const needed = (channel: (typeof channels)[number], more: Partial<Situation> = {}, at = address) =>
  enclosed(aSituation({ reach, ...more }), channel, { address: at, language: "es" });

describe("what a message needs beside its words", () => {
  it("is nothing on most channels", () => {
    const needy = channels.filter((channel) => Object.keys(needed(channel)).length > 0);
    expect(needy.toSorted()).toEqual(["letter", "staff-call"]);
  });

  it("is, on paper, whom it is to, and the day of the patient's own calendar in the letter's language", () => {
    const midnight = "2026-06-03T03:30:00.000Z";
    expect(needed("letter", { now: midnight })).toEqual({
      paper: { addressee: "Maria Lopez", at: midnight, day: "mar 2 de jun de 2026", format: "standard" },
    });
  });

  it("is, on paper to an address without a name, the patient's first name", () => {
    const { addressee: _, ...nameless } = address;
    expect(needed("letter", {}, nameless).paper?.addressee).toBe("Maria");
  });

  it.each([
    ["large-print", "large-print"],
    ["easy-read", "standard"],
  ] as const)("is, on paper for one who wants %s, the %s format", (format, printed) => {
    const who = { ...reach.who, format };
    expect(needed("letter", { reach: { ...reach, who } }).paper?.format).toBe(printed);
  });

  it("is, of a call, whose work it is, in which language, and by when: four hours", () => {
    expect(needed("staff-call", { policy: aPolicy({ replyQueue: "nurses" }) })).toEqual({
      call: { queue: "nurses", dueAt: later(aTuesday, hours(4)), speaks: "es" },
    });
  });

  it("is, of a call that has a clock of its own, due by that", () => {
    const outreach = anOutreach({ clocks: { "staff-call": "PT30M", sms: "PT1H" } });
    expect(needed("staff-call", { outreach }).call?.dueAt).toBe(later(aTuesday, hours(0.5)));
    const another = anOutreach({ clocks: { sms: "PT1H" } });
    expect(needed("staff-call", { outreach: another }).call?.dueAt).toBe(later(aTuesday, hours(4)));
  });
});
