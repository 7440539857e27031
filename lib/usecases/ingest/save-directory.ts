import type { By } from "#lib/domain/ingest/by.ts";
import { directoryFrom, newDirectoryId } from "#lib/domain/ingest/fact-from.ts";
import { namesOf } from "#lib/domain/ingest/patient-from.ts";
import type { DirectoryInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { retried } from "../retry.ts";
import { eventOf, expectVersion, expectZone, type IngestPorts, type Saved } from "./change.ts";
import { newAliases, targetsOf } from "./names.ts";

/** Creates or updates a location or practitioner. Throws `not_found`, `stale_version`, `validation_failed`, `busy`. */
export async function saveDirectoryEntry(
  ports: IngestPorts,
  input: DirectoryInput,
  by: By,
): Promise<Saved<"directory">> {
  expectZone(input.timeZone);
  const names = namesOf(input).map((name) => ({ noun: input.type, name }));
  const newId = newDirectoryId(input.type, namesOf(input), names.length === 0 ? ports.ids.unique() : "");
  return retried(async (consistent) => {
    const targets = await targetsOf(ports.records, names, { consistent });
    const id = by.id ?? targets.find((target) => target !== undefined) ?? newId;
    const previous = await ports.records.get("directory", id, { consistent });
    expectVersion(by, previous);
    const data = directoryFrom(id, input);
    if (previous && (previous.data.sourceDigest === data.sourceDigest || by.onlyIfNew))
      return { record: previous, outcome: "unchanged" as const };
    const expect = previous?.version ?? 0;
    const event = eventOf(ports, by, "directory.updated");
    const free = names.filter((_, i) => targets[i] === undefined);
    await ports.records.save([
      { kind: "directory", id, expect, data, event },
      ...newAliases(ports, by, id, free),
    ]);
    const record: Stored<"directory"> = { kind: "directory", id, version: expect + 1, data, event };
    return { record, outcome: previous ? ("updated" as const) : ("created" as const) };
  });
}
