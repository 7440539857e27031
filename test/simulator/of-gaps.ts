import type { Faults } from "./allowance.ts";
import { lasting, screening } from "./concerns/care-gaps.ts";
import type { Evidence } from "./evidence.ts";

/** The calendar was asked last so long before all is judged (care-gaps.ts). */
const askedMs = 12 * 24 * 3_600_000;

/** 15. At rest whoever is due for a screening is in its segment, by what the source last told, and nobody else is. */
export function gapsAreTrue({ mirror, story, nowMs }: Evidence): Faults {
  if (!mirror.get("segment", screening.id)) return [];
  const facts = story.events.filter((e) => e.do === "fact");
  const members = new Map(
    mirror
      .all("membership")
      .flatMap(({ data }) => (data.segment === screening.id ? [[data.patientId, data.state]] : [])),
  );
  return mirror.all("patient").flatMap(({ id, data }) => {
    const own = facts.filter((e) => e.person === data.reference).map((e) => e.input);
    const isDue = (ms: number): boolean => {
      const age = ageAt(data.birthDate, ms);
      const caredFor = data.active && !data.deceased && age !== undefined && age >= 45 && age <= 75;
      return caredFor && !last(own).some((fact) => counts(fact, ms));
    };
    if (isDue(nowMs) !== isDue(nowMs - askedMs)) return [];
    const is = members.get(id) === "in";
    return is === isDue(nowMs)
      ? []
      : [`${id} is ${is ? "in" : "not in"} ${screening.id}, and is ${is ? "not " : ""}due`];
  });
}

type Told = Extract<Evidence["story"]["events"][number], { do: "fact" }>["input"];

/** The last word on each. */
const last = (all: Told[]): Told[] =>
  [...Map.groupBy(all, ({ reference }) => reference).values()].map((versions) =>
    versions.reduce((a, b) => (b.sourceUpdatedAt > a.sourceUpdatedAt ? b : a)),
  );

function counts({ status, at, code }: Told, ms: number): boolean {
  const months = lasting[code?.code as keyof typeof lasting];
  const until = new Date(at ?? 0);
  until.setUTCMonth(until.getUTCMonth() + months);
  return status === "final" && ms < until.getTime();
}

function ageAt(birthDate: string | undefined, ms: number): number | undefined {
  if (!birthDate) return undefined;
  const today = new Date(ms).toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
