import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import type { Ports } from "#lib/ports.ts";
import { answerTask } from "../tasks/answer-task.ts";
import { type SecureText, textOf } from "./read-text.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type QuestionAsked = { task: Stored<"patientTask"> | undefined; text: SecureText | undefined };

/** In this order: what was written to be read here, then the message that says no more than the question. */
const written = ["portal", "push", "sms", "email"] as const;

/** What a journey asked by the message that brought the patient here, in the words of that message. */
export async function loadQuestion(ports: Needs, session: Session): Promise<QuestionAsked> {
  const { taskId, outreachId, patientId } = session;
  const [task, outreach] = await Promise.all([
    taskId ? ports.records.get("patientTask", taskId, { consistent: true }) : undefined,
    outreachId ? ports.records.get("outreach", outreachId) : undefined,
  ]);
  const own = outreach?.data.patientId === patientId ? outreach.data : undefined;
  for (const channel of own ? written : []) {
    const text = own && (await textOf(ports, session, own, channel));
    if (text) return { task, text };
  }
  return { task, text: undefined };
}

/** Whether it may be answered still, or answered anew. */
export const isOpen = ({ status }: PatientTask): boolean => status !== "cancelled";

/** Throws `not_found`, `validation_failed` (no such answer), `wrong_state` (withdrawn). */
export async function answerQuestion(ports: Needs, session: Session, answer: string): Promise<void> {
  if (!session.taskId) throw new Refusal("not_found");
  await answerTask(ports, session.taskId, answer, byOf(session));
}
