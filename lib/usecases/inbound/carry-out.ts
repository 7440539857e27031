import { Refusal } from "#lib/domain/errors.ts";
import { directOutreachId, ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Message } from "#lib/domain/message.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy, publishedTemplate } from "../config.ts";
import { planOutreach } from "../outreach/plan-outreach.ts";
import { answerTask } from "../tasks/answer-task.ts";
import { openStaffTask } from "../tasks/staff-tasks.ts";

type Needs = Pick<Ports, "records" | "clock">;
type Do = (ports: Needs, message: Message) => Promise<unknown>;

const plusMinutes = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** An answer to the patient's own words, on the channel they used; once per message. */
const reply =
  (template: string, how: { expiresInMinutes: number; confirmsStop?: true }): Do =>
  async (ports, message) => {
    if (!(await publishedTemplate(ports, template))) return;
    await planOutreach(
      ports,
      {
        id: directOutreachId(message.patientId, `${template} ${message.id}`),
        patientId: message.patientId,
        template,
        purpose: "operations",
        channels: [message.channel],
        inReplyTo: message.id,
        ...(message.addressId && { addressId: message.addressId }),
        expiresAt: plusMinutes(message.at, how.expiresInMinutes),
        ...(how.confirmsStop && { confirmsStop: true }),
      },
      { actor: { type: "system", id: "inbound" }, cause: message.id },
    );
  };

const toStaff =
  (title: string, priority: "urgent" | "normal"): Do =>
  async (ports, message) => {
    const { replyQueue } = await loadPolicy(ports);
    const openedAt = ports.clock.now();
    await openStaffTask(
      ports,
      {
        id: ownedId("staffTask", message.patientId, "message", message.id),
        patientId: message.patientId,
        queue: replyQueue,
        title,
        priority,
        status: "open",
        outcomes: ["handled"],
        about: message.id,
        openedAt,
        dueAt: plusMinutes(openedAt, priority === "urgent" ? 15 : 240),
      },
      { actor: { type: "system", id: "inbound" }, cause: message.id },
    );
  };

/** Between the hearing and this the task may have been withdrawn: then a person reads the message. */
const answer: Do = async (ports, message) => {
  if (!message.taskId) return;
  const actor: Actor = { type: "patient", id: message.patientId };
  const by = { actor, cause: message.id, at: message.at };
  try {
    await answerTask(ports, message.taskId, message.understood, by);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "busy") throw error;
    await actions.unclear?.(ports, message);
  }
};

const both =
  (...all: Do[]): Do =>
  async (ports, message) => {
    for (const one of all) await one(ports, message);
  };

const urgent = toStaff("Urgent message: read now", "urgent");
/** A STOP may be confirmed once, within five minutes. 47 CFR 64.1200(a)(12). */
const confirmStop = reply("stop-confirmation", { expiresInMinutes: 5, confirmsStop: true });

const actions: Record<string, Do> = {
  stop: confirmStop,
  start: reply("start-confirmation", { expiresInMinutes: 60 }),
  help: reply("help-reply", { expiresInMinutes: 60 }),
  confirmed: answer,
  declined: answer,
  reschedule: answer,
  emergency: both(urgent, reply("not-understood", { expiresInMinutes: 15 })),
  "stop-emergency": both(urgent, confirmStop),
  // What was written on a page: the page itself has answered.
  "page-message": toStaff("Message to read and answer", "normal"),
  "page-emergency": urgent,
  unclear: both(
    toStaff("Message to read and answer", "normal"),
    reply("not-understood", { expiresInMinutes: 60 }),
  ),
};

/** What follows from a message, from the stream: each part is idempotent, so a repeat does nothing twice. */
export const carryOut = (ports: Needs, { data }: Stored<"message">): Promise<unknown> =>
  actions[data.understood]?.(ports, data) ?? Promise.resolve();
