import { Refusal } from "#lib/domain/errors.ts";
import type { SwitchedOff } from "#lib/domain/forms/enable.ts";
import type { FormResponse, FormVersion } from "#lib/domain/forms/form.ts";
import { initialItems } from "#lib/domain/forms/initial.ts";
import { localized } from "#lib/domain/forms/localize.ts";
import { formIdOf } from "#lib/domain/forms/page.ts";
import type { Questionnaire } from "#lib/domain/forms/questionnaire.ts";
import { type Step, stepsOf } from "#lib/domain/forms/steps.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Expressions, Ports } from "#lib/ports.ts";
import { loadForm, publishedForm } from "../config.ts";
import { switchedOff } from "./calculate.ts";

export type FormPorts = Pick<Ports, "records" | "clock"> & { expressions: Expressions };

/** Who fills in which form: a task of a journey names it, else the link does. */
export type FormAsked = {
  patientId: string;
  linkId: string;
  /** Reference of the relation who fills it in for them. */
  relation?: string;
  taskId?: string;
  form?: string;
  language: string;
  /** How they showed who they are. */
  provenBy?: Session["provenBy"];
};

export type OpenForm = {
  form: FormVersion;
  /** In the patient's language. */
  questionnaire: Questionnaire;
  steps: Step[];
  off: SwitchedOff;
  task: Stored<"patientTask"> | undefined;
  /** As stored, or as it begins; `version` is 0 until something is saved. */
  version: number;
  data: FormResponse;
};

/** The form as far as it was filled in. Writes nothing. Throws `not_found`, `wrong_state` (it was withdrawn). */
export async function openForm(ports: FormPorts, asked: FormAsked): Promise<OpenForm> {
  const id = ownedId("formResponse", asked.patientId, asked.taskId ?? asked.linkId);
  const [task, stored] = await Promise.all([
    asked.taskId ? ports.records.get("patientTask", asked.taskId, { consistent: true }) : undefined,
    ports.records.get("formResponse", id, { consistent: true }),
  ]);
  if (task && task.data.patientId !== asked.patientId) throw new Refusal("not_found");
  if (task?.data.status === "cancelled" || task?.data.status === "declined") throw new Refusal("wrong_state");
  const form = await formOf(ports, asked, stored, task);
  const data = stored?.data ?? begun(id, form, asked, { task, now: ports.clock.now() });
  const questionnaire = localized(form.content.questionnaire, asked.language);
  const off = await switchedOff(ports.expressions, form.content.questionnaire, data.response);
  return {
    form,
    questionnaire,
    steps: stepsOf(questionnaire),
    off,
    task,
    version: stored?.version ?? 0,
    data,
  };
}

/** A response keeps the version it began with. */
async function formOf(
  ports: FormPorts,
  asked: FormAsked,
  stored: Stored<"formResponse"> | undefined,
  task: Stored<"patientTask"> | undefined,
): Promise<FormVersion> {
  const id = formIdOf(task?.data.kind) ?? asked.form;
  const form = stored
    ? await loadForm(ports, stored.data.form.id, stored.data.form.version)
    : id && (await publishedForm(ports, id));
  if (!form) throw new Refusal("not_found");
  return form;
}

const begun = (
  id: string,
  form: FormVersion,
  { patientId, taskId, language }: FormAsked,
  { task, now }: { task: Stored<"patientTask"> | undefined; now: string },
): FormResponse => ({
  id,
  patientId,
  ...(taskId && { taskId }),
  ...(task?.data.enrollmentId && { enrollmentId: task.data.enrollmentId }),
  form: { id: form.id, version: form.version },
  language,
  status: "in-progress",
  response: {
    resourceType: "QuestionnaireResponse",
    questionnaire: form.content.questionnaire.url ?? `urn:followthrough:form:${form.id}|${form.version}`,
    status: "in-progress",
    item: initialItems(form.content.questionnaire),
  },
  signatures: [],
  alerts: [],
  openedAt: now,
  savedAt: now,
});
