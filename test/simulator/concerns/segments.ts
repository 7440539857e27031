import { retireSegment, saveSegment } from "#lib/usecases/segments/save-segment.ts";
import { type Concern, someTime, staff, toldAnew } from "./concern.ts";

export type SegmentEvent = { do: "segment"; what: "save" | "retire" };

/** Who has a high risk enters, and a journey with them; who has none any more leaves, and it ends. */
export const highRisk = { id: "high-risk", condition: 'patient.risk == "high"' };

export const segments: Concern = {
  share: 14,

  happenings(all, context) {
    const { random } = context;
    const from = someTime(context, 60_000);
    return [
      { do: "segment", what: "save", atMs: from },
      ...(random.chance(0.3)
        ? [{ do: "segment" as const, what: "save" as const, atMs: someTime(context) }]
        : []),
      ...(random.chance(0.2)
        ? [{ do: "segment" as const, what: "retire" as const, atMs: someTime(context) }]
        : []),
      ...Array.from({ length: 2 + random.below(5) }, () =>
        toldAnew(random.pick(all), context, someTime(context, 60_000), {
          attributes: { risk: random.pick(["high", "high", "low", null]) },
        }),
      ),
    ];
  },

  work(event, { world: { mirror } }) {
    if (event.do !== "segment") return undefined;
    const { id } = highRisk;
    if (event.what === "retire") return (core) => retireSegment(core, id, staff);
    return (core) =>
      saveSegment(core, { id, draft: highRisk, ifMatch: mirror.get("segment", id)?.version }, staff);
  },
};
