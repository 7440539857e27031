import { type CallOutcome, callOutcomes } from "#lib/domain/outreach/call-outcomes.ts";
import { callTaskId } from "#lib/domain/outreach/call-task.ts";
import { readCall } from "#lib/usecases/read/read-call.ts";
import { claimStaffTask, completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import type { Random } from "../../../bin/local/clinic/random.ts";
import { type Context, day, type Happening, hour } from "../events.ts";
import { barsOf } from "../of-calls.ts";
import type { Person } from "../people.ts";
import { channelsWork, messages, turnedOn } from "./channels.ts";
import { type Concern, type Hands, lotsOf, someTime, staff, toldAnew, type Work } from "./concern.ts";

const minute = 60_000;
/** Many a number is a stranger's, for what comes after that is worth seeing. */
const outcomes: CallOutcome[] = [
  ...(Object.keys(callOutcomes) as CallOutcome[]),
  ...Array.from({ length: 3 }, () => "wrong-number" as const),
];

/** Messages that a person says: colleagues take them, ask for the number, dial and tell, while everything changes. */
export const staffCalls: Concern = {
  share: 14,

  happenings(all, context) {
    const { random } = context;
    const clocks = { fallbackAfter: { "staff-call": random.pick(["PT4H", "P1D"]) } };
    return [
      turnedOn(["staff-call"], random.chance(0.85), random.chance(0.6) ? clocks : undefined),
      ...all.flatMap((person) => {
        const [visit] = person.visits;
        const sent = messages(person, context, { templates: ["all-ways"], most: 4, name: "dial" });
        return [
          ...sent.map((one) => (visit && random.chance(0.5) ? { ...one, visit } : one)),
          ...(random.chance(0.2)
            ? [toldAnew(person, context, someTime(context, day), { deceased: true })]
            : []),
          ...(random.chance(0.4) ? [movesToALandline(person, context)] : []),
          ...(random.chance(0.5) ? [stops(person.reference, someTime(context, day))] : []),
        ];
      }),
    ];
  },

  work: (event) => (event.do === "channels" ? channelsWork(event) : undefined),

  left({ channel, address, outreachId, attempt }, hands) {
    if (channel !== "staff-call") return;
    const { clock, inbound } = hands.world;
    const random = lotsOf(hands.world, "dial", outreachId, attempt);
    const taskId = callTaskId(outreachId, attempt);
    // Before anybody calls, or while somebody means to.
    const stopMs = random.below(10 * hour);
    const at = new Date(clock.ms + stopMs).toISOString();
    if (random.chance(0.4))
      inbound.put({ messageId: `no-${taskId}`, channel: "sms", from: address, text: "STOP", at }, stopMs);
    const beginsMs = minute + random.below(random.pick([hour, 20 * hour]));
    if (random.chance(0.75)) clock.in(beginsMs, () => dials(hands, taskId, random));
  },
};

/** The source tells of a number that takes no text, and rings. */
function movesToALandline(person: Person, context: Context): Happening {
  const address = `+44207946${1000 + context.random.below(9000)}`;
  const contactPoints = (person.input.contactPoints ?? []).map((one) =>
    one.channel === "sms" ? { ...one, address } : one,
  );
  return toldAnew(person, context, someTime(context, hour), { contactPoints });
}

const stops = (person: string, atMs: number) =>
  ({ do: "says", atMs, person, word: "stop", text: "STOP", times: 1 }) as const;

/** One colleague who does as is right, or forgets to take the task, to ask for the number at once, to ask at all, or to tell. */
async function dials(hands: Hands, taskId: string, random: Random): Promise<void> {
  const { ask, world } = hands;
  const takes = random.chance(0.6);
  const asks = random.pick([0, 1, 1, 1, 2]);
  const told = { outcome: random.pick(outcomes), owner: "nurse" };
  const tells = random.chance(0.9);
  const after = (ms: number, work: Work): void => world.clock.in(ms, () => ask(work));
  if (takes) await ask((core) => claimStaffTask(core, taskId, told.owner, staff));
  let ms = 0;
  for (let i = 0; i < asks; i++) {
    ms += random.below(takes ? 12 * hour : minute);
    after(ms, reading(hands, taskId));
  }
  if (tells)
    after(ms + minute + random.below(40 * minute), (core) => completeStaffTask(core, taskId, told, staff));
}

/** What barred it when it was asked for and still did when the number was told. */
const reading =
  ({ world }: Hands, taskId: string): Work =>
  async (core) => {
    const before = barsOf(world.witness, taskId);
    const { outreachId } = await readCall(core, taskId, { ...staff, reason: "to call" });
    const bars = barsOf(world.witness, taskId).filter((bar) => before.includes(bar));
    world.witness.evidence.calls.push({ taskId, outreachId, atMs: world.clock.ms, bars });
  };
