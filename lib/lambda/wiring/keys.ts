import { pressedFrom } from "#lib/adapters/voice/inbound.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Inbound } from "#lib/ports.ts";

/** A key that a caller pressed on the line that takes them. */
export const pressed: (event: unknown, at: Instant) => Inbound | undefined = pressedFrom;
