import type { Change } from "#lib/domain/kinds.ts";
import { type Size, sizes } from "../effort.ts";
import { prices } from "../prices.ts";
import { counted, type More, type Result } from "../result.ts";
import { began } from "./cast.ts";
import { itemBytes, largestAttributes } from "./item-size.ts";
import { type Metered, meteredSystem } from "./metered.ts";
import { type Flow, type Flows, flowNames, playFlows } from "./story.ts";
import { usd } from "./tally.ts";

/** What each flow calls and costs, counted on an embedded DynamoDB engine. */
export async function flows(size: Size, say: (line: string) => void): Promise<Result[]> {
  const metered = await meteredSystem(began);
  try {
    const played = await playFlows(metered, sizes[size].engine);
    for (const [name, flow] of played) say(explained(name, flow));
    return [
      ...targets(played, metered),
      ...[...played].flatMap(([name, flow]) => priced(name, flow)),
      ...itemSizes(metered.written),
      counted("SMS: one part to the US, beside all of the above, per million", "$", prices.smsPart.usd * 1e6),
    ];
  } finally {
    await metered.stop();
  }
}

const total = (parts: Record<string, number>): number => Object.values(parts).reduce((sum, n) => sum + n, 0);

function explained(name: string, { units }: Flow): string {
  const parts = [...units].map(([label, n]) => `${n.toFixed(2)} ${label}`);
  return `${name}: ${parts.join(", ")}`;
}

/** Two reactions at once may both find the policy or a template not yet kept, and read it twice. */
const wobble = 0.1;

function priced(name: string, { tally }: Flow): Result[] {
  const parts = usd(tally);
  const shares = Object.entries(parts)
    .filter(([, part]) => part > 0)
    .map(([what, part]) => `${what} ${(part * 1e6).toFixed(2)}`);
  const count = (what: string, n: number, more: More = {}): Result[] =>
    n === 0 ? [] : [counted(`${name}: ${what}`, "", n, more)];
  return [
    ...count("write units", tally.writeUnits),
    ...count("read units", tally.readUnits, { wobble }),
    ...count("audit write units", tally.auditWriteUnits),
    ...count("transitions", tally.transitions),
    ...count("queue messages", tally.queueMessages),
    ...count("Lambda invocations, stream unbatched", tally.invocations),
    counted(`${name}: cost per million`, "$", total(parts) * 1e6, { wobble, note: shares.join(", ") }),
  ];
}

const unitsOf = ({ units }: Flow, ...labels: string[]): number =>
  labels.reduce((sum, label) => sum + (units.get(label) ?? 0), 0);

/** Of an outreach itself: what is read and written of it and for it, from the write that plans it on. */
const afterwards = ["write outreach.claimed", "write outreach.sent", "write outreach.delivered"];
const readings = ["read outreach + reach", "read enrollment + outreach + reach", "read outreach"];

function targets(played: Flows, { written, system }: Metered): Result[] {
  const [direct, reminder] = [played.get(flowNames.direct), played.get(flowNames.reminder)] as [Flow, Flow];
  const plannedInTurn = written.find(
    ({ id, event }) => event.type === "outreach.planned" && !id.includes("_direct_"),
  );
  const planning = 2 * Math.ceil(itemBytes(plannedInTurn as Change) / 1024) + 1;
  const turns = system.machine
    .executions()
    .flatMap(({ history }) => history)
    .filter(({ state, event }) => state === "Advance" && event === "entered").length;
  const write = "write units from planned to receipt";
  const read = "read units from planned to receipt";
  return [
    counted(`a direct message: ${write}`, "", unitsOf(direct, "write outreach.planned", ...afterwards), {
      target: 6,
    }),
    counted(`a direct message: ${read}`, "", unitsOf(direct, ...readings), { target: 1, note: whyReads }),
    counted(`a journey's question: ${write}`, "", planning + unitsOf(reminder, ...afterwards), {
      target: 6,
      note: whyWrites,
    }),
    counted(`a journey's question: ${read}`, "", unitsOf(reminder, ...readings), {
      target: 1,
      note: whyReads,
    }),
    counted("transitions a turn", "", system.machine.transitions() / turns, { target: 3 }),
  ];
}

const whyReads =
  "deliver reads the outreach and the reach item (a half each), and the enrollment of a journey's; a receipt reads the outreach (a half)";
const whyWrites =
  "as a direct message, but that a turn writes it in one transaction with the enrollment and the task, which doubles the price of its one unit";

const measured = new Set(["outreach", "reach", "enrollment", "inbox", "patientTask", "message", "audit"]);

/** The largest item of each kind: what passes 1 KB costs one more unit with every version. */
function itemSizes(written: Change[]): Result[] {
  const byKind = Map.groupBy(written, ({ kind }) => kind);
  return [...byKind].flatMap(([kind, all]) => {
    if (!measured.has(kind)) return [];
    const largest = all.reduce((a, b) => (itemBytes(b) > itemBytes(a) ? b : a));
    const note = largestAttributes(largest)
      .map(({ name, bytes }) => `${name} ${bytes}`)
      .join(", ");
    return [counted(`item: largest ${kind}`, "bytes", itemBytes(largest), { note })];
  });
}
