import { movableClock } from "#lib/adapters/local/clock.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { TemplateDraft } from "#lib/domain/content/template.ts";
import type { FormDraft } from "#lib/domain/forms/form.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import { type Channel, channels } from "#lib/domain/words.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { forms } from "#lib/usecases/authoring/forms.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { seedLibrary } from "../../bin/local/clinic.ts";
import type { LocalSystem } from "../../bin/local/system.ts";
import { writtenAnew } from "../support/written-anew.ts";

/** In every message that leaves; where it shows up in a log, a text has leaked. */
export const clinicName = "Quillfjord Klinik";

export const basePolicy = Policy.parse({
  clinicName,
  clinicPhone: "312-555-0199",
  timeZone: "America/Chicago",
});

type Purpose = TemplateDraft["purpose"];
/** `begins`: Meta approved it, so that it may begin a conversation on WhatsApp. */
type Kind = { channels?: Channel[]; more?: Partial<TemplateDraft>; tail?: string; begins?: true };

const says = { en: "We have news for you.", es: "Hay algo para usted." };

const extra = (
  id: string,
  purpose: Purpose,
  { channels = ["sms", "email"], more = {}, tail = "", begins }: Kind = {},
): TemplateDraft => ({
  id,
  purpose,
  category: purpose,
  privacy: "limited",
  ...more,
  variants: channels.flatMap((channel) =>
    (["en", "es"] as const).map((language) => ({
      channel,
      language,
      ...(channel === "email" && { subject: "{{ clinic.name }}" }),
      ...(channel === "whatsapp" && begins && { approved: { name: "sim", language, parameters: [] } }),
      body: `{{ clinic.name }}: ${says[language]}${tail}`,
    })),
  ),
});

/** What the library has none of: classes that the gate treats differently, a secret, and a form. */
export const extraTemplates = [
  extra("recall-alert", "safety"),
  extra("newsletter", "marketing"),
  extra("clinic-news", "operations"),
  extra("check-up", "care"),
  extra("treatment-plan", "care", { channels: ["portal"], more: { privacy: "part2" } }),
  extra("all-ways", "care", { channels: [...channels], begins: true }),
  extra("free-word", "care", { channels: ["whatsapp"] }),
  extra("clinic-offers", "marketing", { channels: ["whatsapp"], begins: true }),
  extra("sim-form", "care", { more: { page: "form" }, tail: "{% if link.url %} {{ link.url }}{% endif %}" }),
];

const simForm: FormDraft = {
  id: "sim-form",
  kind: "questionnaire",
  questionnaire: {
    resourceType: "Questionnaire",
    language: "en",
    title: "Pain",
    item: [
      {
        linkId: "page",
        type: "group",
        item: [
          { linkId: "pain", type: "integer", text: "How bad is your pain, from 0 to 10?", required: true },
        ],
      },
    ],
  },
  alerts: [
    {
      id: "bad",
      any: [{ linkId: "pain", atLeast: 8 }],
      queue: "front-desk",
      title: "Call: much pain",
      priority: "high",
      due: "PT4H",
      atOnce: true,
    },
  ],
};

const patientJourney = (
  id: string,
  more: Pick<JourneyDraft, "enrollWhen" | "steps" | "start"> & Partial<JourneyDraft>,
): JourneyDraft => ({ id, purpose: "care", category: "care", subject: "patient", exitWhen: [], ...more });

const never = { event: "patient.created", where: "false" };
const done = { do: "end" as const, outcome: "done" };

/** A campaign's, a form's, and one that is entered and left with a segment. */
export const extraJourneys: JourneyDraft[] = [
  patientJourney("sim-check-up", {
    enrollWhen: never,
    start: "tell",
    steps: {
      tell: { do: "message", template: "check-up", channels: "preferred", goOn: "when-sent", next: "wait" },
      wait: { do: "wait", for: "P1D", next: "again" },
      again: {
        do: "message",
        template: "check-up",
        channels: "preferred",
        goOn: "when-sent",
        next: "done",
      },
      done,
    },
  }),
  patientJourney("sim-form", {
    enrollWhen: never,
    start: "form",
    steps: {
      form: {
        do: "form",
        form: "sim-form",
        template: "sim-form",
        channels: "preferred",
        answers: { done: "done" },
        within: "P2D",
        onSilence: "silent",
      },
      done,
      silent: { do: "end", outcome: "silent" },
    },
  }),
  patientJourney("sim-high-risk", {
    enrollWhen: { event: "segment.entered" },
    exitWhen: [{ event: "segment.left", reason: "left_segment" }],
    again: { after: "PT1H" },
    start: "tell",
    steps: {
      tell: { do: "message", template: "check-up", channels: "preferred", goOn: "when-sent", next: "wait" },
      wait: { do: "wait", for: "P3D", next: "done" },
      done,
    },
  }),
];

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
  await draftContent(ports, forms, { id: simForm.id, draft: simForm, ifMatch: undefined }, staff);
  await publishContent(ports, forms, simForm.id, staff);
  for (const draft of extraJourneys) {
    await draftContent(ports, journeys, { id: draft.id, draft, ifMatch: undefined }, staff);
    await publishContent(ports, journeys, draft.id, staff);
  }
  return records.drain();
}

let known: Promise<RecordedChange[]> | undefined;

/** The published library as the changes that made it, made once and written anew for each story. */
export async function libraryChanges(): Promise<Change[]> {
  known ??= changesOfLibrary();
  return (await known)
    .map(writtenAnew)
    .map((change) => (change.kind === "policy" ? ({ ...change, data: basePolicy } as Change) : change));
}
