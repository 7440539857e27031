import { createHmac } from "node:crypto";
import { endingOf, retryAfterSeconds } from "#lib/domain/outreach/ending.ts";
import type { Instant } from "#lib/domain/words.ts";
import { type RefusalCause, type SendResult, UnknownEnd } from "#lib/ports.ts";
import type { guardedPost, Posted } from "./guarded-post.ts";
import type { HandOver, MadeLetter } from "./send.ts";

/** `secret`: `whsec_` and 24 to 64 bytes in base64. */
export type Vendor = {
  url: URL;
  secret: string;
  now: () => Instant;
  post: (...request: Parameters<typeof guardedPost>) => Promise<Posted>;
};

/**
 * To a print vendor's webhook, signed as Standard Webhooks says (standardwebhooks.com, version 1). `webhook-id` is the
 * same for the same letter, so that one that comes twice is printed once. The vendor holds PHI: it needs a contract (45
 * CFR 164.504(e)).
 */
export const printVendor =
  ({ url, secret, now, post }: Vendor): HandOver =>
  async (letter) => {
    const at = now();
    const id = `${letter.outreachId}.${letter.attempt}`;
    const body = bodyOf(letter, at);
    const seconds = String(Math.floor(Date.parse(at) / 1000));
    const posted = await post(url, body, {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": seconds,
      "webhook-signature": `v1,${signature(secret, `${id}.${seconds}.${body}`)}`,
    });
    return resultOf(posted, letter);
  };

const bodyOf = ({ pdf, ...ids }: MadeLetter, timestamp: Instant): string =>
  JSON.stringify({ type: "letter.print", timestamp, data: { ...ids, pdf: pdf.toString("base64") } });

const signature = (secret: string, text: string): string =>
  createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
    .update(text)
    .digest("base64");

/** Whose fault: a vendor that does not take this file does not like the file; else it is the account's. */
const causes = new Map<string, RefusalCause>([
  ["413", "content"],
  ["422", "content"],
]);

function resultOf(posted: Posted, { reference }: MadeLetter): SendResult {
  if ("status" in posted) {
    const { status } = posted;
    if (status >= 200 && status < 300) return { outcome: "accepted", providerId: reference };
    const redirects = status >= 300 && status < 400;
    const ending = endingOf({ status: redirects ? 400 : status, name: String(status) }, causes, "account");
    if (ending.outcome === "unknown") throw new UnknownEnd("letter", ending.code);
    return ending;
  }
  if (posted.left) throw new UnknownEnd("letter", posted.code);
  if (posted.code === "EINNER" || posted.code === "not_https")
    return { outcome: "refused", code: "account", detail: posted.code };
  return { outcome: "throttled", code: posted.code, retryAfterSeconds };
}
