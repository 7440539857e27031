import type { Faults } from "./allowance.ts";
import { highRisk } from "./concerns/segments.ts";
import type { Evidence } from "./evidence.ts";

/** 15. At rest a patient is in a segment if and only if its condition says so of them, and whoever entered was enrolled. */
export function segmentsAreTrue({ mirror }: Evidence): Faults {
  const segment = mirror.get("segment", highRisk.id);
  if (!segment) return [];
  const own = mirror.all("membership").filter(({ data }) => data.segment === highRisk.id);
  const members = new Map(own.map(({ data }) => [data.patientId, data.state]));
  return mirror.all("patient").flatMap(({ id, data: { attributes } }) => {
    const should = segment.data.status === "active" && attributes.risk === "high";
    const is = members.get(id) === "in";
    if (is !== should)
      return [`${id} is ${is ? "in" : "not in"} the segment, and has risk ${attributes.risk}`];
    const enrolled = mirror
      .all("enrollment")
      .some(({ data: e }) => e.patientId === id && e.journey.id === "sim-high-risk");
    return members.has(id) && !enrolled ? [`${id} entered the segment and was not enrolled`] : [];
  });
}

/** Operations over many patients come to their end, unless the campaign that they are about was stopped. */
export const operationsEnd = ({ mirror }: Evidence): Faults =>
  mirror.all("operation").flatMap(({ id, data: { status, about, type } }) => {
    const stopped = type === "campaign" && mirror.get("campaign", about)?.data.status === "stopped";
    return status === "done" || status === "stopped" || stopped ? [] : [`operation ${id} is still ${status}`];
  });
