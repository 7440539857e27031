import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Letter, printed } from "#lib/adapters/letter/print.ts";
import { bodyTop, boxes, sheet, shown, slack, windows } from "#lib/domain/letter/paper.ts";
import { aLetter, holds, readBack, textOf, touches } from "#test/support/letters.ts";

async function made(more: Partial<Letter> = {}) {
  const result = await printed(aLetter(more));
  if (!result.ok) throw new Error(result.why);
  return { ...result, prints: await readBack(result.pdf) };
}

const why = async (more: Partial<Letter>): Promise<string> => {
  const result = await printed(aLetter(more));
  return result.ok ? "printed" : result.why;
};

const inch = 72;
/** However the folded sheet lies in the envelope. */
const slid = fc.record({
  x: fc.double({ min: 0, max: slack.x, noNaN: true }),
  y: fc.double({ min: 0, max: slack.y, noNaN: true }),
});

describe("through the windows of a #10 envelope", () => {
  it("stand where the maker cut them: 1 × 4 inches below, 7/8 × 3 1/4 above, 5/8 from the left", () => {
    const envelope = 4.125 * inch;
    expect(envelope - windows.addressee.y - windows.addressee.height).toBeCloseTo(inch);
    expect(envelope - windows.sender.y - windows.sender.height).toBeCloseTo(2.375 * inch);
    expect([windows.addressee.x, windows.sender.x]).toEqual([0.625 * inch, 0.625 * inch]);
    expect([slack.x, slack.y]).toEqual([inch, expect.closeTo((4.125 - 11 / 3) * inch)]);
  });

  it.each(["standard", "large-print"] as const)("shows names and addresses alone, in %s", async (format) => {
    const { sender, addressee } = aLetter();
    const { prints } = await made({ format });
    const first = prints.filter(({ page }) => page === 1);
    const seen = first.filter(({ text }) => !sender.includes(text) && !addressee.includes(text));
    expect(seen.length).toBeGreaterThan(4);
    fc.assert(
      fc.property(slid, fc.constantFrom(...Object.values(windows)), (by, window) => {
        for (const print of seen) expect(touches(shown(window, by), print), print.text).toBe(false);
      }),
    );
  });

  it.each([
    ["two lines", ["Bo Li", "Boston MA 02108"]],
    [
      "five lines",
      [
        "María de los Ángeles Núñez",
        "Riverside Towers",
        "123 N Main St",
        "Apt 1204",
        "Chicago IL 60601-1234",
      ],
    ],
    ["a long name", ["Maximiliane-Friederike von Hohenstein-Wittgenau", "1 Elm St", "Boston MA 02108"]],
  ])("shows all of an address of %s, wherever a resting sheet slid", async (_, addressee) => {
    const { prints } = await made({ addressee });
    const lines = addressee.map((line) => prints.find(({ text }) => text === line));
    expect(lines.every((line) => line !== undefined && line.size >= 8)).toBe(true);
    fc.assert(
      fc.property(slid, ({ x }) => {
        const window = shown(windows.addressee, { x, y: slack.y });
        for (const line of lines) expect(line && holds(window, line), line?.text).toBe(true);
      }),
    );
  });

  it("shows street and place even where the sheet was pushed up", async () => {
    const { prints } = await made();
    const window = shown(windows.addressee, { x: 0, y: 0 });
    for (const line of ["Apt 4", "Chicago IL 60601-1234"]) {
      const print = prints.find(({ text }) => text === line);
      expect(print && holds(window, print), line).toBe(true);
    }
  });

  it("keeps an eighth of an inch clear around both addresses", () => {
    for (const part of ["sender", "addressee"] as const) {
      const resting = shown(windows[part], { x: slack.x, y: slack.y });
      const eighth = inch / 8;
      expect(boxes[part].y - resting.y).toBeCloseTo(eighth);
      expect(resting.x + resting.width - boxes[part].x - boxes[part].width).toBeCloseTo(eighth);
    }
  });
});

describe("a letter", () => {
  it("says its day, its reference and its words, begins below the windows, and numbers its pages", async () => {
    const { prints, pages } = await made({ body: `${"Words that fill a page. ".repeat(150)}\n\nThe end.` });
    expect(pages).toBe(2);
    for (const page of [1, 2]) {
      const own = prints.filter((print) => print.page === page);
      expect(textOf(own)).toContain(`${page} / 2`);
      expect(textOf(own)).toContain("K3F9-2QXZ");
    }
    expect(textOf(prints)).toContain("Tue, Jun 2, 2026");
    expect(textOf(prints)).toContain("The end.");
    const heading = prints.find(({ text }) => text === "Your visit");
    expect(heading?.y).toBeGreaterThan(bodyTop.first - 10);
    for (const print of prints) {
      expect(print.x).toBeGreaterThan(0.5 * inch);
      expect(print.x + print.width).toBeLessThan(sheet.width - 0.5 * inch);
      expect(print.y + print.height).toBeLessThan(sheet.height - 0.25 * inch);
    }
  });

  it("in large print has nothing below 18 points but the addresses, which a window holds", async () => {
    const { sender, addressee } = aLetter();
    const { prints, pages } = await made({ format: "large-print", body: "A line. ".repeat(160) });
    expect(pages).toBe(2);
    const small = prints.filter(({ size }) => size < 18).map(({ text }) => text);
    expect(small).toEqual([...sender, ...addressee]);
  });

  it("shows accents of Latin languages, Greek and Cyrillic as they are", async () => {
    const body = "¿Cómo está? Việt Nam, Łódź, Ñandú, Škoda, œuvre, ßtraße, Αθήνα, Київ, n\u0303";
    expect(textOf((await made({ body })).prints)).toContain(body.normalize("NFC"));
  });

  it.each([
    ["Arabic", { body: "مرحبا" }, "script"],
    ["Chinese in a name", { addressee: ["李明", "1 Elm St", "Boston MA 02108"] }, "script"],
    ["a picture of a smile", { body: "See you 🙂" }, "script"],
    ["a third page", { body: "Words that fill pages. ".repeat(400) }, "too_long"],
    [
      "a name wider than the window",
      { addressee: ["W".repeat(60), "1 Elm St", "Boston MA 02108"] },
      "address_too_wide",
    ],
    ["a return address wider than its window", { sender: ["W".repeat(60), "Chicago"] }, "sender_too_wide"],
  ])("is refused for %s, and not printed with holes", async (_, more, expected) => {
    expect(await why(more)).toBe(expected);
  });

  it("is the same file, byte for byte, for the same letter", async () => {
    const [a, b] = await Promise.all([made(), made()]);
    expect(a.pdf.equals(b.pdf)).toBe(true);
  });

  it("carries its fonts inside and tells nobody's name in its properties", async () => {
    const { pdf } = await made();
    const raw = pdf.toString("latin1");
    expect(raw).toContain("/FontFile2");
    expect(raw).not.toMatch(/Mar|Muñoz|visit/);
  });

  it("whatever is written in it, is printed or refused", { timeout: 20_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), fc.string(), async (body, subject) => {
        const result = await printed(aLetter({ body, subject }));
        expect(result.ok || result.why === "script" || result.why === "too_long").toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
