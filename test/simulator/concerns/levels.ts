import { type NewLevel, setPolicyLevel } from "#lib/usecases/policy/policy-levels.ts";
import { type Concern, someTime, staff } from "./concern.ts";

/** Of a patient, `of` is the person's reference. */
export type LevelEvent = { do: "level"; level: NewLevel["level"]; of: string; values: NewLevel["values"] };

/** A place, a program or one patient has hours and amounts of its own, and other ones later. */
export const levels: Concern = {
  share: 15,

  happenings(all, context) {
    const { random } = context;
    const whole = { from: "00:00", to: "23:59" };
    const noon = { from: "11:00", to: "14:00" };
    return Array.from({ length: 1 + random.below(4) }, () => {
      const level = random.pick(["location", "patient"] as const);
      const of = level === "patient" ? random.pick(all).reference : "riverside-clinic";
      const values = random.pick<NewLevel["values"]>([
        { budget: { perDay: 3, perWeek: 6 } },
        { budget: { perDay: 1, perWeek: 1 } },
        { hours: { weekday: whole, saturday: whole, sunday: whole } },
        { hours: { weekday: noon } },
        {},
      ]);
      return { do: "level" as const, level, of, values, atMs: someTime(context) };
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
