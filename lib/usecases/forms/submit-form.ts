import { Refusal } from "#lib/domain/errors.ts";
import { alertsOf, scoreOf } from "#lib/domain/forms/alerts.ts";
import { answerFor } from "#lib/domain/forms/answer-task.ts";
import type { Alert, FormDraft, FormResponse } from "#lib/domain/forms/form.ts";
import type { Issue } from "#lib/domain/forms/issue.ts";
import { judged } from "#lib/domain/forms/judge.ts";
import { sealed } from "#lib/domain/forms/sign.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { retried } from "../retry.ts";
import { extractedChanges } from "./extracted-changes.ts";
import { type FormAsked, type FormPorts, type OpenForm, openForm } from "./open-form.ts";
import { byOf } from "./save-page.ts";
import { staffTaskChanges } from "./staff-tasks.ts";

export type FormSent = { open: OpenForm; issues: Issue[] };

/**
 * Sends a form: in one transaction the response is completed, its task done, and what it says becomes attributes,
 * consents, readings and staff tasks; or, with issues, nothing changes. Sending it again changes nothing. Throws
 * `not_found`, `wrong_state` (withdrawn), `stale_version`.
 */
export const submitForm = (ports: FormPorts, asked: FormAsked, expect: number): Promise<FormSent> =>
  retried(async () => {
    const open = await openForm(ports, asked);
    if (open.data.status === "completed") return { open, issues: [] };
    if (open.version !== expect || open.version === 0) throw new Refusal("stale_version");
    const issues = judged(open.questionnaire, open.data, { off: open.off });
    if (issues.length > 0) return { open, issues };
    const alerts = alertsOf(open.form.content, open.data.response);
    const data = completed(open, alerts, ports.clock.now());
    await ports.records.save(await changesOf(ports, asked, { ...open, data }, alerts));
    return { open: { ...open, data, version: open.version + 1 }, issues: [] };
  });

function completed({ data, form }: OpenForm, alerts: Alert[], at: string): FormResponse {
  const score = scoreOf(form.content, data.response);
  return {
    ...data,
    status: "completed",
    signatures: sealed(data.signatures, data.response),
    response: { ...data.response, status: "completed", authored: at },
    alerts: [...new Set([...data.alerts, ...alerts.map(({ id }) => id)])],
    ...(score && { score }),
    savedAt: at,
    submittedAt: at,
  };
}

const review = ({ review: asked }: FormDraft) =>
  asked ? [{ id: "review", priority: "normal" as const, ...asked }] : [];

async function changesOf(
  ports: FormPorts,
  asked: FormAsked,
  { data, version, form, task }: OpenForm,
  alerts: Alert[],
): Promise<Change[]> {
  const by = byOf(ports, asked);
  const wanted = [...alerts, ...review(form.content)];
  const [extracted, staff] = await Promise.all([
    extractedChanges(ports, form.content.questionnaire, data, by),
    staffTaskChanges(ports.records, data, wanted, by),
  ]);
  const own: Change = {
    kind: "formResponse",
    id: data.id,
    expect: version,
    data,
    event: { type: "form.submitted", ...by },
  };
  return [own, ...taskDone(task, alerts, by), ...extracted, ...staff];
}

type By = ReturnType<typeof byOf>;

function taskDone(task: OpenForm["task"], alerts: Alert[], by: By): Change[] {
  if (!task || task.data.status === "done") return [];
  const answer = answerFor(task.data.answers, alerts);
  const { at } = by;
  const data = { ...task.data, status: "done" as const, answer, answeredAt: at, closedAt: at };
  const event = { type: "task.completed" as const, ...by, reason: answer };
  return [{ kind: "patientTask", id: task.id, expect: task.version, data, event }];
}
