import { describe, expect, it } from "vitest";
import {
  csrfToken,
  isLive,
  needsRenewal,
  type Session,
  sessionId,
  sessionRemoval,
} from "#lib/domain/pages/session.ts";
import { aTuesday, hours, later, patientId } from "#test/support/builders.ts";

const minutes = (n: number): number => n * 60_000;
const session = (more: Partial<Session> = {}): Session => ({
  id: "ses_1",
  patientId,
  linkId: "lnk_1",
  opening: { page: "visit" },
  language: "en",
  startedAt: aTuesday,
  seenAt: aTuesday,
  removeAt: 0,
  ...more,
});

describe("a session", () => {
  it.each<[string, Partial<Session>, number, boolean]>([
    ["lives while its patient is there", {}, minutes(15) - 1, true],
    ["ends after a quarter of an hour without them", {}, minutes(15), false],
    ["lives on when they are busy", { seenAt: later(aTuesday, hours(3.9)) }, hours(4) - 1, true],
    ["ends after four hours, however busy", { seenAt: later(aTuesday, hours(3.9)) }, hours(4), false],
    ["ends when they say so", { endedAt: aTuesday }, 1, false],
  ])("%s", (_, more, ms, lives) => {
    expect(isLive(session(more), later(aTuesday, ms))).toBe(lives);
  });

  it.each([
    [minutes(2) - 1, false],
    [minutes(2), true],
  ])("that was seen %i ms ago is written again: %s", (ms, again) => {
    expect(needsRenewal(session(), later(aTuesday, ms))).toBe(again);
  });

  it("is forgotten a day after it was last seen, in whole Unix seconds", () => {
    expect(sessionRemoval("2026-06-02T14:00:00.999Z")).toBe(Date.parse("2026-06-03T14:00:00.000Z") / 1000);
  });

  it("is kept under its cookie's digest, which tells nothing of the token of its forms", () => {
    expect(sessionId("secret")).toMatch(/^[0-9a-z]{32}$/);
    expect(sessionId("secret")).not.toBe(sessionId("secreu"));
    expect(csrfToken("secret")).not.toBe(csrfToken("secreu"));
    expect(csrfToken("secret")).not.toBe(sessionId("secret"));
    expect(csrfToken("secret")).not.toBe(csrfToken(sessionId("secret")));
  });
});
