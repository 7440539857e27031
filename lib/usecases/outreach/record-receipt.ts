import { addressFor } from "#lib/domain/gate/address.ts";
import { patientKeyOf, patientOf } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { applyReceipt, declinesMarketing, type HealthChange } from "#lib/domain/outreach/receipts.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports, Receipt } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { declineMarketing } from "./decline-marketing.ts";
import { recordHealth } from "./health.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;
export type Told = { actor: Actor; cause?: string };

/**
 * What a provider says of a message, whenever and however often it says it. One that is not ours is only logged. `by`:
 * whose word it is, where not the provider's own.
 */
export async function recordReceipt(
  ports: Needs,
  receipt: Receipt,
  by: Told = { actor: { type: "provider", id: receipt.channel } },
): Promise<"applied" | "known" | "not_ours"> {
  if (!receipt.outreachId.startsWith("out_") || !patientKeyOf(receipt.outreachId)) return "not_ours";
  const { answer, health } = await retried((again) => apply(ports, receipt, { ...by, again }));
  if (health) await changeHealth(ports, receipt.outreachId, health);
  if (answer !== "not_ours" && declinesMarketing(receipt.receipt)) await declineMarketing(ports, receipt, by);
  ports.log.info("receipt", { outreachId: receipt.outreachId, receipt: receipt.receipt, answer });
  return answer;
}

type Answer = { answer: "applied" | "known" | "not_ours"; health?: HealthChange | undefined };

async function apply(
  ports: Needs,
  receipt: Receipt,
  { again, ...by }: Told & { again: boolean },
): Promise<Answer> {
  const outreach: Stored<"outreach"> | undefined = await ports.records.get("outreach", receipt.outreachId, {
    consistent: again,
  });
  if (!outreach) return { answer: "not_ours" };
  const applied = applyReceipt(outreach.data, receipt);
  if (applied.changed)
    await ports.records.save([
      {
        kind: "outreach",
        id: outreach.id,
        expect: outreach.version,
        data: applied.outreach,
        event: {
          type: applied.type,
          at: ports.clock.now(),
          ...by,
          reason: receipt.receipt,
        },
      },
    ]);
  return { answer: applied.changed ? "applied" : "known", health: applied.health };
}

/** A sender that died did not say which address it used: then it is the one the channel would use. */
async function changeHealth(ports: Needs, outreachId: string, change: HealthChange): Promise<void> {
  const patientId = patientOf(outreachId);
  const reach = change.addressId ? undefined : await ports.records.get("reach", patientId);
  const addressId = change.addressId ?? (reach && addressFor(reach.data, change.channel)?.id);
  if (addressId) await recordHealth(ports, { patientId, addressId, health: change.health });
}
