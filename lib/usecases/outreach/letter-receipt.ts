import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { find } from "../read/find.ts";
import { recordOutcome } from "./record-outcome.ts";
import type { Told } from "./record-receipt.ts";

type Said = { receipt: ReceiptName; attempt?: number | undefined; at?: Instant | undefined };

/** Throws `not_found`, `wrong_state` where the outreach has no such letter. */
export async function recordLetterReceipt(
  ports: Pick<Ports, "records" | "clock" | "ids" | "log">,
  outreachId: string,
  { receipt, attempt, at = ports.clock.now() }: Said,
  by: Told,
): Promise<{ result: "applied" | "known"; record: Stored<"outreach"> }> {
  const { data } = await find(ports.records, "outreach", outreachId);
  const letters = data.attempts.filter(({ channel }) => channel === "letter");
  const letter = attempt ? letters.find(({ n }) => n === attempt) : letters.at(-1);
  if (!letter) throw new Refusal("wrong_state", "This outreach has no such letter.");
  const said = { outreachId, attempt: letter.n, channel: "letter", receipt, at } as const;
  const answer = await recordOutcome(ports, said, by);
  const record = await ports.records.get("outreach", outreachId, { consistent: true });
  if (!record || answer === "not_ours") throw new Refusal("not_found");
  return { result: answer, record };
}
