import type { Instant } from "#lib/domain/words.ts";
import { seedLibrary } from "../../../bin/local/clinic.ts";
import { campaignFor } from "./campaign-story.ts";
import { arrive, arrives, asked, book, type Cast, castOf, direct, say } from "./cast.ts";
import type { Metered } from "./metered.ts";
import { fillIn, furnishPages, invite, openLink } from "./page-story.ts";
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
  invited: "message with a link: planned, delivered, receipt",
  opened: "page link: opened, birth date asked, recognised",
  filled: "form of one page: saved, sent, readings kept",
  campaign: "campaign to a list: planned, delivered, receipt",
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

  const groups = Array.from({ length: 5 }, (_, group) => castOf(count, group));
  const [visitors, others, strangers, invited, listed] = groups as Five;
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

  await furnishPages(system);
  for (const one of [...invited, ...listed]) await arrive(system, one);
  await system.runTo(clock(1));
  await phase(flowNames.invited, invited, (one) => invite(system, one), clock(2));
  await phase(flowNames.opened, invited, (one) => openLink(system, one), clock(1));
  await phase(flowNames.filled, invited, (one) => fillIn(system, one), clock(1));
  const [first] = listed;
  const together = (one: Cast) => (one === first ? campaignFor(system, listed) : Promise.resolve());
  await phase(flowNames.campaign, listed, together, clock(campaignMinutes));
  const left = listed.filter(({ phone }) => system.outbox.list({ address: phone }).length === 1);
  if (left.length < count) throw new Error(`of ${count} messages of a campaign ${left.length} left`);
  return flows;
}

/** A campaign works in parts, and what it plans leaves within this. */
const campaignMinutes = 120;

type Five = [Cast[], Cast[], Cast[], Cast[], [Cast, ...Cast[]]];
