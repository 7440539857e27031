import type { Envelope } from "#lib/ports.ts";

/** What rides along in Meta's `biz_opaque_callback_data` (512 characters) and comes back in every status. */
export const contextOf = ({ outreachId, attempt }: Pick<Envelope, "outreachId" | "attempt">): string =>
  `${outreachId}.${attempt}`;

const written = /^(out_[\w-]{1,200})\.([1-9]\d{0,5})$/;

/** Undefined for what is not ours: another system may send from the same number. */
export function contextFrom(text: string): Pick<Envelope, "outreachId" | "attempt"> | undefined {
  const [, outreachId, attempt] = written.exec(text) ?? [];
  return outreachId ? { outreachId, attempt: Number(attempt) } : undefined;
}
