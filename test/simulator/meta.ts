import { inboundFrom } from "#lib/adapters/whatsapp/inbound.ts";
import type { Inbound } from "#lib/ports.ts";

type Said = { id: string; from: string; text: string; atMs: number };

/** WhatsApp keeps Mexico's mobile numbers with the 1 that the country's plan has dropped. */
const waIdOf = (number: string): string => number.slice(1).replace(/^52(?=\d{10}$)/, "521");

/** A message as Meta tells of it, read as the function of inbound messages reads it: its time has no milliseconds. */
export function onWhatsApp({ id, from, text, atMs }: Said): Inbound[] {
  const timestamp = String(Math.floor(atMs / 1_000));
  const message = { id, from: waIdOf(from), timestamp, type: "text", text: { body: text } };
  const entry = { changes: [{ value: { messages: [message] } }] };
  return inboundFrom({ whatsAppWebhookEntry: JSON.stringify(entry) });
}
