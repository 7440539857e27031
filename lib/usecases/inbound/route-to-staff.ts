import { ownedId } from "#lib/domain/ids.ts";
import type { Message } from "#lib/domain/message.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { type Routed, routeReply, topicOf } from "#lib/domain/reply/route-reply.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { policyFor } from "../policy/policy-for.ts";
import { openStaffTask } from "../tasks/staff-tasks.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** What staff are to read: `topic` where its kind says it, else its words or the message it answers do. */
export type ForStaff = {
  patientId: string;
  outreachId?: string | undefined;
  topic?: string;
  text?: string;
  urgent?: boolean;
};

/** The queue for what came by another way than a message. */
export async function queueFor(ports: Needs, what: ForStaff): Promise<Routed> {
  const { queue, routedBy } = await routeToStaff(ports, what);
  return { queue, routedBy };
}

/**
 * Which queue reads it, by the policy of the place and program of the message it answers, else of the patient's own;
 * with that policy.
 */
export async function routeToStaff(
  ports: Needs,
  { patientId, outreachId, topic, text = "", urgent = false }: ForStaff,
): Promise<Routed & { policy: Policy }> {
  const [reach, outreach] = await Promise.all([
    ports.records.get("reach", patientId),
    outreachId ? ports.records.get("outreach", outreachId) : undefined,
  ]);
  const { location, department, program } = { ...reach?.data.who, ...outreach?.data.levels };
  const levels = {
    ...(location && { location }),
    ...(department && { department }),
    ...(program && { program }),
  };
  const policy = reach ? await policyFor(ports, levels, reach.data) : await loadPolicy(ports);
  const about = topic ?? topicOf(policy, text) ?? outreach?.data.category;
  return { ...routeReply(policy, { topic: about, levels, urgent }), policy };
}

export const toAnswer = { title: "Message to read and answer", urgent: false };

/** A message for a person to read, in the queue that fits. */
export async function readByStaff(
  ports: Needs,
  message: Message,
  { title, urgent }: { title: string; urgent: boolean },
): Promise<void> {
  const { id, patientId, outreachId, text } = message;
  const { queue, routedBy } = await routeToStaff(ports, { patientId, outreachId, text, urgent });
  const openedAt = ports.clock.now();
  await openStaffTask(
    ports,
    {
      id: ownedId("staffTask", patientId, "message", id),
      patientId,
      queue,
      routedBy,
      title,
      priority: urgent ? "urgent" : "normal",
      status: "open",
      outcomes: ["handled"],
      about: id,
      openedAt,
      dueAt: plusMs(openedAt, (urgent ? 15 : 240) * 60_000),
    },
    { actor: { type: "system", id: "inbound" }, cause: id },
  );
}
