import type { FactInput } from "#lib/domain/inputs.ts";
import { saveFact } from "#lib/usecases/ingest/save-fact.ts";
import { askDrifting } from "#lib/usecases/segments/ask-drifting.ts";
import { saveSegment } from "#lib/usecases/segments/save-segment.ts";
import { type Context, day, deliveries, type Happening, hour } from "../events.ts";
import type { Person } from "../people.ts";
import { type Concern, someTime, staff } from "./concern.ts";

type Told = Omit<FactInput, "patientId"> & { reference: string; sourceUpdatedAt: string };

/** What was done for a patient, as the source tells it; or the segment of those for whom it is due is saved. */
export type GapEvent = { do: "fact"; person: string; input: Told } | { do: "gap" };

export const screening = {
  id: "screening-due",
  condition: '"colorectal-cancer-screening" in patient.careGaps',
};

/** A colonoscopy counts for ten years and a stool test for one: USPSTF recommendation 1928. */
export const lasting = { "18746-8": 120, "2335-8": 12 } as const;

/** Who is due for a screening: what closes the gap comes late, twice, overtaken, and is taken back; and time passes. */
export const careGaps: Concern = {
  share: 9,

  happenings(all, context) {
    const { random } = context;
    return [
      ...Array.from({ length: 1 + random.below(2) }, () => ({
        do: "gap" as const,
        atMs: someTime(context, 60_000),
      })),
      ...all.flatMap((person) =>
        Array.from({ length: 1 + random.below(3) }, (_, i) => told(person, context, i)).flat(),
      ),
    ];
  },

  work(event, { patientId }) {
    if (event.do === "fact")
      return (core) => saveFact(core, { ...event.input, patientId: patientId(event.person) }, staff);
    if (event.do !== "gap") return undefined;
    return async (core) => {
      const known = await core.records.get("segment", screening.id, { consistent: true });
      await saveSegment(core, { id: screening.id, draft: screening, ifMatch: known?.version }, staff);
    };
  },

  /** The daily question of what the calendar alone changes, once: what begins with it must come to rest too. */
  settles({ world: { clock }, ask }) {
    clock.in(60 * day, () => ask(askDrifting));
    return [];
  },
};

/** Done some time ago, seldom just inside of what counts; perhaps a mistake after all. */
function told({ reference: person }: Person, context: Context, i: number): Happening[] {
  const { random, startMs } = context;
  const code = random.pick(["18746-8", "2335-8"] as const);
  const months = random.pick([1, 5, 11, 14, 100, 118, 130]);
  const at = new Date(startMs - months * 30.4 * day).toISOString();
  const first = someTime(context, hour);
  const versions: [status: string, atMs: number][] = [["final", first]];
  if (random.chance(0.4)) versions.push(["entered-in-error", someTime(context, first)]);
  return versions.flatMap(([status, toldMs]) =>
    deliveries(random, toldMs, false).map((atMs) => ({
      ...{ do: "fact" as const, person, atMs },
      input: {
        ...{ reference: `screened-${i}`, type: "observation" as const, status, at, code: { code } },
        sourceUpdatedAt: new Date(startMs + toldMs).toISOString(),
      },
    })),
  );
}
