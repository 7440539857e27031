import { letterReference } from "#lib/domain/letter/reference.ts";
import type { ChannelPort, Envelope, RefusalCause, SendResult } from "#lib/ports.ts";
import type { Letter } from "./print.ts";

/** A letter on its way to the printer. */
export type MadeLetter = {
  outreachId: string;
  attempt: number;
  reference: string;
  pages: number;
  format: Letter["format"];
  pdf: Buffer;
};

/** Hands a letter over: ids and the file. The same letter twice is one. */
export type HandOver = (letter: MadeLetter) => Promise<SendResult>;

/** `sender`: the lines of the return address. Whoever sees the envelope reads them: a discreet name, and no department. */
export type LetterSettings = { sender: string[]; handOver: HandOver };

/** Letters: made here, printed and posted by the customer or a print vendor. */
export const letterChannel = ({ sender, handOver }: LetterSettings): ChannelPort => ({
  channel: "letter",
  async send(envelope) {
    const lines = addressOf(envelope);
    if (!lines) return refused("address_invalid", "no_postal_address");
    const letter = letterFrom(envelope, { sender, lines });
    // The PDF library and its fonts (2.4 MB) are read with the first letter.
    const { printed } = await import("./print.ts");
    const made = await printed(letter);
    if (!made.ok) return refused(causes[made.why], made.why);
    const { outreachId, attempt } = envelope;
    const { reference, format } = letter;
    return handOver({ outreachId, attempt, reference, format, pages: made.pages, pdf: made.pdf });
  },
});

const causes = {
  script: "content",
  too_long: "content",
  address_too_wide: "address_invalid",
  // The customer's own setting, and every letter's fault.
  sender_too_wide: "account",
} as const satisfies Record<string, RefusalCause>;

const refused = (code: RefusalCause, detail: string): SendResult => ({ outcome: "refused", code, detail });

/** The name above a street and a place with its ZIP code. */
function addressOf({ address, paper }: Envelope): string[] | undefined {
  const lines = address.split("\n");
  const isPlaced = lines.length > 1 && / [A-Z]{2} \d{5}(-\d{4})?$/.test(lines.at(-1) ?? "");
  return isPlaced && paper?.addressee ? [paper.addressee, ...lines] : undefined;
}

function letterFrom(
  { outreachId, attempt, paper, language, subject, body }: Envelope,
  { sender, lines }: { sender: string[]; lines: string[] },
): Letter {
  const { day, at, format } = paper as NonNullable<Envelope["paper"]>;
  return {
    sender,
    addressee: lines,
    reference: letterReference(outreachId, attempt),
    day,
    at,
    language,
    format,
    ...(subject && { subject }),
    body,
  };
}
