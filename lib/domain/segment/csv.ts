/** One line as it stands in the file, from 1; `cells` as RFC 4180 has them. */
export type CsvRow = { line: number; cells: string[] };

export class CsvFault extends Error {
  readonly line: number;
  constructor(line: number, detail: string) {
    super(detail);
    this.line = line;
  }
}

const longestCell = 10_000;

/**
 * A file as it comes, chunk by chunk, in rows: RFC 4180 with LF, CR or CRLF, quotes, a byte-order mark and empty lines,
 * which are left out. Holds one row at a time. Throws `CsvFault` for a quote that is never closed and a cell that is too
 * long to be one. Our own 50 lines: csv-parse 7 is a Node stream, which neither a rule nor a browser page can hold.
 */
export class CsvReader {
  #line = 1;
  #begunAt = 1;
  #cells: string[] = [];
  #cell = "";
  /** Inside quotes; after a quote that may end them; outside. */
  #state: "plain" | "quoted" | "closing" = "plain";
  #afterReturn = false;
  #first = true;

  *read(chunk: string): Generator<CsvRow> {
    const text = this.#first ? chunk.replace(/^\uFEFF/, "") : chunk;
    if (chunk !== "") this.#first = false;
    for (const letter of text) {
      const row = this.#take(letter);
      if (row) yield row;
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#state === "quoted")
      throw new CsvFault(this.#begunAt, "A quote is opened here and never closed.");
    const row = this.#endRow();
    if (row) yield row;
  }

  #take(letter: string): CsvRow | undefined {
    const afterReturn = this.#afterReturn;
    this.#afterReturn = letter === "\r";
    const newLine = letter === "\r" || (letter === "\n" && !afterReturn);
    if (this.#state === "quoted") {
      if (newLine) this.#line += 1;
      if (letter === '"') this.#state = "closing";
      else this.#add(letter);
      return undefined;
    }
    if (letter === '"') {
      // Twice within quotes is the letter itself; at the start of a cell it opens them.
      if (this.#state === "closing") this.#add(letter);
      if (this.#state === "closing" || this.#cell === "") this.#state = "quoted";
      else this.#add(letter);
      return undefined;
    }
    if (letter === "\n" && afterReturn) return undefined;
    if (newLine) {
      const row = this.#endRow();
      this.#line += 1;
      this.#begunAt = this.#line;
      return row;
    }
    if (letter === ",") this.#endCell();
    else {
      // What follows a closing quote is plain again: a stray quote in it must not swallow the rows to come.
      this.#state = "plain";
      this.#add(letter);
    }
    return undefined;
  }

  #add(letter: string): void {
    this.#cell += letter;
    if (this.#cell.length > longestCell) throw new CsvFault(this.#begunAt, "A cell is too long to be one.");
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "plain";
  }

  #endRow(): CsvRow | undefined {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    return cells.length === 1 && cells[0]?.trim() === "" ? undefined : { line: this.#begunAt, cells };
  }
}
