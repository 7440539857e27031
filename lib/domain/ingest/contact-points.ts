import * as z from "zod";
import { digest } from "../ids.ts";
import type { ContactPointInput } from "../inputs.ts";
import type { ContactPoint, Health } from "../patient/patient.ts";
import { parsePhone } from "../patient/phone.ts";
import { mailingLines } from "../patient/postal-address.ts";
import { type Channel, phoneChannels } from "../words.ts";

const contactPointId = (patientId: string, channel: Channel, address: string): string =>
  `cp_${digest(12, patientId, channel, address.toLowerCase())}`;

type Usable = Pick<ContactPoint, "channel" | "address" | "health" | "postal">;

/** A landline takes no text but rings: it is a voice address too. So does the switchboard before an extension. */
function usable(input: ContactPointInput, region: string): Usable[] {
  const { channel, address = "", postal } = input;
  if (channel === "letter")
    return postal
      ? [{ channel, address: mailingLines(postal).join("\n"), health: "ok", postal }]
      : [{ channel, address, health: "invalid" }];
  if (channel === "email")
    return [{ channel, address, health: z.email().safeParse(address).success ? "ok" : "invalid" }];
  if (!phoneChannels.has(channel)) return [{ channel, address, health: "ok" }];
  const phone = parsePhone(address, region);
  if (!phone.ok) return [{ channel, address, health: "invalid" }];
  if (channel === "sms" && (phone.type === "FIXED_LINE" || phone.extension))
    return [
      { channel, address: phone.e164, health: "landline" },
      { channel: "voice", address: phone.e164, health: "ok" },
    ];
  return [{ channel, address: phone.e164, health: "ok" }];
}

/**
 * Contact points as they can be used: phone numbers in E.164, one of each address. An unusable one is kept as it
 * was written, with its health `invalid`, so that staff see what to correct. What providers said of an address
 * (`learned`, by contact point id) outweighs what its look says.
 */
export function contactPointsFrom(
  inputs: ContactPointInput[],
  context: { patientId: string; region: string; learned: Record<string, Health> },
): ContactPoint[] {
  const points = new Map<string, ContactPoint>();
  for (const input of inputs)
    for (const found of usable(input, context.region)) {
      if (found.address === "") continue;
      const id = contactPointId(context.patientId, found.channel, found.address);
      const { use, verifiedAt, relation } = input;
      if (!points.has(id))
        points.set(id, {
          id,
          ...found,
          health: context.learned[id] ?? found.health,
          ...(use && { use }),
          ...(verifiedAt && { verifiedAt }),
          ...(relation && { relation }),
        });
    }
  return [...points.values()];
}
