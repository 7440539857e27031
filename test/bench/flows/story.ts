import type { Instant } from "#lib/domain/words.ts";
import { seedLibrary } from "../../../bin/local/clinic.ts";
import { arrive, arrives, asked, book, type Cast, castOf, direct, say } from "./cast.ts";
import type { Metered } from "./metered.ts";
import { divided, minus, type Tally } from "./tally.ts";

/** What one patient's part in a flow called, on average; `units` says what the table's units were for. */
export type Flow = { tally: Tally; units: Map<string, number> };
export type Flows = Map<FlowName, Flow>;

export const flowNames = {
  created: "patient created",
  booked: "appointment booked, journey begun",
  reminder: "reminder: asked, delivered, receipt",
  reply: "reply 1: understood, confirmed, thanked",
  arrived: "visit arrives, journey ended",
  direct: "direct message: planned, delivered, receipt",
  stop: "STOP: obeyed and confirmed",
  staff: "reply for staff: read and acknowledged",
} as const;
export type FlowName = (typeof flowNames)[keyof typeof flowNames];

/** Plays every flow for `count` patients who answer at once, one flow after the other. */
export async function playFlows(metered: Metered, count: number): Promise<Flows> {
  const { system } = metered;
  const flows: Flows = new Map();
  await seedLibrary(system);
  await system.settle();

  const phase = async (
    name: FlowName,
    cast: Cast[],
    play: (one: Cast) => Promise<unknown>,
    until: Instant,
  ) => {
    const before = metered.tally();
    const known = new Map(metered.units);
    for (const one of cast) await play(one);
    await system.runTo(until);
    const units = [...metered.units].map(([label, n]): [string, number] => [
      label,
      (n - (known.get(label) ?? 0)) / cast.length,
    ]);
    const tally = divided(minus(metered.tally(), before), cast.length);
    flows.set(name, { tally, units: new Map(units.filter(([, n]) => n > 0)) });
  };
  const clock = (minutes: number): Instant =>
    new Date(Date.parse(system.ports.clock.now()) + minutes * 60_000).toISOString();

  const [visitors, others, strangers] = [castOf(count, 0), castOf(count, 1), castOf(count, 2)];
  await phase(flowNames.created, visitors, (one) => arrive(system, one), clock(1));
  await phase(flowNames.booked, visitors, (one) => book(system, one, "booked"), clock(1));

  for (const one of [...others, ...strangers]) await arrive(system, one);
  await system.runTo(clock(1));
  await phase(flowNames.direct, others, (one) => direct(system, one), clock(2));
  await phase(flowNames.stop, others, (one) => say(system, one, "STOP"), clock(2));
  await phase(flowNames.staff, strangers, (one) => say(system, one, "who is this"), clock(2));

  await phase(flowNames.reminder, visitors, async () => undefined, asked);
  await phase(flowNames.reply, visitors, (one) => say(system, one, "1"), clock(2));
  await system.runTo(arrives);
  await phase(flowNames.arrived, visitors, (one) => book(system, one, "arrived"), clock(1));
  return flows;
}
