import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Channel } from "#lib/domain/words.ts";
import { type ChannelPort, type Envelope, type Receipt, type RefusalCause, UnknownEnd } from "#lib/ports.ts";
import type { Random } from "../../bin/local/clinic/random.ts";
import type { Faults } from "./faults.ts";
import type { Tasks } from "./tasks.ts";
import type { VirtualClock } from "./virtual-clock.ts";

type World = {
  tasks: Tasks;
  clock: VirtualClock;
  random: Random;
  faults: Faults;
  /** The message has left: the patient will have it, whatever the caller is told. */
  left: (envelope: Envelope) => void;
  receipt: (receipt: Receipt, afterMs: number) => void;
};

const refusals: RefusalCause[] = ["address_invalid", "address_opted_out", "content", "account"];

/** Pairs that contradict each other: providers do send both. */
const lies: [ReceiptName, ReceiptName][] = [
  ["delivered", "hard-bounce"],
  ["unreachable", "delivered"],
  ["delivered", "complaint"],
  ["carrier-silent", "delivered"],
  ["invalid-address", "delivered"],
];

/** A provider on a bad day. What it accepts leaves once, here and now. */
export function provider(channel: Channel, world: World, name: string = channel): ChannelPort {
  let count = 0;
  return {
    channel,
    send: (envelope) =>
      world.tasks.call("provider send", async () => {
        if (!world.faults.happens("provider")) return accept(envelope);
        const mood = world.random.below(10);
        if (mood < 3)
          return { outcome: "throttled", code: "Throttled", retryAfterSeconds: 1 + world.random.below(30) };
        if (mood < 5) return { outcome: "refused", code: world.random.pick(refusals), detail: "sim" };
        if (mood < 8) accept(envelope);
        throw new UnknownEnd(channel, "SimTimeout");
      }),
  };

  function accept(envelope: Envelope): { outcome: "accepted"; providerId: string } {
    const providerId = `sim-${name}-${++count}`;
    world.left(envelope);
    for (const [receipt, afterMs] of receiptsFor(world))
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

function receiptsFor({ random, faults }: World): [ReceiptName, number][] {
  const soon = 500 + random.below(5_000);
  if (!faults.happens("receipts"))
    return [
      ["carrier-accepted", soon],
      [random.chance(0.93) ? "delivered" : "unreachable", soon + 1_000],
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
    ["delivered", 10 + random.below(50)],
    ["carrier-accepted", late],
    ["delivered", late],
    ["accepted", late],
  ];
}
