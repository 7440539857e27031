import { type NewLevel, setPolicyLevel } from "#lib/usecases/policy/policy-levels.ts";
import { hour } from "../events.ts";
import { type Concern, someTime, staff, toldAnew } from "./concern.ts";

type Values = NewLevel["values"];

/** Of a patient, `of` is the person's reference. */
export type LevelEvent = { do: "level"; level: NewLevel["level"]; of: string; values: NewLevel["values"] };

const whole = { from: "00:00", to: "23:59" };
const noon = { from: "11:00", to: "14:00" };
const wide: Values[] = [
  { budget: { perDay: 3, perWeek: 6 } },
  { hours: { weekday: whole, saturday: whole, sunday: whole } },
];
const narrow: Values[] = [{ budget: { perDay: 1, perWeek: 1 } }, { hours: { weekday: noon } }, {}];

/** A place or one patient has hours and amounts of its own: generous ones first, and stricter ones, or none, later. */
export const levels: Concern = {
  share: 15,

  happenings(all, context) {
    const { random } = context;
    const { reference } = random.pick(all);
    return (["location", "patient"] as const).flatMap((level) => {
      const of = level === "patient" ? reference : "riverside-clinic";
      const first = someTime(context, 2 * hour);
      const set = (values: Values[], atMs: number) => ({
        do: "level" as const,
        ...{ level, of, values: random.pick(values), atMs },
      });
      const strict = Array.from({ length: random.below(3) }, () => set(narrow, someTime(context, first)));
      const here = all.map((person) =>
        toldAnew(person, context, hour + random.below(hour), {
          attributes: { location: "Riverside Clinic" },
        }),
      );
      const sent = Array.from({ length: 3 }, (_, i) => ({
        do: "send" as const,
        atMs: someTime(context),
        person: reference,
        template: random.pick(["check-up", "clinic-news"]),
        reference: `level-${level}-${i}`,
        dueInMs: random.pick([0, 0, 5 * hour]),
        twice: false,
      }));
      return [set(wide, first), ...strict, ...sent, ...(level === "location" ? here : [])];
    });
  },

  work(event, { patientId, world: { mirror } }) {
    if (event.do !== "level") return undefined;
    const { level, values } = event;
    const of = level === "patient" ? patientId(event.of) : event.of;
    return (core) =>
      setPolicyLevel(
        core,
        { level, of, values },
        mirror.get("policyLevel", `${level}~${of}`)?.version,
        staff,
      );
  },
};
