import type { CsvRow } from "./csv.ts";

/** Beyond this a file is no list of patients. */
export const mostRows = 1_000_000;

export const listColumns = ["patientId", "reference"] as const;
type Column = (typeof listColumns)[number];

export type Named = { line: number; by: Column; value: string };
export type RowFault = { line: number; code: "ragged" | "empty" | "duplicate" | "unknown"; detail: string };

export type Header = { columns: number; index: number; by: Column };

/** Which column names the patient: our id, or the customer's own reference. Others are left alone. */
export function headerOf({ cells }: CsvRow): Header | undefined {
  const names = cells.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ""));
  const found = listColumns
    .map((by) => ({ by, index: names.indexOf(by.toLowerCase()), columns: cells.length }))
    .find(({ index }) => index >= 0);
  return found;
}

/** Who a row names, or what is wrong with it. */
export function namedBy({ columns, index, by }: Header, { line, cells }: CsvRow): Named | RowFault {
  if (cells.length !== columns)
    return {
      line,
      code: "ragged",
      detail: `This line has ${cells.length} cells where the first has ${columns}.`,
    };
  const value = cells[index]?.trim() ?? "";
  return value === ""
    ? { line, code: "empty", detail: `There is no ${by} in this line.` }
    : { line, by, value };
}

export const duplicate = (line: number): RowFault => ({
  ...{ line, code: "duplicate" },
  detail: "This patient stands in an earlier line too.",
});
