/** A table for the terminal: the first column to the left, numbers to the right. */
export function table(head: string[], rows: (string | number)[][]): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? "").length)));
  const line = (row: string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  const rule = widths.map((w) => "─".repeat(w)).join("  ");
  return [line(cells[0] as string[]), rule, ...cells.slice(1).map(line)].join("\n");
}

/** `key 3 · other 1`, most first; a dash for nothing. */
export const counts = (of: Record<string, number | undefined>): string =>
  Object.entries(of)
    .filter(([, n]) => n)
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([name, n]) => `${name} ${n}`)
    .join(" · ") || "–";

/** One line that is written over as work goes on; silent where nobody watches. */
export function progressLine(total: number): (done: number, text: string) => void {
  const { stderr } = process;
  return (done, text) => {
    if (!stderr.isTTY) return;
    const share = Math.min(1, done / total);
    const bar = "█".repeat(Math.round(share * 30)).padEnd(30, "░");
    stderr.write(`\r\x1b[2K${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${text}`);
    if (share >= 1) stderr.write("\n");
  };
}
