import { describe } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { recordsContract } from "./records.contract.ts";

describe("records in memory", () => {
  const records = memoryRecords();
  recordsContract(() => ({
    records,
    tokens: records,
    tableName: "any",
    changes: async () => records.drain(),
  }));
});
