import { caption, journeyPicture } from "#lib/domain/journey/picture.ts";
import type { Family } from "#lib/domain/library/family.ts";
import { templateIdsOf } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import { simulateRequest, templatesNamed } from "#lib/domain/simulation/request.ts";
import { type Simulation, SimulationRequest } from "#lib/domain/simulation/schemas.ts";

const policy = Policy.parse({ clinicName: "Riverside Clinic", clinicPhone: "312-555-0199" });
const now = "2026-06-01T15:00:00.000Z";

/** The example of the page: a hundred made-up patients from Monday 1 June 2026 on. */
export function exampleOf({ journey, sample: { world, days, ...cohort } }: Family): Simulation {
  const request = SimulationRequest.parse({ world, days, cohort, start: now });
  const templates = templatesNamed(journey, libraryTemplates);
  return simulateRequest({ definition: journey, templates, policy, now }, request);
}

/** One journey of the library, as its readers need it; written by `npm run journey-docs`. */
export function journeyPage(family: Family): string {
  const { journey, aim, population, sources, module } = family;
  const { enrollWhen, exitWhen, goal } = journey;
  const rule = ({ event, where }: { event: string; where?: string | undefined }) =>
    `\`${event}\`${where ? ` where \`${where}\`` : ""}`;
  return [
    `# ${journey.title}`,
    "",
    `\`${journey.id}\`, module \`${module}\`. Written by \`npm run journey-docs\`; do not edit.`,
    "",
    `- **Goal.** ${aim}`,
    `- **Population.** ${population}`,
    `- **Begins** on ${rule(enrollWhen)}; one run per ${journey.concurrency === "per-patient" ? "patient" : journey.subject}${journey.again ? `, again ${journey.again.after} after its end` : ""}.`,
    ...(goal ? [`- **Reached** on ${rule(goal)}.`] : []),
    ...exitWhen.map((exit) => `- **Left** (${exit.reason}) on ${rule(exit)}.`),
    ...(journey.with ?? []).map(({ journey: other, rule: how }) => `- **Beside** \`${other}\`: ${how}.`),
    `- **Messages** are for ${journey.purpose}, category \`${journey.category}\`.`,
    "",
    "## Sources",
    "",
    ...sources.map((source) => `- ${source}`),
    "",
    "## Picture",
    "",
    "```mermaid",
    journeyPicture(journey),
    "```",
    "",
    "## Words",
    "",
    ...wordsOf(family),
    "## Simulated",
    "",
    ...simulated(family),
  ].join("\n");
}

function wordsOf({ journey }: Family): string[] {
  return [...new Set(templateIdsOf([journey]))].flatMap((id) => {
    const texts = libraryTemplates
      .find((template) => template.id === id)
      ?.variants.filter(({ channel }) => channel === "sms")
      .map(({ language, body }) => `- ${language}: ${body.replaceAll("\n", " ")}`);
    return [`**${id}**, by text:`, "", ...(texts ?? []), ""];
  });
}

function simulated(family: Family): string[] {
  const result = exampleOf(family);
  const { totals } = result;
  const { messages, staff } = totals;
  const longest = result.timelines
    .filter(({ lines }) => lines.length <= 24)
    .toSorted((a, b) => b.lines.length - a.lines.length)[0];
  return [
    `A hundred made-up patients over ${result.days} days (\`npm run simulate-journey -- ${family.journey.id}\`):`,
    "",
    `- ends: ${told(totals.outcomes)}${totals.active ? `; still under way ${totals.active}` : ""}`,
    `- messages: ${messages.sent} sent (${Object.entries(messages.byChannel)
      .map(([channel, { messages: n, parts }]) => `${channel} ${n} in ${parts} parts`)
      .join(
        ", ",
      )}), at most ${messages.mostForOne} for one patient, US$ ${messages.usd.toFixed(2)} at list price`,
    `- held: ${told(messages.held)}; not sent: ${told(messages.notSent)}`,
    `- replies: ${told(totals.replies)}`,
    `- staff: ${staff.tasks} tasks, ${staff.minutes} minutes (${told(staff.byQueue)})`,
    "",
    "| step | what it does | patients who came there |",
    "| --- | --- | --- |",
    ...totals.steps.map(({ step, patients }) => {
      const definition = family.journey.steps[step];
      return `| ${step} | ${definition ? caption(definition) : ""} | ${patients} |`;
    }),
    "",
    ...(longest
      ? [
          "One of them:",
          "",
          "```",
          ...longest.lines.map(
            ({ at, what, note }) => `${at.slice(0, 16)}Z ${what}${note ? `: ${note}` : ""}`,
          ),
          "```",
          "",
        ]
      : []),
  ];
}

const told = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([word, n]) => `${word} ${n}`)
    .join(", ") || "none";

/** The list of all pages. */
export const indexPage = (families: Family[]): string =>
  [
    "# The library of journeys",
    "",
    "Written by `npm run journey-docs`; do not edit. How journeys work is in [journeys.md](../journeys.md).",
    "",
    "| journey | module | goal |",
    "| --- | --- | --- |",
    ...families.map(
      ({ journey, module, aim }) => `| [${journey.title}](${journey.id}.md) | ${module} | ${aim} |`,
    ),
    "",
  ].join("\n");
