import type { Part } from "#lib/domain/operation.ts";
import type { Records } from "#lib/ports.ts";
import { pages } from "../every-item.ts";

/** How far each part of an operation has come, of those that were begun. */
export async function partsOf(records: Records, operationId: string): Promise<Part[]> {
  const found: Part[] = [];
  for await (const { data } of pages(records, { kind: "part", of: "operation", operationId }))
    found.push(data);
  return found;
}
