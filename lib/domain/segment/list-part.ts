import * as z from "zod";
import { Instant } from "../words.ts";

/** A list of a million comes in parts of at most a megabyte, each a CSV with its own line of column names. */
export const mostParts = 2000;
export const mostPartBytes = 1_000_000;

/** So many rows in one record: it has some 200 KB then, of the 400 that a record may have. */
export const rowsPerRecord = 5000;

/** One uploaded part: what it came to. Its rows are beside it, in `records` records. */
export const ListPart = z.object({
  id: z.string(),
  part: z.int(),
  at: Instant,
  rows: z.int(),
  /** Patients it names, each once. */
  patients: z.int(),
  /** Rows left out, by why. */
  left: z.record(z.string(), z.int()),
  records: z.int(),
  /** Unix seconds: it is removed then. */
  removeAt: z.int(),
});
export type ListPart = z.infer<typeof ListPart>;

/** Whom rows name, and what is wrong with the others: ids, codes and lines, and nothing else of the customer's file. */
export type ListRows = {
  id: string;
  rows: [line: number, patientId: string][];
  faults: [line: number, code: string][];
  removeAt: number;
};

export const listPartId = (list: string, part: number): string => `${list}~${part}`;
/** At most a thousand records a part: more lines than a megabyte has. */
export const listRowsId = (list: string, part: number, n: number): string => `${list}~${part * 1000 + n}`;

/** Kept for a month, so that its report can be read. */
export const removedAt = (now: Instant): number => Math.floor(Date.parse(now) / 1000) + 30 * 86_400;
