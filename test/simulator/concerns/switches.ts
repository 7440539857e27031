import {
  pauseEverything,
  pauseJourney,
  resumeEverything,
  resumeJourney,
} from "#lib/usecases/journeys/switches.ts";
import { hour } from "../events.ts";
import { type Concern, type Hands, someTime, staff, type Work } from "./concern.ts";

/** `of`: a journey's id, or everything. */
export type SwitchEvent = { do: "switch"; of: string; paused: boolean };

const everything = "everything";

/** Everything, or one journey, is paused for a while, and turned back. */
export const switches: Concern = {
  share: 12,

  happenings(_all, context) {
    const { random } = context;
    return Array.from({ length: 1 + random.below(2) }, () => {
      const of = random.pick([everything, "appointment-reminder"]);
      const from = someTime(context);
      return [
        { do: "switch" as const, of, paused: true, atMs: from },
        { do: "switch" as const, of, paused: false, atMs: from + random.below(30 * hour) },
      ];
    }).flat();
  },

  work: (event, hands) => (event.do === "switch" ? turned(event, hands) : undefined),

  settles: (hands) =>
    hands.world.mirror
      .all("switch")
      .filter(({ data }) => data.paused)
      .map(({ id }) => {
        const of = id === everything ? id : "appointment-reminder";
        return turned({ of, paused: false }, hands);
      }),
};

const turned =
  ({ of, paused }: Omit<SwitchEvent, "do">, { world: { witness } }: Hands): Work =>
  async (core) => {
    const bar =
      of === everything ? { what: "everything" as const, ref: "" } : { what: "journey" as const, ref: of };
    if (!paused) witness.lifted(bar);
    const asked = witness.asks();
    if (of === everything) await (paused ? pauseEverything : resumeEverything)(core, staff);
    else await (paused ? pauseJourney : resumeJourney)(core, of, staff);
    if (paused) witness.barred(bar, asked);
  };
