import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import { recordLetterReceipt } from "#lib/usecases/outreach/letter-receipt.ts";
import { knownAfterMs } from "../allowance.ts";
import { day, hour } from "../events.ts";
import { lineOf } from "../lines.ts";
import { alsoHas, channelsWork, messages, turnedOn } from "./channels.ts";
import { type Concern, lotsOf, staff } from "./concern.ts";

const homes = [
  {
    lines: ["17 Quillfeather Road"],
    city: "Chicago",
    state: "IL" as const,
    postalCode: "60601",
    country: "US" as const,
  },
  {
    lines: ["4 Oboe Lane", "Unit 2"],
    city: "Chicago",
    state: "IL" as const,
    postalCode: "60602",
    country: "US" as const,
  },
];

/** Paper: whoever prints and the post tell of it by hand, late, twice and in any order, and may bring it back. */
export const letters: Concern = {
  share: 10,

  happenings(all, context) {
    const { random } = context;
    const clocks = { fallbackAfter: { letter: "P3D" } };
    return [
      turnedOn(["letter"], random.chance(0.8), random.chance(0.5) ? clocks : undefined),
      ...all.flatMap((person) => [
        alsoHas(person, context, { channel: "letter", postal: random.pick(homes) }, 95),
        ...messages(person, context, { templates: ["all-ways"], most: 4, name: "paper" }),
      ]),
    ];
  },

  work: (event) => (event.do === "channels" ? channelsWork(event) : undefined),

  left({ channel, address, outreachId, attempt }, { world, ask }) {
    if (channel !== "letter") return;
    const { clock, witness, mirror } = world;
    const random = lotsOf(world, "post", outreachId);
    const brought: ReceiptName[] = random.chance(0.3) ? ["returned"] : [];
    for (const receipt of [...(["printed", "mailed"] as const), ...brought])
      for (let times = random.pick([0, 1, 1, 2]); times > 0; times--)
        clock.in(hour + random.below(receipt === "returned" ? 2 * day : day), async () => {
          const patientId = mirror.get("outreach", outreachId)?.data.patientId ?? "";
          if (receipt === "returned") witness.evidence.ended.add(`${outreachId} ${attempt}`);
          await ask(async (core) => {
            await recordLetterReceipt(core, outreachId, { receipt, attempt }, staff);
            const line = lineOf("letter", address);
            if (receipt === "returned")
              witness.evidence.wrong.push({ patientId, line, fromMs: clock.ms + knownAfterMs });
          });
        });
  },
};
