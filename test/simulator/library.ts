import { movableClock } from "#lib/adapters/local/clock.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { TemplateDraft } from "#lib/domain/content/template.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { seedLibrary } from "../../bin/local/clinic.ts";
import type { LocalSystem } from "../../bin/local/system.ts";

/** In every message that leaves; where it shows up in a log, a text has leaked. */
export const clinicName = "Quillfjord Klinik";

export const basePolicy = Policy.parse({
  clinicName,
  clinicPhone: "312-555-0199",
  timeZone: "America/Chicago",
});

const extra = (id: string, purpose: TemplateDraft["purpose"]): TemplateDraft => ({
  id,
  purpose,
  category: purpose,
  privacy: "limited",
  variants: (["sms", "email"] as const).flatMap((channel) =>
    ["en", "es"].map((language) => ({
      channel,
      language,
      ...(channel === "email" && { subject: "{{ clinic.name }}" }),
      body: `{{ clinic.name }}: ${id}`,
    })),
  ),
});

/** What the library has none of: classes that the gate treats differently. */
export const extraTemplates = [extra("recall-alert", "safety"), extra("newsletter", "marketing")];

async function changesOfLibrary(): Promise<RecordedChange[]> {
  const records = memoryRecords();
  const clock = movableClock("2026-01-01T00:00:00.000Z");
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ports = { records, clock, log, ids: { unique: () => "library" } } as unknown as Ports;
  await seedLibrary({ ports } as LocalSystem);
  const staff = { actor: { type: "staff" as const, id: "library" } };
  for (const draft of extraTemplates) {
    await draftContent(ports, templates, { id: draft.id, draft, ifMatch: undefined }, staff);
    await publishContent(ports, templates, draft.id, staff);
  }
  return records.drain();
}

let known: Promise<RecordedChange[]> | undefined;

/** The published library as the changes that made it, made once and written anew for each story. */
export async function libraryChanges(): Promise<Change[]> {
  known ??= changesOfLibrary();
  return (await known).map(({ before, after: { kind, id, data, event } }) => {
    const own = kind === "policy" ? basePolicy : data;
    return { kind, id, expect: before?.version ?? 0, data: own, event } as Change;
  });
}
