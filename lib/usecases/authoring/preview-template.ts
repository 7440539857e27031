import type { Preview } from "#lib/domain/api/content-views.ts";
import type { TemplateDraft } from "#lib/domain/content/template.ts";
import type { Variables } from "#lib/domain/content/variables.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { About } from "#lib/domain/outreach/outreach.ts";
import { aboutVisit } from "#lib/domain/outreach/plan.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Format } from "#lib/domain/words.ts";
import { loadPolicy } from "../config.ts";
import { find } from "../read/find.ts";
import { type Reading, readOnRecord } from "../read/on-record.ts";
import { type AuthoringPorts, findHead, versionId } from "./content.ts";
import { templates } from "./templates.ts";

/** Authoring is rare: LiquidJS (50 KB) is read with the first preview, not at each start of the API. */
const previewing = () => import("#lib/domain/content/preview.ts");
const naming = () => import("#lib/domain/content/variables.ts");

/** Which text: a published version, else the draft, else the version that new work uses. */
type Which = { templateId: string; version?: number | undefined };
/** The caller's values for the template's own variables. */
type Own = { variables: Record<string, string | number> };
type MadeUp = { [P in "given" | "language" | "format"]?: Person[P] | undefined };
type Person = { given: string; language: string; format?: Format | undefined; about: About | undefined };

/**
 * Every variant of a template as it would leave for a made-up patient, and which of them that patient would get. Throws
 * `not_found`, `wrong_state` (neither a draft nor a published version).
 */
export async function previewTemplate(
  ports: AuthoringPorts,
  { given = "Guadalupe", language, format, ...wanted }: Which & Own & MadeUp,
): Promise<Preview> {
  const policy = await loadPolicy(ports);
  const about = await madeUpVisit(policy, ports.clock.now());
  const content = await contentOf(ports, wanted);
  const person = { given, language: language ?? policy.language, format, about };
  return preview(content, person, policy, wanted.variables);
}

/**
 * The same for a real patient and, where it is named, a visit of theirs. The reading is written before the text leaves,
 * as a version of the patient with the same data (45 CFR 164.312(b)). Throws besides `unknown_reference` (the visit).
 */
export async function previewForPatient(
  ports: AuthoringPorts,
  { patientId, appointmentId, ...wanted }: Which & { patientId: string; appointmentId?: string | undefined },
  by: Reading,
): Promise<Preview> {
  const visit = appointmentId ? await ports.records.get("appointment", appointmentId) : undefined;
  if (appointmentId && visit?.data.patientId !== patientId)
    throw new Refusal("unknown_reference", undefined, [
      { pointer: "/appointmentId", detail: "The patient has no such visit." },
    ]);
  const content = await contentOf(ports, wanted);
  const { name, language, preference } = await readPatient(ports, patientId, by);
  const person: Person = {
    given: name.given,
    language: preference.language ?? language,
    format: preference.format,
    about: visit && aboutVisit(visit.data),
  };
  return preview(content, person, await loadPolicy(ports), {});
}

const readPatient = async (ports: AuthoringPorts, id: string, by: Reading): Promise<Patient> =>
  (
    await readOnRecord(ports, (how) => find(ports.records, "patient", id, how), {
      type: "patient.read",
      ...by,
    })
  ).data;

async function preview(
  content: TemplateDraft,
  { given, about, ...reader }: Person,
  policy: Policy,
  own: Own["variables"],
): Promise<Preview> {
  const [{ previewOf }, { variablesFor }] = await Promise.all([previewing(), naming()]);
  const made = Object.fromEntries((content.variables ?? []).map((name) => [name, "example"]));
  const link = policy.linkBase && { link: { url: `${policy.linkBase}/l/${"x".repeat(22)}` } };
  const variables = (language: string): Variables => ({
    ...variablesFor({ given, language, policy, about }),
    ...link,
    ...made,
    ...own,
  });
  return previewOf(content, reader, { policy, variables });
}

async function contentOf(ports: AuthoringPorts, { templateId: id, version }: Which): Promise<TemplateDraft> {
  const { data } = await findHead(ports, templates, id);
  if (version === undefined && data.draft) return data.draft;
  const wanted = version ?? data.published;
  if (wanted === undefined)
    throw new Refusal("wrong_state", "It has neither a draft nor a published version.");
  return (await find(ports.records, "template", versionId(id, wanted))).data.content;
}

/** Three days from now, with everything that a visit may have. */
async function madeUpVisit({ timeZone }: Policy, now: string): Promise<About> {
  const { standardVariables } = await naming();
  const exampleOf = (name: string) => standardVariables[`visit.${name}`]?.example ?? "";
  return {
    appointmentId: "example",
    fingerprint: "example",
    start: plusMs(now, 3 * 86_400_000),
    timeZone,
    locationName: exampleOf("location"),
    practitionerName: exampleOf("practitioner"),
    visitType: exampleOf("type"),
  };
}
