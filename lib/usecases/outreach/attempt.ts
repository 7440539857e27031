import { fellBackFrom } from "#lib/domain/content/render.ts";
import { nearOf } from "#lib/domain/gate/amount.ts";
import { afterAttempt, type Step, stepEvent } from "#lib/domain/outreach/fate.ts";
import { slotOf } from "#lib/domain/outreach/metered.ts";
import { type Attempt, isAutomaticAnswer } from "#lib/domain/outreach/outreach.ts";
import { nextAfterRefusal } from "#lib/domain/outreach/route.ts";
import { healthAfterRefusal } from "#lib/domain/patient/health.ts";
import { withClaim, withRefund } from "#lib/domain/reach/claims.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { ChannelPort, Envelope, Ports } from "#lib/ports.ts";
import { stopAddress } from "../inbound/stop-address.ts";
import { type Listed, tellProvider } from "../inbound/tell-provider.ts";
import { retried } from "../retry.ts";
import { type Answer, callProvider } from "./call-provider.ts";
import type { Sendable } from "./compose.ts";
import { recordHealth } from "./health.ts";
import type { Loaded } from "./load.ts";
import { noteTrouble } from "./trouble.ts";

export type DeliverPorts = Pick<Ports, "records" | "clock" | "ids" | "secrets" | "log"> &
  Listed & {
    channel: ChannelPort;
  };

/** What a delivery came to: an outreach status, or why there was nothing to do. */
export type Delivered = Step["outreach"]["status"] | "nothing_to_do" | "in_flight";

export type Ready = { loaded: Loaded; routing: Sendable; envelope: Envelope };

const sender: Actor = { type: "system", id: "deliver" };

/**
 * Takes the claim and, where it is metered, the budget. Throws `VersionConflict` where anybody was quicker, or where
 * the SDK repeated a write whose answer was lost: then the claim is this delivery's own already.
 */
export async function claim(
  ports: DeliverPorts,
  { reach, situation }: Loaded,
  { by, to }: { by: string; to: string },
): Promise<void> {
  const { outreach, now } = situation;
  if (reach.data.claims[outreach.id]?.by === by) return;
  await ports.records.save([
    {
      kind: "reach",
      id: reach.id,
      expect: reach.version,
      data: withClaim(
        reach.data,
        outreach.id,
        {
          n: outreach.attempts.length + 1,
          at: now,
          by,
          to,
          near: nearOf(outreach),
          ...(isAutomaticAnswer(outreach) && { reply: true }),
        },
        slotOf(outreach, now, reach.data.who.timeZone),
      ),
      event: { type: "outreach.claimed", at: now, actor: sender, cause: outreach.id },
    },
  ]);
}

/** Calls the provider once, and writes what came of it. */
export async function send(ports: DeliverPorts, { loaded, routing, envelope }: Ready): Promise<Delivered> {
  const { result, way } = await callProvider(ports, envelope);
  const attempt = attemptFrom({ loaded, routing, envelope }, ports.clock.now(), { result, way });
  const next = nextAfterRefusal(loaded.situation, attempt);
  const retryAt =
    result !== "no_answer" &&
    result.outcome === "throttled" &&
    plusMs(attempt.at, result.retryAfterSeconds * 1000);
  const status = await record(ports, loaded, (outreach) =>
    afterAttempt(outreach, attempt, { routing, ...(next && { next }), ...(retryAt && { retryAt }) }),
  );
  if (reachedNobody(status)) await refund(ports, envelope.outreachId, loaded.reach.id);
  await learn(ports, { loaded, routing, envelope }, attempt);
  if (loaded.outreach.data.confirmsStop && attempt.outcome === "accepted")
    await tellProvider(ports, routing.address);
  return status;
}

/** What the provider's answer says of the address. */
async function learn(
  ports: DeliverPorts,
  { loaded, routing: { address, channel }, envelope }: Ready,
  attempt: Attempt,
): Promise<void> {
  const patientId = loaded.reach.id;
  const refusal = attempt.outcome === "refused" ? attempt.code : undefined;
  const health = healthAfterRefusal(refusal);
  await noteTrouble(ports, { patientId, address, attempt });
  if (health) await recordHealth(ports, { patientId, addressId: address.id, health });
  // The patient said STOP to the carrier, and not to us. 47 CFR 64.1200(a)(10): by any reasonable means.
  if (refusal !== "address_opted_out") return;
  const cause = `${envelope.outreachId}#${envelope.attempt}`;
  const actor: Actor = { type: "provider", id: channel };
  await stopAddress(ports, { channel, address: address.address, actor, cause }, "all");
}

function attemptFrom(
  { loaded, routing: { address }, envelope }: Ready,
  at: Instant,
  { result, way }: Answer,
): Attempt {
  const { attempt: n, channel } = envelope;
  const { who } = loaded.situation.reach;
  const { language, format = "standard" } = envelope;
  const missed = fellBackFrom(channel, who, { language, format });
  const base = { n, channel, addressId: address.id, at, ...way, ...(missed && { fellBackFrom: missed }) };
  if (result === "no_answer") return { ...base, outcome: "unknown", code: "no_answer" };
  if (result.outcome === "accepted") return { ...base, outcome: "accepted", providerId: result.providerId };
  return { ...base, outcome: result.outcome, code: result.code };
}

/** Writes the next state; if something else changed the outreach meanwhile, decides anew on what it is now. */
async function record(
  ports: DeliverPorts,
  loaded: Loaded,
  step: (outreach: Step["outreach"]) => Step,
): Promise<Delivered> {
  return retried(async (again) => {
    const current = again
      ? await ports.records.get("outreach", loaded.outreach.id, { consistent: true })
      : loaded.outreach;
    if (!current) throw new Error("an outreach vanished");
    return saveStep(ports, current, step(current.data));
  });
}

export async function saveStep(
  ports: DeliverPorts,
  from: Loaded["outreach"],
  step: Step,
): Promise<Delivered> {
  const event = stepEvent(step, { at: ports.clock.now(), actor: sender });
  await ports.records.save([
    { kind: "outreach", id: from.id, expect: from.version, data: step.outreach, event },
  ]);
  ports.log.info("outreach", { outreachId: from.id, status: step.outreach.status, reason: step.reason });
  return step.outreach.status;
}

/** With such an end every attempt was refused or throttled: the budget was taken for nothing. */
export const reachedNobody = (status: Delivered): boolean =>
  status === "failed" || status === "suppressed" || status === "cancelled";

export async function refund(ports: DeliverPorts, outreachId: string, patientId: string): Promise<void> {
  await retried(async () => {
    const reach = await ports.records.get("reach", patientId, { consistent: true });
    if (!reach?.data.claims[outreachId]?.counted) return;
    const event = {
      type: "reach.updated" as const,
      at: ports.clock.now(),
      actor: sender,
      reason: "budget_refund",
      cause: outreachId,
    };
    const data = withRefund(reach.data, outreachId);
    await ports.records.save([{ kind: "reach", id: patientId, expect: reach.version, data, event }]);
  });
}
