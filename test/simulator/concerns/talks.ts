import { barrierCodes } from "#lib/domain/patient/barrier.ts";
import type { Random } from "../../../bin/local/clinic/random.ts";
import { doorIn, origin } from "../browser.ts";
import { type Concern, lotsOf } from "./concern.ts";
import { entered } from "./pages.ts";

const minute = 60_000;

/** On the clinic's pages patients tell what makes it hard to come, and how it was; some twice at once. */
export const talks: Concern = {
  share: 9,

  happenings: () => [{ do: "policy", atMs: minute, change: { linkBase: origin } }],

  left(envelope, { world }) {
    const path = doorIn(envelope.body);
    const random = lotsOf(world, "talk", envelope.outreachId);
    if (!path || random.chance(0.3)) return;
    world.clock.in(minute + random.below(300 * minute), async () => {
      const browser = await entered(world, envelope, { path, random });
      if (!browser) return;
      const { page, fields } = told(random);
      if (random.chance(0.3)) await browser.sendTwice(page, fields);
      else await browser.send(page, fields);
    });
  },
};

const told = (random: Random): { page: string; fields: Record<string, string> } =>
  random.chance(0.5)
    ? { page: "/p/barriers", fields: { code: random.pick(barrierCodes), text: "it is far" } }
    : { page: "/p/feedback", fields: { score: String(1 + random.below(5)), text: "so and so" } };
