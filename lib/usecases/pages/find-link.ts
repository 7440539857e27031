import type { Stored } from "#lib/domain/kinds.ts";
import { linkId, Token } from "#lib/domain/pages/link.ts";
import type { Records } from "#lib/ports.ts";

/** The link of a token; a text that can be no token is not looked up. Writes nothing: scanners open links too. */
export async function findLink(records: Records, token: string): Promise<Stored<"link"> | undefined> {
  if (!Token.safeParse(token).success) return undefined;
  return records.get("link", linkId(token), { consistent: true });
}
