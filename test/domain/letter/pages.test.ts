import { describe, expect, it } from "vitest";
import { printed } from "#lib/adapters/letter/print.ts";
import { pagesOf } from "#lib/domain/letter/pages.ts";
import { aLetter } from "#test/support/letters.ts";

const english =
  "Please come to the clinic ten minutes before your visit, and bring a list of your medicines. ";
const spanish =
  "Por favor venga a la clínica diez minutos antes de su cita y traiga la lista de sus medicinas. ";

describe("how many pages a text will take", () => {
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
