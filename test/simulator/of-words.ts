import { directOutreachId, ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { type Faults, knownAfterMs } from "./allowance.ts";
import { queues } from "./concerns/danger.ts";
import type { Evidence, HeardSeen } from "./evidence.ts";

/** What plainly tells of danger to life, among the texts of the stories. */
const danger = /kill myself|quiero morir|chest pain|too many pills/i;
const isDanger = ({ text }: HeardSeen): boolean => danger.test(text);

/** What was kept of it, for whomever it was taken to be from. */
const keptOf = ({ mirror }: Evidence, { messageId }: HeardSeen): Stored<"message"> | undefined =>
  mirror
    .all("patient")
    .map(({ id }) => mirror.get("message", ownedId("message", id, messageId)))
    .find((kept) => kept !== undefined);

const taskOf = ({ mirror }: Evidence, { id, data }: Stored<"message">) =>
  mirror.get("staffTask", ownedId("staffTask", data.patientId, "message", id));

/** 19. A word of danger is before staff at once, whoever says it, on whichever channel and at whatever hour. */
export function dangerReachesStaff(e: Evidence): Faults {
  const { mirror } = e;
  const openedMs = (id: string): number =>
    Date.parse(mirror.get("staffTask", id)?.data.openedAt ?? "2100-01-01T00:00:00.000Z");
  return e.heard.filter(isDanger).flatMap((said) => {
    const kept = keptOf(e, said);
    if (!kept) return [`${said.messageId} tells of danger, and was not kept`];
    const task = taskOf(e, kept);
    if (task?.data.priority !== "urgent")
      return [`${kept.id} tells of danger, and nobody is asked to read it`];
    const late = openedMs(task.id) - said.takenMs > knownAfterMs;
    return late ? [`${kept.id} tells of danger, and was before staff at ${task.data.openedAt}`] : [];
  });
}

/** What may keep the answer to danger back: it is of class safety, so neither hours nor amounts nor machines. */
const mayBar: ReadonlySet<string | undefined> = new Set([
  ...["deceased", "patient_inactive", "cancelled", "channel_off", "no_address", "address_unhealthy"],
  ...["opted_out", "no_consent", "conversation_over", "circuit_open", "expired", "template_not_published"],
]);

/** 19. What to do in an emergency is said in that very hour and at once, or for a reason of the address alone is not. */
export function dangerIsAnswered({ mirror }: Evidence): Faults {
  const barred = mirror.all("outreach").flatMap(({ id, data: { template, status, reason, purpose } }) => {
    if (template.id !== "crisis-reply") return [];
    const kept = (status === "suppressed" && !mayBar.has(reason)) || purpose !== "safety";
    return kept ? [`${id} tells what to do in danger, and was kept back for ${reason}`] : [];
  });
  const unanswered = mirror.all("message").flatMap(({ id, data: { patientId, channel, understood, at } }) => {
    if (understood !== "emergency" || !(channel === "sms" || channel === "whatsapp")) return [];
    const answer = directOutreachId(patientId, `crisis-reply ${at.slice(0, 13)}`);
    return mirror.get("outreach", answer) ? [] : [`${id} tells of danger, and nothing was said to it`];
  });
  return [...barred, ...unanswered];
}

/** 19. What nobody understood is before staff, in the queue that its words or the policy name. */
export function readByThoseWhoShould(e: Evidence): Faults {
  // Whoever set the policy may have died at it, and it is nobody's work to set it again.
  const { replyRouting = [] } = e.mirror.get("policy", "policy")?.data ?? {};
  const routed = replyRouting.some(({ queue }) => queue === queues.danger);
  return e.mirror.all("message").flatMap((message) => {
    const { understood, text } = message.data;
    if (understood !== "unclear" && understood !== "emergency") return [];
    const task = taskOf(e, message);
    if (!task) return [`${message.id} is ${understood}, and nobody is asked to read it`];
    if (!routed) return [];
    const bill = /\bbill\b/.test(text) ? queues.bill : undefined;
    const queue = understood === "emergency" ? queues.danger : bill;
    return queue && task.data.queue !== queue ? [`${task.id} is in ${task.data.queue}, not in ${queue}`] : [];
  });
}

/** 19. That the team is away is said while it is, and once until it is back. */
export function saysWhenAway({ left }: Evidence): Faults {
  const told = new Set<string>();
  return left.flatMap(({ envelope: { outreachId }, claim, atMs }) => {
    const { awayUntil, patientId } = claim?.outreach.data ?? {};
    if (!awayUntil) return [];
    const key = `${patientId} ${awayUntil}`;
    if (told.has(key)) return [`${outreachId} says again that nobody is there until ${awayUntil}`];
    told.add(key);
    return Date.parse(awayUntil) < atMs - 3_600_000
      ? [`${outreachId} says that nobody is there until ${awayUntil}`]
      : [];
  });
}

/** 19. What keeps a patient from acting, and that one was unhappy, is before staff; where a journey asked, it sees to that. */
export function hardshipIsHeard({ mirror }: Evidence): Faults {
  const tasks = new Set(mirror.all("staffTask").map(({ data }) => data.about));
  const told = [
    ...mirror.all("barrier"),
    ...mirror.all("feedback").filter(({ data }) => data.score <= 2 && !data.taskId),
  ];
  return told.flatMap(({ id }) =>
    tasks.has(id) ? [] : [`${id} was told, and nobody is asked to see to it`],
  );
}
