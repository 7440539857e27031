import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Message } from "#lib/domain/message.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { answerTask } from "../tasks/answer-task.ts";
import { answerDanger, answerPatient, answerUnread, type Reply } from "./answer-patient.ts";
import { readIfUnmuted } from "./passed-over.ts";
import { muteRobot } from "./robots.ts";
import { readByStaff, toAnswer } from "./route-to-staff.ts";

type Needs = Pick<Ports, "records" | "clock">;
type Do = (ports: Needs, message: Message) => Promise<unknown>;

const reply =
  (template: string, how: Omit<Reply, "template">): Do =>
  (ports, message) =>
    answerPatient(ports, message, { template, ...how });

const toStaff: Do = (ports, message) => readByStaff(ports, message, toAnswer);
const urgent: Do = (ports, message) =>
  readByStaff(ports, message, { title: "Urgent message: read now", urgent: true });

/** Between the hearing and this the task may have been withdrawn: then a person reads the message. */
const answer: Do = async (ports, message) => {
  const { id, patientId, relation, taskId, understood, at } = message;
  if (!taskId) return;
  const actor: Actor = { type: "patient", id: patientId, ...(relation && { relation }) };
  try {
    await answerTask(ports, taskId, understood, { actor, cause: id, at });
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

/** A STOP may be confirmed once, within five minutes. 47 CFR 64.1200(a)(12). */
const confirmStop = reply("stop-confirmation", { expiresInMinutes: 5, confirmsStop: true });

const actions: Record<string, Do> = {
  stop: confirmStop,
  start: reply("start-confirmation", { expiresInMinutes: 60 }),
  help: reply("help-reply", { expiresInMinutes: 60 }),
  confirmed: answer,
  declined: answer,
  reschedule: answer,
  emergency: both(urgent, answerDanger),
  "stop-emergency": both(urgent, confirmStop),
  // What was written on a page: the page itself has answered.
  "page-message": toStaff,
  "page-emergency": urgent,
  unclear: both(toStaff, answerUnread),
  // Staff are told by what mutes it, and nobody else is.
  robot: readIfUnmuted,
};

/** What follows from a message, from the stream: each part is idempotent, so a repeat does nothing twice. */
export async function carryOut(ports: Needs, { data }: Stored<"message">): Promise<void> {
  await muteRobot(ports, data);
  await actions[data.understood]?.(ports, data);
}
