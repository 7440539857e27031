import { render, variablesFor } from "#lib/domain/content/render.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { aboutVisit } from "#lib/domain/outreach/plan.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy, loadTemplate } from "../config.ts";
import { answerTask } from "../tasks/answer-task.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type SecureText = { outreachId: string; at: string; subject?: string; body: string; language: string };

/**
 * What a message could not say on an open channel: its template's `portal` variant, in the patient's language, of the
 * visit as it is now. Undefined where it has none, or is another patient's.
 */
export async function readText(
  ports: Needs,
  session: Session,
  outreachId: string | undefined,
): Promise<SecureText | undefined> {
  const outreach = outreachId && (await ports.records.get("outreach", outreachId));
  return outreach && outreach.data.patientId === session.patientId
    ? textOf(ports, session, outreach.data)
    : undefined;
}

const left: ReadonlySet<string> = new Set(["sent", "delivered", "undelivered", "unknown"]);

/** All that was sent and can be read here, newest first, at most ten. */
export async function readTexts(ports: Needs, session: Session): Promise<SecureText[]> {
  const { items } = await ports.records.list(
    { kind: "outreach", of: "patient", patientId: session.patientId },
    { limit: 100 },
  );
  const sent = items
    .map(({ data }) => data)
    .filter(({ status }) => left.has(status))
    .sort((a, b) => (a.dueAt < b.dueAt ? 1 : -1));
  const texts = await Promise.all(sent.map((outreach) => textOf(ports, session, outreach)));
  return texts.filter((text) => text !== undefined).slice(0, 10);
}

/** Its words on one of the channels it is written for. */
export async function textOf(
  ports: Needs,
  session: Session,
  outreach: Outreach,
  on: Channel = "portal",
): Promise<SecureText | undefined> {
  const [policy, template, patient, visit] = await Promise.all([
    loadPolicy(ports),
    loadTemplate(ports, outreach.template.id, outreach.template.version),
    ports.records.get("patient", session.patientId),
    outreach.about && ports.records.get("appointment", outreach.about.appointmentId),
  ]);
  if (!template?.content.variants.some(({ channel }) => channel === on) || !patient) return undefined;
  const given = patient.data.name.given;
  const about = visit ? aboutVisit(visit.data) : undefined;
  const variables = (language: string) => ({
    ...variablesFor({ given, language, policy, about }),
    ...outreach.variables,
  });
  const { format } = patient.data.preference;
  const { language: spoken } = session;
  const rendered = render(template, { channel: on, language: spoken, format, policy, variables });
  if (!rendered.ok) return undefined;
  const { subject, body, language } = rendered;
  return { outreachId: outreach.id, at: outreach.dueAt, body, language, ...(subject && { subject }) };
}

/** The patient says that they read it: that answers the task, where it asks so. */
export async function markRead(ports: Needs, session: Session): Promise<void> {
  const task = session.taskId && (await ports.records.get("patientTask", session.taskId));
  const answer = task && ["read", "done"].find((word) => task.data.answers.includes(word));
  if (task && answer && task.data.status !== "cancelled")
    await answerTask(ports, task.id, answer, byOf(session));
}
