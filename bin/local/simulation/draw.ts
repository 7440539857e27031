import type { Fault } from "#lib/domain/errors.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { caption } from "#lib/domain/journey/picture.ts";
import type { Simulation } from "#lib/domain/simulation/schemas.ts";

const width = 30;

/** A simulation as a page for the terminal: where patients went, what was said, what it costs. */
export function drawSimulation(definition: JourneyDraft, result: Simulation, findings: Fault[]): string {
  const { totals, faults, surprises } = result;
  const { messages, staff } = totals;
  return [
    `${definition.title ?? definition.id}: ${totals.patients} patients, ${result.days} days from ${result.start}, seed ${result.seed}`,
    "",
    ...section("Steps (patients who came there)", stepLines(definition, result)),
    ...section("Ends", bars(totals.outcomes, totals.enrolled)),
    ...section("Messages", [
      `${messages.sent} sent, ${messages.perPatient} a patient, ${messages.mostForOne} at most; US$ ${messages.usd.toFixed(2)} at list price`,
      ...Object.entries(messages.byChannel).map(
        ([channel, { messages: n, parts, usd }]) =>
          `  ${channel}: ${n} in ${parts} parts, US$ ${usd.toFixed(2)}`,
      ),
      `held: ${told(messages.held)}; not sent: ${told(messages.notSent)}`,
      `replies: ${told(totals.replies)}`,
    ]),
    ...section("Staff", [`${staff.tasks} tasks, ${staff.minutes} minutes; ${told(staff.byQueue)}`]),
    ...section("Together with", togetherLines(result)),
    ...section(
      "Lint",
      findings.map(({ pointer, detail }) => `${pointer}: ${detail}`),
    ),
    ...section("Worth a second look", surprises),
    faults.length === 0
      ? "All invariants held."
      : `BROKEN:\n${faults.map(({ patient, detail }) => `  patient ${patient ?? "–"}: ${detail}`).join("\n")}`,
  ].join("\n");
}

function togetherLines({ together }: Simulation): string[] {
  if (!together) return [];
  const { sent, perPatient, mostForOne, mostADay, usd } = together.messages;
  return [
    ...together.journeys.map(
      ({ journey, totals }) =>
        `${journey}: ${totals.enrolled} enrolled, ${totals.messages.sent} messages; held: ${told(totals.messages.held)}`,
    ),
    `all: ${sent} sent, ${perPatient} a patient, ${mostForOne} for one at most, ${mostADay} a day at most; US$ ${usd.toFixed(2)}`,
  ];
}

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];

const told = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([word, n]) => `${word} ${n}`)
    .join(", ") || "none";

const bar = (part: number, whole: number): string =>
  "█".repeat(Math.round((width * part) / Math.max(1, whole)));

function bars(counts: Record<string, number>, whole: number): string[] {
  const longest = Math.max(0, ...Object.keys(counts).map((word) => word.length));
  return Object.entries(counts).map(
    ([word, n]) => `${word.padEnd(longest)} ${String(n).padStart(4)} ${bar(n, whole)}`,
  );
}

function stepLines({ steps }: JourneyDraft, { totals }: Simulation): string[] {
  const longest = Math.max(0, ...Object.keys(steps).map((step) => step.length));
  return totals.steps.map(({ step, patients, standing }) => {
    const definition = steps[step];
    const still = standing > 0 ? ` (${standing} stand here)` : "";
    const line = `${step.padEnd(longest)} ${String(patients).padStart(4)} ${bar(patients, totals.enrolled).padEnd(width)}`;
    return `${line} ${definition ? caption(definition) : ""}${still}`.trimEnd();
  });
}

/** One patient's life, line by line. */
export function drawTimeline({ timelines }: Simulation, n: number): string {
  const timeline = timelines.find(({ patient }) => patient === n);
  if (!timeline) return `There is no patient ${n}.`;
  const lines = timeline.lines.map(
    ({ at, what, note }) => `  ${at.slice(0, 16).replace("T", " ")}Z  ${what}${note ? `: ${note}` : ""}`,
  );
  return [`Patient ${n}: ${timeline.status}, ${timeline.messages} messages`, ...lines].join("\n");
}
