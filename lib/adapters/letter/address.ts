import { boxes } from "#lib/domain/letter/paper.ts";

/** Points: as large as fits. USPS takes 8 to 18 and advises 10 to 12; the sender's may be smaller. */
const sizes = { addressee: [11, 10, 9, 8], sender: [9, 8, 7, 6] };

/** Writes an address where its window shows it; false where it does not fit even in the smallest size. */
export function writeAddress(doc: PDFKit.PDFDocument, part: keyof typeof boxes, lines: string[]): boolean {
  const box = boxes[part];
  doc.font("regular");
  const size = sizes[part].find((points) => {
    doc.fontSize(points);
    const widest = Math.max(0, ...lines.map((line) => doc.widthOfString(line)));
    return widest <= box.width && lines.length * lineOf(points) <= box.height;
  });
  if (!size) return false;
  doc.fontSize(size);
  lines.forEach((line, i) => {
    doc.text(line.normalize("NFC"), box.x, box.y + i * lineOf(size), { lineBreak: false });
  });
  return true;
}

const lineOf = (size: number): number => size * 1.2;
