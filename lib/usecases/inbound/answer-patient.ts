import { directOutreachId } from "#lib/domain/ids.ts";
import type { Message } from "#lib/domain/message.ts";
import { awayUntil } from "#lib/domain/time/care-hours.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Instant, Purpose } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedTemplate } from "../config.ts";
import { planOutreach } from "../outreach/plan-outreach.ts";
import { routeToStaff } from "./route-to-staff.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type Reply = {
  template: string;
  expiresInMinutes: number;
  confirmsStop?: true;
  purpose?: Purpose;
  awayUntil?: Instant;
  /** The occasion it is said on once; the message itself, unless told. */
  once?: string;
};

/** An answer to the patient's own words, on the channel they used. False where the customer has no such words for it. */
export async function answerPatient(ports: Needs, message: Message, reply: Reply): Promise<boolean> {
  const { template, expiresInMinutes, once = message.id, purpose = "operations", ...rest } = reply;
  const words = await publishedTemplate(ports, template);
  if (!words?.content.variants.some(({ channel }) => channel === message.channel)) return false;
  await planOutreach(
    ports,
    {
      ...rest,
      id: directOutreachId(message.patientId, `${template} ${once}`),
      patientId: message.patientId,
      template,
      purpose,
      channels: [message.channel],
      inReplyTo: message.id,
      ...(message.addressId && { addressId: message.addressId }),
      expiresAt: plusMs(message.at, expiresInMinutes * 60_000),
    },
    { actor: { type: "system", id: "inbound" }, cause: message.id },
  );
  return true;
}

const notUnderstood: Reply = { template: "not-understood", expiresInMinutes: 60 };

/**
 * Says that a person will read it. While whoever reads that queue is away, it says until when, and what to do in an
 * emergency: once per closed period, and nothing more until it ends.
 */
export async function answerUnread(ports: Needs, message: Message): Promise<void> {
  const { id, patientId, outreachId, text, at } = message;
  const { policy, queue } = await routeToStaff(ports, { patientId, outreachId, text });
  const away = awayUntil(policy, queue, at);
  const told =
    away !== undefined &&
    (await answerPatient(ports, message, {
      template: "after-hours",
      expiresInMinutes: 60,
      awayUntil: away,
      once: away,
    }));
  if (!told) await answerPatient(ports, message, { ...notUnderstood, once: id });
}

/**
 * What to do in an emergency, in the customer's own words; again at the earliest in the next hour, however often danger
 * is heard, for two machines may speak of it. Staff read each of them. Of class `safety`: nothing but a STOP or a
 * revocation keeps it back.
 */
export async function answerDanger(ports: Needs, message: Message): Promise<void> {
  const told = await answerPatient(ports, message, {
    template: "crisis-reply",
    expiresInMinutes: 15,
    purpose: "safety",
    once: message.at.slice(0, 13),
  });
  if (!told) await answerPatient(ports, message, { ...notUnderstood, expiresInMinutes: 15 });
}
