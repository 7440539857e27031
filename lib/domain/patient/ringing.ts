import { digest } from "../ids.ts";
import type { Channel } from "../words.ts";
import type { Health } from "./patient.ts";

export const contactPointId = (patientId: string, channel: Channel, address: string): string =>
  `cp_${digest(12, patientId, channel, address.toLowerCase())}`;

/** A contact point, or an address of the reach item. */
export type Numbered = { id: string; channel: Channel; address: string; health: Health };

/**
 * A landline takes no text but rings: its number is a voice address too, of whoever's and stopped as it was. So is the
 * switchboard before an extension. Whether it may be called is asked by the gate.
 */
export function withRinging<P extends Numbered>(points: readonly P[], patientId: string): P[] {
  const known = new Set(points.map(({ id }) => id));
  const rung = points
    .filter(({ channel, health }) => channel === "sms" && health === "landline")
    .map(
      (point): P => ({
        ...point,
        id: contactPointId(patientId, "voice", point.address),
        channel: "voice",
        health: "ok",
      }),
    );
  return [...points, ...rung.filter(({ id }) => !known.has(id))];
}
