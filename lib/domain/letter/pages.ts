import { bodyTop, type Format, lineHeight, margin, sheet, sizes } from "./paper.ts";
import { type Block, blocksOf } from "./prose.ts";

/** Of its size a letter of Noto Sans is this wide, over a text of English or Spanish; a little more than was measured. */
const letterWidth = 0.51;

/** How many sheets a text will take, about: the printer knows for sure, and refuses one too long (mostPages). */
export function pagesOf(subject: string, body: string, format: Format): number {
  const blocks = [...(subject ? blocksOf(`# ${subject}`) : []), ...blocksOf(body)];
  const height = blocks.reduce((sum, block) => sum + heightOf(block, format), 0);
  const bottom = sheet.height - margin.bottom;
  const later = height - (bottom - bodyTop.first);
  return 1 + Math.max(0, Math.ceil(later / (bottom - bodyTop.later)));
}

function heightOf(block: Block, format: Format): number {
  const { text, heading } = sizes[format];
  const size = block.kind === "heading" ? heading : text;
  const width = sheet.width - 2 * margin.side - (block.kind === "item" ? 1.6 * size : 0);
  const letters = block.runs.reduce((sum, run) => sum + run.text.length, 0);
  const lines = Math.max(1, Math.ceil((letters * letterWidth * size) / width));
  return lines * lineHeight(size, format) + 0.6 * size;
}
