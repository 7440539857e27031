import type { Stored } from "#lib/domain/kinds.ts";
import { isCallBar } from "#lib/domain/outreach/call-bar.ts";
import { callOutcomes, isCallOutcome } from "#lib/domain/outreach/call-outcomes.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import type { PhoneCall } from "#lib/domain/task.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { recordHealth } from "../outreach/health.ts";
import { recordOutcome } from "../outreach/record-outcome.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;
type By = { actor: Actor; cause: string };

/**
 * What follows from a call that was made: the receipt of the message it was, and what it says of the number and of calls.
 * These come first, so that the next channel is chosen with them. Each part is idempotent.
 */
export async function followCall(ports: Needs, { id, data, event }: Stored<"staffTask">): Promise<void> {
  const { call, outcome, patientId, closedAt = event.at } = data;
  if (!call || !isCallOutcome(outcome)) return;
  const by: By = { actor: event.actor, cause: id };
  if (outcome === "wrong-number") await markNumber(ports, patientId, call);
  if (outcome === "do-not-call") await optOutOfCalls(ports, patientId, { ...by, at: closedAt });
  const { outreachId, attempt } = call;
  const receipt = callOutcomes[outcome];
  const channel = "staff-call" as const;
  await recordOutcome(ports, { outreachId, attempt, channel, receipt, at: closedAt, code: outcome }, by);
}

/** A stranger has it, so nothing goes there on any channel: 45 CFR 164.502(a). */
async function markNumber(ports: Needs, patientId: string, { phone }: PhoneCall): Promise<void> {
  const reach = await ports.records.get("reach", patientId, { consistent: true });
  const key = addressKey("staff-call", phone);
  for (const { id, channel, address } of reach?.data.addresses ?? [])
    if (addressKey(channel, address) === key)
      await recordHealth(ports, { patientId, addressId: id, health: "wrong" });
}

/** Of calls, by people and machines: 47 CFR 64.1200(a)(10), by any reasonable means, and (d)(3), a caller's own list. */
async function optOutOfCalls(
  ports: Needs,
  patientId: string,
  { at, ...by }: By & { at: Instant },
): Promise<void> {
  // Ingest is heavy and this is rare: read then, not at each start.
  const { recordConsent } = await import("../ingest/record-consent.ts");
  for (const channel of ["staff-call", "voice"] as const)
    await recordConsent(
      ports,
      { patientId, reference: by.cause, channel, state: "revoked", source: "call", at },
      by,
    );
}

/** One that was closed because it must not be made: its message goes on to the next channel, or ends undelivered. */
export async function followBarred(ports: Needs, { id, data, event }: Stored<"staffTask">): Promise<void> {
  const { call, reason } = data;
  if (!call || !isCallBar(reason)) return;
  const { outreachId, attempt } = call;
  const told = { channel: "staff-call", receipt: "not-called", at: event.at, code: reason } as const;
  await recordOutcome(ports, { outreachId, attempt, ...told }, { actor: event.actor, cause: id });
}
