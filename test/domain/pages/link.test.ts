import { describe, expect, it } from "vitest";
import {
  afterAnswer,
  codeDigest,
  codeLife,
  isProven,
  type Link,
  linkId,
  linkLife,
  maySendAgain,
  mostGuesses,
  mostResends,
  Opening,
  PageName,
  recentOf,
  removalOf,
  roundAfter,
  standingOf,
  Token,
} from "#lib/domain/pages/link.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { aTuesday, days, hours, later, patientId } from "#test/support/builders.ts";

const link = (more: Partial<Link> = {}): Link => ({
  id: "lnk_1",
  patientId,
  outreachId: "out_1",
  channel: "sms",
  addressId: "adr_1",
  category: "appointments",
  language: "en",
  opening: { page: "visit" },
  createdAt: aTuesday,
  expiresAt: later(aTuesday, days(14)),
  status: "open",
  failed: 0,
  again: [],
  codes: [],
  removeAt: 0,
  ...more,
});
const expired = later(aTuesday, days(14));

describe("a link", () => {
  it.each([
    ["open", "open", later(expired, -1), "open"],
    ["expired at the very millisecond", "open", expired, "expired"],
    ["used for ever", "used", later(expired, 1), "used"],
    ["locked for ever", "locked", later(expired, 1), "locked"],
  ] as const)("is %s", (_, status, now, standing) => {
    expect(standingOf(link({ status }), now)).toBe(standing);
  });

  it("opens longest where there is only to read, and shortest where a reading is asked for", () => {
    expect(linkLife.read).toBe("P30D");
    expect(linkLife["check-in"]).toBe("P3D");
    for (const page of PageName.options) expect(durationMs(linkLife[page])).toBeGreaterThan(0);
  });

  it("is remembered for 90 days after it expired, so that its message can be opted out of (16 CFR 316.5)", () => {
    expect(removalOf("2026-06-01T00:00:00.999Z")).toBe(Date.parse("2026-08-30T00:00:00.000Z") / 1000);
  });

  it.each([
    ["22 letters, figures, - and _", "abcdefghijklmnopqrs-_9", true],
    ["21 of them", "abcdefghijklmnopqrs-_", false],
    ["23 of them", "abcdefghijklmnopqrs-_90", false],
    ["another sign among them", "abcdefghijklmnopqrs-_.", false],
    ["a line more", "abcdefghijklmnopqrs-_9\n", false],
  ])("has a token of 16 bytes in base64url: %s", (_, token, is) => {
    expect(Token.safeParse(token).success).toBe(is);
  });

  it("is kept under its token's digest, which is no code's", () => {
    // Links of messages already sent are found by it after every upgrade.
    expect(linkId("secret")).toBe("prna02ksjttswadpkq2p6a1jr2hbvweq");
    expect(linkId("secret")).not.toBe(linkId("secreu"));
    expect(codeDigest({ id: "a" }, "123456")).not.toBe(codeDigest({ id: "b" }, "123456"));
    expect(codeDigest({ id: "a" }, "123456")).not.toBe(codeDigest({ id: "a" }, "123457"));
  });

  it.each([
    [{ page: "form", ref: "r".repeat(128), round: 9 }, true],
    [{ page: "form", ref: "r".repeat(129) }, false],
    [{ page: "form", round: 10 }, false],
    [{ page: "form", round: -1 }, false],
    [{ page: "home" }, false],
    [{ page: "form", also: 1 }, false],
  ])("opens what it names: %j is %s", (opening, fits) => {
    expect(Opening.safeParse(opening).success).toBe(fits);
  });
});

describe("who opens a link is recognised", () => {
  const birthDate = "1962-03-27";
  const until = later(aTuesday, durationMs(codeLife));
  const coded = link({ code: { digest: codeDigest({ id: "lnk_1" }, "123456"), until } });

  it.each([
    ["by the birth date that is known", { birthDate }, { birthDate }, true],
    ["by no other", { birthDate }, { birthDate: "1962-03-28" }, false],
    ["by none where none is known", {}, { birthDate }, false],
  ])("%s", (_, known, proof, is) => {
    expect(isProven(coded, known, proof, aTuesday)).toBe(is);
  });

  it.each([
    ["by the code that was sent", coded, "123456", later(until, -1), true],
    ["by no other code", coded, "123457", aTuesday, false],
    ["by no code after ten minutes", coded, "123456", until, false],
    ["by no code where none was sent", link(), "123456", aTuesday, false],
    ["by no code of another link", { ...coded, id: "lnk_2" }, "123456", aTuesday, false],
  ])("%s", (_, of, code, now, is) => {
    expect(isProven(of, { birthDate }, { code }, now)).toBe(is);
  });

  it("opens once, and its code with it", () => {
    const { code: _, ...rest } = coded;
    expect(afterAnswer(coded, true)).toEqual({ ...rest, status: "used" });
  });

  it("locks after the last wrong answer, and keeps its code until then", () => {
    const nearly = { ...coded, failed: mostGuesses - 2 };
    const last = afterAnswer(nearly, false);
    expect(last).toEqual({ ...coded, failed: mostGuesses - 1, status: "open" });
    expect(afterAnswer(last, false)).toMatchObject({ failed: mostGuesses, status: "locked" });
  });
});

describe("a link sends itself again", () => {
  const now = later(expired, days(3));
  const asked = (...ago: number[]): Pick<Link, "again"> => ({ again: ago.map((ms) => later(now, -ms)) });
  const ofRound = (round: number): Pick<Link, "opening"> => ({ opening: { page: "visit", round } });

  it.each<[string, Partial<Link>, boolean]>([
    ["once it expired", {}, true],
    ["once it was used", { status: "used" }, true],
    ["once it was locked", { status: "locked" }, true],
    ["not while it is open", { expiresAt: later(now, 1) }, false],
    ["a third time in a day", asked(1, 2), true],
    ["not a fourth time in a day", asked(1, 2, 3), false],
    ["again when a day went by", asked(1, 2, hours(24)), true],
    ["not within that day", asked(1, 2, hours(24) - 1), false],
    ["locked in the second round: a third is left", { status: "locked", ...ofRound(1) }, true],
    ["not locked in the third round", { status: "locked", ...ofRound(2) }, false],
    ["expired in the third round", ofRound(2), true],
    ["not in a fourth", ofRound(3), false],
  ])("%s", (_, more, may) => {
    expect(maySendAgain(link(more), now)).toBe(may);
  });

  it.each([
    ["open", undefined, 0],
    ["used", 2, 2],
    ["locked", undefined, 1],
    ["locked", 2, 3],
  ] as const)("and after a round that ended %s, the %s-th, comes round %i", (status, round, next) => {
    const opening: Opening = { page: "visit", ...(round !== undefined && { round }) };
    expect(roundAfter(link({ status, opening }))).toBe(next);
  });

  it("and counts what was asked for within a day", () => {
    expect(mostResends).toBe(3);
    expect(recentOf([later(now, -hours(24)), later(now, -hours(23))], now)).toEqual([later(now, -hours(23))]);
  });
});
