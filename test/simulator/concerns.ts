import { randomFrom } from "../../bin/local/clinic/random.ts";
import { bulkWork } from "./concerns/bulk.ts";
import { campaigns } from "./concerns/campaigns.ts";
import { careGaps } from "./concerns/care-gaps.ts";
import type { Concern } from "./concerns/concern.ts";
import { part2, proxies } from "./concerns/consents.ts";
import { content } from "./concerns/content.ts";
import { danger } from "./concerns/danger.ts";
import { letters } from "./concerns/letters.ts";
import { levels } from "./concerns/levels.ts";
import { longRuns } from "./concerns/long.ts";
import { migrations } from "./concerns/migrations.ts";
import { overrides } from "./concerns/overrides.ts";
import { pages } from "./concerns/pages.ts";
import { categoryStops, crowds, fallback } from "./concerns/policies.ts";
import { portal } from "./concerns/portal.ts";
import { robots } from "./concerns/robots.ts";
import { segments } from "./concerns/segments.ts";
import { senders } from "./concerns/senders.ts";
import { staffCalls } from "./concerns/staff-calls.ts";
import { switches } from "./concerns/switches.ts";
import { talks } from "./concerns/talks.ts";
import { voice } from "./concerns/voice.ts";
import { waitingList } from "./concerns/waiting.ts";
import { whatsapp } from "./concerns/whatsapp.ts";
import { travels } from "./concerns/zones.ts";
import type { Context, Happening } from "./events.ts";
import type { Person } from "./people.ts";

/** What stories may be about beside visits, words, consents and single messages. */
export const concerns = {
  campaigns,
  pages,
  content,
  categoryStops,
  longRuns,
  travels,
  levels,
  fallback,
  part2,
  overrides,
  crowds,
  waitingList,
  proxies,
  migrations,
  switches,
  segments,
  robots,
  voice,
  whatsapp,
  staffCalls,
  senders,
  danger,
  portal,
  letters,
  careGaps,
  bulkWork,
  talks,
} as const satisfies Record<string, Concern>;
export type ConcernName = keyof typeof concerns;
export const concernNames = Object.keys(concerns) as ConcernName[];

export type Chosen = { names: ConcernName[]; happenings: Happening[] };

/** Which of them this story is about, and what happens of each: every one draws its own lots. */
export function chosenFor(seed: number, all: Person[], context: Omit<Context, "random">): Chosen {
  const names: ConcernName[] = [];
  const happenings = concernNames.flatMap((name, i) => {
    const random = randomFrom(seed * 69_069 + (i + 1) * 1_566_083_941);
    if (!random.chance(concerns[name].share / 100)) return [];
    names.push(name);
    return concerns[name].happenings(all, { ...context, random });
  });
  return { names, happenings };
}
