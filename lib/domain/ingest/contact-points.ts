import * as z from "zod";
import type { ContactPointInput } from "../inputs.ts";
import { asFound } from "../patient/health.ts";
import type { ContactPoint, Health } from "../patient/patient.ts";
import { parsePhone } from "../patient/phone.ts";
import { mailingLines } from "../patient/postal-address.ts";
import { contactPointId, withRinging } from "../patient/ringing.ts";
import { addressKey } from "../reach/address.ts";
import { numberChannels } from "../words.ts";

type Usable = Pick<ContactPoint, "channel" | "address" | "health" | "postal">;

function usable(input: ContactPointInput, region: string): Usable {
  const { channel, address = "", postal } = input;
  if (channel === "letter")
    return postal
      ? { channel, address: mailingLines(postal).join("\n"), health: "ok", postal }
      : { channel, address, health: "invalid" };
  if (channel === "email")
    return { channel, address, health: z.email().safeParse(address).success ? "ok" : "invalid" };
  if (!numberChannels.has(channel)) return { channel, address, health: "ok" };
  const phone = parsePhone(address, region);
  if (!phone.ok) return { channel, address, health: "invalid" };
  const takesNoText = channel === "sms" && (phone.type === "FIXED_LINE" || phone.extension !== undefined);
  return { channel, address: phone.e164, health: takesNoText ? "landline" : "ok" };
}

/**
 * Contact points as they can be used: phone numbers in E.164, one of each address. An unusable one is kept as it
 * was written, with its health `invalid`, so that staff see what to correct. What was found out of an address
 * (`learned`, by contact point id, or by address key of all that are this address) outweighs what its look says.
 */
export function contactPointsFrom(
  inputs: ContactPointInput[],
  context: { patientId: string; region: string; learned: Record<string, Health> },
): ContactPoint[] {
  const known = (point: ContactPoint): ContactPoint => {
    const { id, channel, address } = point;
    const health = context.learned[addressKey(channel, address)] ?? context.learned[id];
    return health ? asFound(point, health) : point;
  };
  const points = new Map<string, ContactPoint>();
  for (const input of inputs) {
    const found = usable(input, context.region);
    const id = contactPointId(context.patientId, found.channel, found.address);
    if (found.address === "" || points.has(id)) continue;
    const { use, verifiedAt, relation } = input;
    const told = { ...(use && { use }), ...(verifiedAt && { verifiedAt }), ...(relation && { relation }) };
    points.set(id, known({ id, ...found, ...told }));
  }
  return withRinging([...points.values()], context.patientId).map(known);
}
