import type { Actor, Instant } from "#lib/domain/words.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { type Manner, mannerOf, type Person, person, receiptOf, settle } from "./people.ts";
import { type Counts, type World, worldAt } from "./world.ts";

const app: Actor = { type: "client", id: "bench" };

/** A Tuesday. At three in the afternoon UTC it is nine in Denver. */
const dawn = "2026-06-02T11:00:00.000Z";
const morning = "2026-06-02T15:00:00.000Z";
const afternoon = "2026-06-02T20:00:00.000Z";
const night = "2026-06-03T11:00:00.000Z";
/** Nine o'clock is smeared over these minutes. Of a million so many leave in one, and those of a cohort together. */
const smear = 180;
const inMinute = Math.ceil(1_000_000 / smear);
const minuteOf = ({ n }: Person): number => Math.floor(n / inMinute) % smear;

const texts: Partial<Record<Manner, string>> = {
  answers: "1",
  stops: "STOP",
  "asks for help": "HELP",
  "writes freely": "what should I bring?",
};

const plus = (at: Instant, minutes: number): Instant =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

export type Played = Counts & { settleMs: number; dayMs: number };

/** The day of the patients `from` to `to`: two messages each, and all that comes back. */
export async function playCohort(from: number, to: number): Promise<Played> {
  const people = Array.from({ length: to - from }, (_, i) => person(from + i));
  const byPhone = new Map(people.map((one) => [one.phone, one]));
  const world: World = await worldAt(dawn, (outreachId, address) =>
    comesBack(world, byPhone.get(address) as Person, outreachId),
  );
  const began = performance.now();
  for (const one of people) await settle(world.ports.records, one, dawn);
  drop(world);
  const day = performance.now();
  for (const one of people) await ask(world, one, "morning", plus(morning, minuteOf(one)));
  await world.runTo(plus(morning, smear));
  for (const one of people) await ask(world, one, "afternoon", plus(afternoon, minuteOf(one)));
  await world.runTo(night);
  const ended = performance.now();
  return { ...world.counts(), settleMs: day - began, dayMs: ended - day };
}

/** The patients were there before: nothing follows from that today. */
const drop = ({ ports }: World): void =>
  void (ports.records as typeof ports.records & { drain(): unknown }).drain();

const ask = ({ ports }: World, { id }: Person, part: string, dueAt: Instant): Promise<unknown> =>
  sendDirect(
    ports,
    { patientId: id, reference: part, template: "help-reply", channels: ["sms"], dueAt },
    { actor: app },
  );

/** What the carrier and the patient say of a message that left: to the first one of the day, the patient's words too. */
function comesBack({ ports, agenda }: World, one: Person, outreachId: string): void {
  const now = ports.clock.now();
  const receipt = receiptOf(one.n);
  if (receipt)
    agenda.add(plus(now, 1), async () => {
      const at = ports.clock.now();
      await recordReceipt(ports, { outreachId, attempt: 1, channel: "sms", receipt, at });
    });
  const text = now < afternoon ? texts[mannerOf(one.n)] : undefined;
  const messageId = `said-${one.n}`;
  if (text && !agenda.has(messageId))
    agenda.add(
      plus(now, 5 + (one.n % 30)),
      async () => {
        const at = ports.clock.now();
        await receiveMessage(ports, { messageId, channel: "sms", from: one.phone, text, at });
      },
      messageId,
    );
}
