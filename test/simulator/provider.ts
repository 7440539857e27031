import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Channel } from "#lib/domain/words.ts";
import { type ChannelPort, type Envelope, type Receipt, type RefusalCause, UnknownEnd } from "#lib/ports.ts";
import type { Random } from "../../bin/local/clinic/random.ts";
import type { Faults } from "./faults.ts";
import type { Tasks } from "./tasks.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export type ProviderWorld = {
  tasks: Tasks;
  clock: VirtualClock;
  random: Random;
  faults: Faults;
  /** Numbers for texts may turn out to be landlines. */
  landlines?: boolean;
  /** The message has left: the patient will have it, whatever the caller is told. */
  left: (envelope: Envelope) => void;
  receipt: (receipt: Receipt, afterMs: number) => void;
};

const refusals: RefusalCause[] = ["address_invalid", "address_opted_out", "content", "account"];

const refusalsOf = (channel: Channel, { landlines }: ProviderWorld): RefusalCause[] =>
  landlines && channel === "sms" ? [...refusals, "landline", "landline"] : refusals;

type Lie = [ReceiptName, ReceiptName];
/** Pairs that contradict each other: providers do send both. */
const lies: Lie[] = [
  ["delivered", "hard-bounce"],
  ["unreachable", "delivered"],
  ["delivered", "complaint"],
  ["carrier-silent", "delivered"],
  ["invalid-address", "delivered"],
];

/** What a channel's own provider says first, and in the end where all is well or not; and how it contradicts itself. */
type Manner = { first: ReceiptName; well: ReceiptName; ill: ReceiptName[]; lies: Lie[] };

const texts: Manner = { first: "carrier-accepted", well: "delivered", ill: ["unreachable"], lies };
const manners: Partial<Record<Channel, Manner>> = {
  voice: {
    first: "accepted",
    well: "delivered",
    ill: ["busy", "no-answer", "call-failed"],
    lies: [
      ["delivered", "no-answer"],
      ["busy", "delivered"],
      ["call-failed", "expired"],
    ],
  },
  whatsapp: {
    first: "accepted",
    well: "read",
    ill: ["carrier-blocked", "marketing-declined", "unreachable"],
    lies: [
      ["delivered", "marketing-declined"],
      ["marketing-declined", "read"],
      ["content-rejected", "delivered"],
    ],
  },
  letter: {
    first: "accepted",
    well: "printed",
    ill: ["printed"],
    lies: [
      ["mailed", "printed"],
      ["printed", "accepted"],
    ],
  },
};

/** A provider on a bad day. What it accepts leaves once, here and now. */
export function provider(channel: Channel, world: ProviderWorld, name: string = channel): ChannelPort {
  let count = 0;
  return {
    channel,
    send: (envelope) =>
      world.tasks.call("provider send", async () => {
        if (!world.faults.happens("provider")) return accept(envelope);
        const mood = world.random.below(10);
        if (mood < 3)
          return { outcome: "throttled", code: "Throttled", retryAfterSeconds: 1 + world.random.below(30) };
        if (mood < 5)
          return { outcome: "refused", code: world.random.pick(refusalsOf(channel, world)), detail: "sim" };
        if (mood < 8) accept(envelope);
        throw new UnknownEnd(channel, "SimTimeout");
      }),
  };

  function accept(envelope: Envelope): { outcome: "accepted"; providerId: string } {
    const providerId = `sim-${name}-${++count}`;
    world.left(envelope);
    for (const [receipt, afterMs] of receiptsFor(channel, world))
      world.receipt(
        {
          outreachId: envelope.outreachId,
          attempt: envelope.attempt,
          channel,
          receipt,
          at: world.clock.now(),
          providerId,
        },
        afterMs,
      );
    return { outcome: "accepted", providerId };
  }
}

function receiptsFor(channel: Channel, { random, faults }: ProviderWorld): [ReceiptName, number][] {
  const { first: taken, well, ill, lies } = manners[channel] ?? texts;
  const soon = 500 + random.below(5_000);
  if (!faults.happens("receipts"))
    return [
      [taken, soon],
      [random.chance(0.93) ? well : random.pick(ill), soon + 1_000],
    ];
  const mood = random.below(10);
  if (mood < 3) return [];
  const [first, second] = random.pick(lies);
  const late = random.below(7_200_000);
  if (mood < 6)
    return [
      [first, soon],
      [second, late],
      [first, late + random.below(60_000)],
    ];
  return [
    [well, 10 + random.below(50)],
    [taken, late],
    [well, late],
    ["accepted", late],
  ];
}
