import { optOutRequest } from "../consent/opt-out-request.ts";
import type { Fault } from "../errors.ts";
import { fallbackChain } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import { type Channel, PrivacyClass } from "../words.ts";
import { mediumOf, parse, variablesOf } from "./liquid.ts";
import { variantFor } from "./render.ts";
import { segmentsOf } from "./segments.ts";
import type { TemplateDraft, Variant } from "./template.ts";
import { standardVariables, type Variables } from "./variables.ts";

/** Anyone who picks up the phone may read these. Design decision 8. */
const openChannels: Channel[] = ["sms", "voice", "push", "email"];
/** A fourth part costs more than a link that says the rest. */
const mostSegments = 3;

/** Everything that forbids publishing, each with the place and what to do about it. None means it can be published. */
export const lintTemplate = (draft: TemplateDraft, policy: Pick<Policy, "languages">): Fault[] => [
  ...privacyFaults(draft),
  ...duplicateFaults(draft),
  ...languageFaults(draft, policy),
  ...draft.variants.flatMap((variant, i) => variantFaults(draft, variant, `/variants/${i}`)),
];

/** What is doubtful and may still be published. */
export const templateWarnings = (draft: TemplateDraft): Fault[] =>
  draft.variants.flatMap((variant, i) => [
    ...encodingWarnings(variant, `/variants/${i}`),
    ...marketingWarnings(draft, variant, `/variants/${i}`),
  ]);

function privacyFaults({ privacy, variants }: TemplateDraft): Fault[] {
  const open = [...new Set(variants.map((v) => v.channel))].filter((channel) =>
    openChannels.includes(channel),
  );
  if (open.length === 0 || privacy === "none" || privacy === "limited") return [];
  const detail = `Class ${privacy} may not leave by ${open.join(", ")}: put the content behind a secure link and make the class limited.`;
  return [{ pointer: "/privacy", detail }];
}

const nameOf = ({ channel, language }: Variant): string => `${channel} in ${language.toLowerCase()}`;

function duplicateFaults({ variants }: TemplateDraft): Fault[] {
  const names = variants.map(nameOf);
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : [
          {
            pointer: `/variants/${i}`,
            detail: `There is a variant for ${name} already: remove one of the two.`,
          },
        ],
  );
}

function languageFaults(draft: TemplateDraft, { languages }: Pick<Policy, "languages">): Fault[] {
  const channels = [...new Set(draft.variants.map((variant) => variant.channel))];
  return channels.flatMap((channel) =>
    languages
      .filter((language) => !variantFor(draft, channel, fallbackChain(language, language)))
      .map((language) => ({ pointer: "/variants", detail: `Add a variant for ${channel} in ${language}.` })),
  );
}

function variantFaults(draft: TemplateDraft, variant: Variant, pointer: string): Fault[] {
  const missingSubject: Fault[] =
    variant.channel === "email" && !variant.subject?.trim()
      ? [{ pointer: `${pointer}/subject`, detail: "An email needs a subject: add one." }]
      : [];
  const subject = variant.subject ? textFaults(draft, variant, "subject") : [];
  const body = textFaults(draft, variant, "body");
  const whole = body.length === 0 && variant.channel === "sms" ? smsFaults(draft, variant) : [];
  const placed = [...subject, ...body, ...whole].map((f) => ({
    pointer: `${pointer}${f.pointer}`,
    detail: f.detail,
  }));
  return [...missingSubject, ...placed];
}

/** Faults of one text: it parses, names only variables it may, and renders also when all optional ones are absent. */
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
  return [...revealing(draft, variant, names), ...unguarded(draft, variant, names, source)].map(fault);
}

/** A portal text is read behind a link, by someone who said who they are: it may say what an open channel may not. */
function revealing({ privacy: own }: TemplateDraft, { channel }: Variant, names: string[]): string[] {
  const privacy = channel === "portal" && own !== "part2" ? "phi" : own;
  const rank = (of: PrivacyClass): number => PrivacyClass.options.indexOf(of);
  return names
    .filter((name) => rank(standardVariables[name]?.reveals ?? "none") > rank(privacy))
    .map((name) => `${name} reveals more than class ${privacy} allows: leave it out or raise the class.`);
}

/** An optional variable that the text needs would fail at 2 am, for the one patient who has no value. */
const unguarded = (draft: TemplateDraft, { channel }: Variant, names: string[], source: string): string[] =>
  names
    .filter((name) => standardVariables[name]?.optional && !renders(source, channel, example(draft, name)))
    .map((name) => `${name} may be absent: write {% if ${name} %}…{% endif %} around it.`);

function renders(source: string, channel: Channel, variables: Variables): boolean {
  try {
    parse(source, mediumOf(channel, source))(variables);
    return true;
  } catch {
    return false;
  }
}

/** Variables of a made-up patient, as long as real ones tend to be; without the one named. */
export function example(draft: Pick<TemplateDraft, "variables">, without?: string): Variables {
  const groups: Record<string, Record<string, string>> = {};
  for (const [path, { example: value }] of Object.entries(standardVariables)) {
    const [group, name] = path.split(".") as [string, string];
    groups[group] = { ...groups[group], ...(path !== without && { [name]: value }) };
  }
  return { ...groups, ...Object.fromEntries((draft.variables ?? []).map((name) => [name, "example"])) };
}

function smsFaults(draft: TemplateDraft, variant: Variant): Fault[] {
  const { segments } = segmentsOf(parse(variant.body, "sms")(example(draft)));
  const asked = optOutRequest(variant.body);
  return [
    ...(segments > mostSegments
      ? [{ pointer: "/body", detail: `It takes ${segments} parts: shorten it to ${mostSegments} at most.` }]
      : []),
    ...(asked
      ? [
          {
            pointer: "/body",
            detail: `${asked} opts a patient out of everything: ask for 1, 2, 3, C or R instead.`,
          },
        ]
      : []),
  ];
}

function encodingWarnings({ channel, body }: Variant, pointer: string): Fault[] {
  const { encoding, culprits } = segmentsOf(channel === "sms" ? body : "");
  if (encoding === "GSM-7") return [];
  const detail = `${culprits.join(" ")} makes every part hold 70 characters instead of 160: replace it if you can.`;
  return [{ pointer: `${pointer}/body`, detail }];
}

/** CTIA Messaging Principles 5.1.3 and 47 CFR 64.1200(a)(7)(i)(B): say how to stop. */
function marketingWarnings({ purpose }: TemplateDraft, { channel, body }: Variant, pointer: string): Fault[] {
  if (purpose !== "marketing" || channel !== "sms" || /\bSTOP\b/.test(body)) return [];
  return [{ pointer: `${pointer}/body`, detail: 'Add "Reply STOP to opt out." to marketing texts.' }];
}
