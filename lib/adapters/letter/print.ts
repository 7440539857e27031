import PDFDocument from "pdfkit";
import {
  bodyTop,
  corner,
  type Format,
  folds,
  lineHeight,
  margin,
  mostPages,
  sheet,
  sizes,
} from "#lib/domain/letter/paper.ts";
import { isPrintable } from "#lib/domain/letter/printable.ts";
import { type Block, blocksOf } from "#lib/domain/letter/prose.ts";
import type { Instant } from "#lib/domain/words.ts";
import { writeAddress } from "./address.ts";
import { fontFiles } from "./font-files.ts";

type Doc = PDFKit.PDFDocument;

export type Letter = {
  sender: string[];
  addressee: string[];
  reference: string;
  /** The day as the letter writes it, and the instant it was made. */
  day: string;
  at: Instant;
  language: string;
  format: Format;
  subject?: string;
  body: string;
};

/** `why` tells nothing of what the letter says. */
export type Printed =
  | { ok: true; pdf: Buffer; pages: number }
  | { ok: false; why: "script" | "too_long" | "address_too_wide" | "sender_too_wide" };

/** A letter as a PDF that prints as it is: one file for one letter, its fonts inside. */
export async function printed(letter: Letter): Promise<Printed> {
  const { format, subject, body } = letter;
  const blocks: Block[] = [
    ...(subject ? [{ kind: "heading" as const, runs: [{ text: subject.normalize("NFC") }] }] : []),
    ...blocksOf(body),
  ];
  const doc = paperFor(letter);
  if (!canShow(doc, [...letter.sender, ...letter.addressee, subject ?? "", body]))
    return { ok: false, why: "script" };
  if (!writeAddress(doc, "sender", letter.sender)) return { ok: false, why: "sender_too_wide" };
  if (!writeAddress(doc, "addressee", letter.addressee)) return { ok: false, why: "address_too_wide" };
  writeCorner(doc, letter);
  doc.x = margin.side;
  doc.y = bodyTop.first;
  for (const block of blocks) writeBlock(doc, block, format);
  const pages = doc.bufferedPageRange().count;
  if (pages > mostPages[format]) return { ok: false, why: "too_long" };
  finishPages(doc, letter);
  return { ok: true, pages, pdf: await bytesOf(doc) };
}

function paperFor({ at, language, reference }: Letter): Doc {
  const side = margin.side;
  const doc = new PDFDocument({
    size: [sheet.width, sheet.height],
    margins: { top: bodyTop.later, bottom: margin.bottom, left: side, right: side },
    bufferPages: true,
    lang: language,
    info: {
      Title: reference,
      Producer: "Followthrough",
      Creator: "Followthrough",
      CreationDate: new Date(at),
    },
    // Else it looks for Helvetica in files that no bundle carries.
    font: fontFiles.regular as unknown as string,
  });
  doc.registerFont("regular", fontFiles.regular);
  doc.registerFont("bold", fontFiles.bold);
  doc.font("regular");
  return doc;
}

type WithGlyphs = Doc & { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } };

/** Every letter of it is in the fonts, and of a script that is printed. */
function canShow(doc: Doc, texts: string[]): boolean {
  const { font } = (doc as WithGlyphs)._font;
  const letters = new Set([...texts.join("").normalize("NFC").replace(/\s/g, "")]);
  return [...letters].every(
    (letter) => isPrintable(letter) && font.hasGlyphForCodePoint(letter.codePointAt(0) as number),
  );
}

function writeCorner(doc: Doc, { day, reference, format }: Letter): void {
  const size = sizes[format].text;
  doc.font("regular").fontSize(size);
  doc.text(day, corner.x, corner.y, { width: corner.width });
  doc.text(reference, { width: corner.width });
}

function writeBlock(doc: Doc, block: Block, format: Format): void {
  const { text, heading } = sizes[format];
  const size = block.kind === "heading" ? heading : text;
  doc.fontSize(size);
  const lineGap = lineHeight(size, format) - doc.currentLineHeight();
  const indent = block.kind === "item" ? 1.6 * size : 0;
  if (block.kind === "item") writeMark(doc, block.mark, lineGap);
  doc.x = margin.side + indent;
  const width = sheet.width - 2 * margin.side - indent;
  block.runs.forEach((run, i) => {
    doc.font(run.bold || block.kind === "heading" ? "bold" : "regular");
    doc.text(run.text, { width, lineGap, continued: i < block.runs.length - 1 });
  });
  doc.x = margin.side;
  doc.y += block.kind === "item" ? 0.25 * size : 0.6 * size;
}

/** The mark stands beside the first line: on the next page where that has no room on this one. */
function writeMark(doc: Doc, mark: string, lineGap: number): void {
  doc.font("regular");
  const line = doc.currentLineHeight(true) + lineGap;
  if (doc.y + line > sheet.height - margin.bottom) doc.addPage();
  const { y } = doc;
  doc.text(mark, margin.side, y, { lineBreak: false });
  doc.y = y;
}

function finishPages(doc: Doc, { reference, format }: Letter): void {
  const { footer } = sizes[format];
  const { start, count } = doc.bufferedPageRange();
  for (let n = 0; n < count; n++) {
    doc.switchToPage(start + n);
    // What is written below the bottom margin would open another page.
    doc.page.margins.bottom = 0;
    doc.font("regular").fontSize(footer);
    const y = sheet.height - margin.footer;
    const width = sheet.width - 2 * margin.side;
    doc.text(reference, margin.side, y, { width, lineBreak: false });
    doc.text(`${n + 1} / ${count}`, margin.side, y, { width, align: "right" });
    for (const fold of folds)
      doc
        .moveTo(fold.x, fold.y)
        .lineTo(fold.x + fold.width, fold.y)
        .lineWidth(0.5)
        .stroke();
  }
}

function bytesOf(doc: Doc): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
    doc.end();
  });
}
