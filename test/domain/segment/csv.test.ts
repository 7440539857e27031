import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvFault, CsvReader, type CsvRow } from "#lib/domain/segment/csv.ts";

/** What a reader makes of a file that comes in these chunks. */
function read(...chunks: string[]): CsvRow[] {
  const reader = new CsvReader();
  return [...chunks.flatMap((chunk) => [...reader.read(chunk)]), ...reader.end()];
}
const cellsOf = (...chunks: string[]): string[][] => read(...chunks).map(({ cells }) => cells);

function faultOf(text: string): CsvFault {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CsvFault) return error;
  }
  throw new Error("It was read.");
}

describe("a CSV file (RFC 4180, section 2)", () => {
  it.each([
    [
      "1: rows end with CRLF",
      "aaa,bbb\r\nzzz,yyy\r\n",
      [
        ["aaa", "bbb"],
        ["zzz", "yyy"],
      ],
    ],
    ["1: or with LF", "aaa\nzzz\n", [["aaa"], ["zzz"]]],
    ["1: or with CR", "aaa\rzzz\r", [["aaa"], ["zzz"]]],
    [
      "2: the last row need not end",
      "aaa,bbb\r\nzzz,yyy",
      [
        ["aaa", "bbb"],
        ["zzz", "yyy"],
      ],
    ],
    ["4: a last comma begins one more cell", "aaa,\r\n", [["aaa", ""]]],
    ["4: spaces belong to the cell", " aaa , bbb", [[" aaa ", " bbb"]]],
    ["5: quotes are no part of the cell", '"aaa","bbb"', [["aaa", "bbb"]]],
    ["5: a cell may be quoted beside one that is not", '"aaa",bbb', [["aaa", "bbb"]]],
    ["5: a quote within a cell that has none around it", 'a 5" pipe,"b', undefined],
    ["5: the same, closed by nothing", 'a 5" pipe,b', [['a 5" pipe', "b"]]],
    ["6: quotes hold commas and line breaks", '"a,b\r\nc","d\ne"', [["a,b\r\nc", "d\ne"]]],
    ["7: a quote within quotes stands twice", '"b""bb",c', [['b"bb', "c"]]],
    ["7: also first and last", '"""b"""', [['"b"']]],
    ["7: an empty one between commas", 'a,"",c', [["a", "", "c"]]],
  ])("%s", (_, text, cells) => {
    if (cells) expect(cellsOf(text)).toEqual(cells);
    else expect(() => read(text)).toThrow("never closed");
  });

  it.each([
    ["nothing at all", "", []],
    ["an empty line", "a\n\nb", [["a"], ["b"]]],
    ["a line of spaces", "a\r\n  \r\nb", [["a"], ["b"]]],
    [
      "a line of commas, which has cells",
      "a,b\n,\n",
      [
        ["a", "b"],
        ["", ""],
      ],
    ],
  ])("leaves out empty lines alone: %s", (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it("is read without the byte-order mark at its beginning, and with one anywhere else", () => {
    expect(cellsOf("\uFEFFa\n\uFEFFb")).toEqual([["a"], ["\uFEFFb"]]);
    expect(cellsOf("", "\uFEFFa\n", "\uFEFFb")).toEqual([["a"], ["\uFEFFb"]]);
    expect(cellsOf("a\n\uFEFFb")).toEqual([["a"], ["\uFEFFb"]]);
  });

  it("loses no row to a stray quote behind a closed one: it is a letter there", () => {
    expect(cellsOf('"a"b"c\nx\n"d"e"f\n')).toEqual([['ab"c'], ["x"], ['de"f']]);
    expect(cellsOf('"Ann" "Lee",1')).toEqual([['Ann "Lee"', "1"]]);
  });

  it("tells where each row begins, by lines as an editor counts them", () => {
    expect(read('a\r\n\r\n"b\r\nb\nb\rb"\rc\nd').map(({ line }) => line)).toEqual([1, 3, 7, 8]);
    expect(read("\na")).toEqual([{ line: 2, cells: ["a"] }]);
  });

  it("is refused where a quote is never closed, by the line that opens it", () => {
    const { line, message } = faultOf('a\nb\n"c\nd\n');
    expect([line, message]).toEqual([3, "A quote is opened here and never closed."]);
  });

  it("has cells of 10,000 letters and none longer", () => {
    expect(cellsOf(`${"x".repeat(10_000)},y`)[0]?.[0]).toHaveLength(10_000);
    for (const cell of ["x".repeat(10_001), `"${"x".repeat(10_001)}"`]) {
      const { line, message } = faultOf(`a\n${cell}\n`);
      expect([line, message]).toEqual([2, "A cell is too long to be one."]);
    }
  });
});

type Written = { cell: string; quoted: boolean };
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const written = (row: Written[]): string =>
  row.map(({ cell, quoted: all }) => (all || /[",\r\n]/.test(cell) ? quoted(cell) : cell)).join(",");

describe("any rows that were written as CSV", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", " ", '"', ",", "\r", "\n", "é", "😀"), maxLength: 6 });
  const row = fc
    .array(fc.record({ cell, quoted: fc.boolean() }), { minLength: 1, maxLength: 4 })
    .filter(([first, ...others]) => others.length > 0 || first?.cell.trim() !== "");
  const breaks = fc.constantFrom("\n", "\r", "\r\n");

  it("are read back the same, with their lines, wherever the file is cut in chunks", () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        breaks,
        fc.array(fc.nat({ max: 60 })),
        (rows, ending, places) => {
          const lines = rows.map((one) => written(one) + ending);
          const text = lines.join("");
          const cuts = [0, ...places.sort((a, b) => a - b), text.length];
          const chunks = cuts.map((from, n) => text.slice(from, cuts[n + 1]));
          const lineOf = (n: number) =>
            lines
              .slice(0, n)
              .join("")
              .split(/\r\n|\r|\n/).length;
          expect(read(...chunks.slice(0, -1))).toEqual(
            rows.map((one, n) => ({ line: lineOf(n), cells: one.map((written) => written.cell) })),
          );
        },
      ),
    );
  });
});
