import { getDocumentProxy } from "unpdf";
import type { Letter } from "#lib/adapters/letter/print.ts";
import { type Box, sheet } from "#lib/domain/letter/paper.ts";

export const aLetter = (more: Partial<Letter> = {}): Letter => ({
  sender: ["Riverside Health", "1 River Rd", "Chicago IL 60601"],
  addressee: ["María Muñoz", "123 N Main St", "Apt 4", "Chicago IL 60601-1234"],
  reference: "K3F9-2QXZ",
  day: "Tue, Jun 2, 2026",
  at: "2026-06-02T14:00:00.000Z",
  language: "en",
  format: "standard",
  subject: "Your visit",
  body: "Dear María,\n\nplease come **on time**.\n\n- your card\n- your medicines",
  ...more,
});

/** A stretch of print: from its upper left corner, as `paper.ts` counts, with the size of its letters. */
export type Print = Box & { page: number; text: string; size: number };

/** What stands on each page, read back by another library than the one that wrote it. */
export async function readBack(pdf: Buffer): Promise<Print[]> {
  const file = await getDocumentProxy(new Uint8Array(pdf));
  const prints: Print[] = [];
  for (let page = 1; page <= file.numPages; page++) {
    const { items } = await (await file.getPage(page)).getTextContent();
    for (const item of items) {
      if (!("str" in item) || item.str.trim() === "") continue;
      const [, , , size, x, base] = item.transform as number[] as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      // Noto Sans: no letter is higher above its line than 1.07 of its size, none deeper below than 0.3.
      const y = sheet.height - base - 1.07 * size;
      prints.push({ page, text: item.str, size, x, y, width: item.width, height: 1.37 * size });
    }
  }
  return prints;
}

export const textOf = (prints: Print[]): string => prints.map(({ text }) => text).join(" ");

export const touches = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const holds = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
