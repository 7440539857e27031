import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { find } from "../read/find.ts";
import { type Reading, readOnRecord } from "../read/on-record.ts";

/** A picture that a patient sent, for a reason. Throws `not_found`. */
export async function readFile(
  ports: Pick<Ports, "records" | "files" | "clock">,
  id: string,
  by: Reading,
): Promise<Stored<"file"> & { bytes: Buffer }> {
  const bytes = await ports.files.get(id);
  if (!bytes) throw new Refusal("not_found");
  const look = (how: { consistent: boolean }) => find(ports.records, "file", id, how);
  return { ...(await readOnRecord(ports, look, { type: "file.read", ...by })), bytes };
}
