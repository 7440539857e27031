import { randomBytes, randomInt } from "node:crypto";
import type { Secrets } from "#lib/ports.ts";

/** The runtime's cryptographic source. */
export const secrets: Secrets = {
  token: () => randomBytes(16).toString("base64url"),
  code: () => String(randomInt(1_000_000)).padStart(6, "0"),
};
