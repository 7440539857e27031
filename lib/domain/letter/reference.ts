import { digest } from "../ids.ts";

/** What stands on a letter and brings a returned one back to its outreach: eight letters and digits that tell nobody anything. */
export const letterReference = (outreachId: string, attempt: number): string =>
  digest(8, "letter", outreachId, attempt).toUpperCase().replace(/.{4}/, "$&-");
