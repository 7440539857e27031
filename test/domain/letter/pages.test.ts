import { describe, expect, it } from "vitest";
import { printed } from "#lib/adapters/letter/print.ts";
import { pagesOf } from "#lib/domain/letter/pages.ts";
import { aLetter } from "#test/support/letters.ts";

const english =
  "Please come to the clinic ten minutes before your visit, and bring a list of your medicines. ";
const spanish =
  "Por favor venga a la clínica diez minutos antes de su cita y traiga la lista de sus medicinas. ";

describe("how many pages a text will take", () => {
  /** The first sheet has 468 points for it (paper.ts), a later one 639; between blocks is six tenths of their size. */
  it.each([
    ["paragraphs of a line", "Please come.", "standard", 19],
    ["paragraphs of a line in large print", "Please come.", "large-print", 12],
    ["headings", "# Come", "standard", 16],
    ["paragraphs of 75 letters, a line each", "x".repeat(75), "standard", 19],
    ["items of 75 letters, which stand further in and take two lines", `- ${"x".repeat(75)}`, "standard", 11],
  ] as const)("is one for so many %s", (_, block, format, most) => {
    const of = (n: number, subject = "") => pagesOf(subject, Array(n).fill(block).join("\n\n"), format);
    expect([of(0), of(most), of(most + 1)]).toEqual([1, 1, 2]);
    expect(of(most, "Your visit"), "the subject stands above").toBe(2);
  });

  it("grows by a sheet for each that is full", () => {
    const of = (n: number) => pagesOf("", Array(n).fill("Please come.").join("\n\n"), "standard");
    expect([of(46), of(47), of(72), of(73)]).toEqual([2, 3, 3, 4]);
  });

  it.each([1, 6, 14, 20, 26])(
    "is told no lower than it is, and at most one higher, for %i sentences",
    async (n) => {
      for (const [sentence, format] of [
        [english, "standard"],
        [spanish, "standard"],
        [spanish, "large-print"],
      ] as const) {
        const body = `${sentence.repeat(n)}\n\n- ${sentence}\n- ${sentence}\n\n${sentence.repeat(n)}`;
        const made = await printed(aLetter({ body, format }));
        const guess = pagesOf("Your visit", body, format);
        const real = made.ok ? made.pages : 3;
        expect(guess - real, `${n} ${format}`).toBeGreaterThanOrEqual(0);
        expect(guess - real).toBeLessThanOrEqual(1);
      }
    },
  );
});
