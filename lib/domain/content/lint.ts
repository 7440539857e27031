import type { Fault } from "../errors.ts";
import type { Policy } from "../policy/policy.ts";
import { openChannels, PrivacyClass } from "../words.ts";
import { letterFaults } from "./lint-letter.ts";
import { encodingWarnings, marketingWarnings, smsFaults } from "./lint-sms.ts";
import { formatWarnings, missingFaults, repeatedFaults } from "./lint-variants.ts";
import { voiceFaults } from "./lint-voice.ts";
import { whatsAppFaults, whatsAppWarnings } from "./lint-whatsapp.ts";
import { type WordPolicy, wordFaults, wordWarnings } from "./lint-words.ts";
import { mediumOf, parse, variablesOf } from "./liquid.ts";
import { example, written } from "./stand-ins.ts";
import type { TemplateDraft, Variant } from "./template.ts";
import { standardVariables } from "./variables.ts";

export type LintPolicy = Pick<Policy, "languages" | "clinicName" | "clinicPhone"> & WordPolicy;

/** Everything that forbids publishing, each with the place and what to do about it. None means it can be published. */
export const lintTemplate = (draft: TemplateDraft, policy: LintPolicy): Fault[] => [
  ...privacyFaults(draft),
  ...repeatedFaults(draft),
  ...missingFaults(draft, policy),
  ...draft.variants.flatMap((variant, i) => placed(i, variantFaults(draft, variant, policy))),
];

const placed = (i: number, faults: Fault[]): Fault[] =>
  faults.map((fault) => ({ ...fault, pointer: `/variants/${i}${fault.pointer}` }));

/** What is doubtful and may still be published. */
export const templateWarnings = (draft: TemplateDraft, policy: LintPolicy): Fault[] => [
  ...formatWarnings(draft, policy),
  ...draft.variants.flatMap((variant, i) => [
    ...placed(i, [
      ...encodingWarnings(draft, variant, policy),
      ...marketingWarnings(draft, variant),
      ...wordWarnings(draft, variant),
      ...whatsAppWarnings(draft, variant),
    ]),
  ]),
];

function privacyFaults({ privacy, variants }: TemplateDraft): Fault[] {
  const open = [...new Set(variants.map((v) => v.channel))].filter((channel) => openChannels.has(channel));
  if (open.length === 0 || privacy === "none" || privacy === "limited") return [];
  const detail = `Class ${privacy} may not leave by ${open.join(", ")}: put the content behind a secure link and make the class limited.`;
  return [{ pointer: "/privacy", detail }];
}

function variantFaults(draft: TemplateDraft, variant: Variant, policy: LintPolicy): Fault[] {
  const missingSubject: Fault[] =
    variant.channel === "email" && !variant.subject?.trim()
      ? [{ pointer: "/subject", detail: "An email needs a subject: add one." }]
      : [];
  const subject = variant.subject ? textFaults(draft, variant, "subject") : [];
  const body = textFaults(draft, variant, "body");
  const whole =
    body.length === 0 ? [...wholeFaults(draft, variant), ...wordFaults(draft, variant, policy)] : [];
  return [...missingSubject, ...subject, ...body, ...whole, ...parameterFaults(draft, variant)];
}

/** What a channel asks of a text that can be rendered. */
function wholeFaults(draft: TemplateDraft, variant: Variant): Fault[] {
  if (variant.channel === "sms") return [...whatsAppFaults(variant), ...smsFaults(draft, variant)];
  if (variant.channel !== "voice" && variant.channel !== "letter") return whatsAppFaults(variant);
  const text = parse(variant.body, mediumOf(variant.channel, variant.body))(example(draft));
  if (variant.channel === "letter") return letterFaults(variant, text);
  return [...whatsAppFaults(variant), ...voiceFaults(draft, variant, text)];
}

/** What fills the placeholders of an approved template is a text like any other. */
const parameterFaults = (draft: TemplateDraft, variant: Variant): Fault[] =>
  (variant.approved?.parameters ?? []).flatMap((body, i) =>
    textFaults(draft, { ...variant, body }, "body").map(({ detail }) => ({
      pointer: `/approved/parameters/${i}`,
      detail,
    })),
  );

/** Faults of one text: it parses, names only variables it may, and renders, also when an optional one is absent. */
function textFaults(draft: TemplateDraft, variant: Variant, part: "subject" | "body"): Fault[] {
  const source = variant[part] ?? "";
  const fault = (detail: string): Fault => ({ pointer: `/${part}`, detail });
  let names: string[];
  try {
    parse(source, "text");
    names = [...new Set(variablesOf(source))];
  } catch (error) {
    return [fault(`This is no template we can read: ${(error as Error).message.split(", file:")[0]}.`)];
  }
  const unknown = names.filter((name) => !standardVariables[name] && !draft.variables?.includes(name));
  if (unknown.length > 0)
    return unknown.map((name) =>
      fault(
        `${name} is not a variable: use one of ${Object.keys(standardVariables).join(", ")}, or declare it.`,
      ),
    );
  if (written(source, variant.channel, example(draft)) === undefined)
    return [
      fault("Nobody could get it: filters make it too long, or a variable of its own hides one of ours."),
    ];
  return [...revealing(draft, variant, names, part), ...unguarded(draft, variant, names, source)].map(fault);
}

/**
 * A portal text is read behind a link, by someone who said who they are: it may say what an open channel may not. Meta
 * is no business associate (45 CFR 164.502(e)), so WhatsApp says nothing of the patient whatever the template's class.
 */
function revealing(
  { privacy: own }: TemplateDraft,
  { channel }: Variant,
  names: string[],
  part: "subject" | "body",
): string[] {
  const privacy = channel === "portal" ? ofPortal[part] : channel === "whatsapp" ? "none" : own;
  const rank = (of: PrivacyClass): number => PrivacyClass.options.indexOf(of);
  return names
    .filter((name) => rank(standardVariables[name]?.reveals ?? "none") > rank(privacy))
    .map((name) => `${name} reveals more than class ${privacy} allows: leave it out or raise the class.`);
}

/** Subjects stand in the list of the inbox, which shows no clinical value. */
const ofPortal = { subject: "limited", body: "phi" } as const;

/** An optional variable that the text needs would fail at 2 am, for the one patient who has no value. */
const unguarded = (draft: TemplateDraft, { channel }: Variant, names: string[], source: string): string[] =>
  names
    .filter(
      (name) =>
        standardVariables[name]?.optional && written(source, channel, example(draft, name)) === undefined,
    )
    .map((name) => `${name} may be absent: write {% if ${name} %}…{% endif %} around it.`);
