import * as z from "zod";
import { guardedPost } from "#lib/adapters/letter/guarded-post.ts";
import { type HandOver, letterChannel } from "#lib/adapters/letter/send.ts";
import { printVendor } from "#lib/adapters/letter/vendor.ts";
import { retryAfterSeconds } from "#lib/domain/outreach/ending.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { readEnv } from "../env.ts";
import type { CorePorts } from "./core.ts";

/** The lines of the return address, one below the other. */
const Sender = z.object({ LETTER_SENDER: z.string().min(1) });
const Bucket = z.object({ LETTER_BUCKET: z.string().min(3) });
/** The secret's ARN, never its value. */
const Vendor = z.object({
  LETTER_VENDOR_URL: z.url({ protocol: /^https$/ }),
  LETTER_VENDOR_SECRET_ARN: z.string().min(1),
});

export function letterPort({ clock }: CorePorts): ChannelPort {
  const { LETTER_SENDER } = readEnv(Sender);
  const way = process.env.LETTER_VENDOR_URL ? vendorOf(clock.now) : bucketOf();
  return letterChannel({ sender: LETTER_SENDER.split("\n"), handOver: onceAsked(way) });
}

/** Made with the first letter, and anew where that failed: nothing left then, so this letter may be tried again. */
function onceAsked(make: () => Promise<HandOver>): HandOver {
  let made: HandOver | undefined;
  return async (letter) => {
    try {
      made ??= await make();
    } catch {
      return { outcome: "throttled", code: "not_ready", retryAfterSeconds };
    }
    return made(letter);
  };
}

/** The client (430 KB) is read then too: no letter is in a hurry. */
function bucketOf(): () => Promise<HandOver> {
  const { LETTER_BUCKET } = readEnv(Bucket);
  return async () => {
    const { letterBucket, letterClient } = await import("#lib/adapters/letter/bucket.ts");
    return letterBucket(letterClient(), LETTER_BUCKET);
  };
}

function vendorOf(now: () => string): () => Promise<HandOver> {
  const { LETTER_VENDOR_URL, LETTER_VENDOR_SECRET_ARN } = readEnv(Vendor);
  return async () => {
    const { vendorSecret } = await import("#lib/adapters/letter/secret.ts");
    const secret = await vendorSecret(LETTER_VENDOR_SECRET_ARN);
    return printVendor({ url: new URL(LETTER_VENDOR_URL), secret, now, post: guardedPost });
  };
}
