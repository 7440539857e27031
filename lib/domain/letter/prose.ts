/** A stretch of text in one face. */
export type Run = { text: string; bold?: true };
export type Block =
  | { kind: "heading" | "paragraph"; runs: Run[] }
  | { kind: "item"; mark: string; runs: Run[] };

const heading = /^#{1,3}\s+/;
const item = /^(?:[-*]|(\d{1,2})[.)])\s+/;

/**
 * A letter's text as it is written: paragraphs between blank lines, `# heading`, `- item`, `1. item`, `**bold**` and
 * `[words](https://…)`. Paper has no links, so an address is printed after its words. All else stands for itself.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.normalize("NFC").split(/\n\s*\n/)) {
    let open: string[] = [];
    const close = () => {
      if (open.length > 0) blocks.push({ kind: "paragraph", runs: runsOf(open.join(" ")) });
      open = [];
    };
    for (const line of part.split("\n").map((l) => l.trim())) {
      const marked = marker(line);
      if (!marked) {
        if (line) open.push(line);
        continue;
      }
      close();
      blocks.push(marked);
    }
    close();
  }
  return blocks;
}

function marker(line: string): Block | undefined {
  if (heading.test(line)) return { kind: "heading", runs: runsOf(line.replace(heading, "")) };
  const listed = item.exec(line);
  if (!listed) return undefined;
  return {
    kind: "item",
    mark: listed[1] ? `${listed[1]}.` : "•",
    runs: runsOf(line.slice(listed[0].length)),
  };
}

const link = /\[([^\]\n]+)\]\((https:\/\/[^\s)]+)\)/g;

function runsOf(line: string): Run[] {
  const printed = line.replace(link, (_, words: string, url: string) =>
    words.trim() === url ? url : `${words} (${url})`,
  );
  return printed
    .split(/\*\*(?=\S)(.+?)(?<=\S)\*\*/)
    .map((text, i): Run => (i % 2 === 1 ? { text, bold: true } : { text }))
    .filter(({ text }) => text !== "");
}
