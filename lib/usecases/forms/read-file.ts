import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/**
 * A picture that a patient sent, for a reason. The reading is written before the bytes leave, as a version with the
 * same data, so that the audit trail tells of it (45 CFR 164.312(b)).
 */
export function readFile(
  { records, files, clock }: Pick<Ports, "records" | "files" | "clock">,
  id: string,
  by: { actor: Actor; reason: string; cause?: string },
): Promise<Stored<"file"> & { bytes: Buffer }> {
  return retried(async (consistent) => {
    const [file, bytes] = await Promise.all([records.get("file", id, { consistent }), files.get(id)]);
    if (!file || !bytes) throw new Refusal("not_found");
    const event = { type: "file.read" as const, at: clock.now(), ...by };
    await records.save([{ kind: "file", id, expect: file.version, data: file.data, event }]);
    return { ...file, version: file.version + 1, event, bytes };
  });
}
