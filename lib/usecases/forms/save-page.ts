import { Refusal } from "#lib/domain/errors.ts";
import { alertsOf } from "#lib/domain/forms/alerts.ts";
import { fieldsOf } from "#lib/domain/forms/fields.ts";
import { type FormResponse, mostResponse } from "#lib/domain/forms/form.ts";
import type { Issue } from "#lib/domain/forms/issue.ts";
import { judged } from "#lib/domain/forms/judge.ts";
import { pruned } from "#lib/domain/forms/prune.ts";
import { itemsOf } from "#lib/domain/forms/questionnaire.ts";
import { withPage } from "#lib/domain/forms/read-fields.ts";
import type { Sent } from "#lib/domain/forms/read-value.ts";
import { questionsOf } from "#lib/domain/forms/review.ts";
import { signed } from "#lib/domain/forms/sign.ts";
import type { Step } from "#lib/domain/forms/steps.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { calculate, switchedOff } from "./calculate.ts";
import { type KeptPictures, keepPictures, noPictures, type PicturesSent } from "./keep-pictures.ts";
import { type FormAsked, type FormPorts, type OpenForm, openForm } from "./open-form.ts";
import { staffTaskChanges } from "./staff-tasks.ts";

export type PageSent = {
  step: number;
  /** The version the page was made from: another device may have saved since. */
  expect: number;
  sent: Sent;
  /** Field names of signatures whose "I sign" was ticked. */
  intends: (linkId: string) => boolean;
  /** Absent where none came. */
  pictures?: PicturesSent;
  /** The repeated group that was shown once more than it was answered. */
  extra?: string | undefined;
};

type SavePorts = FormPorts & Pick<Ports, "files" | "secrets">;

export type PageSaved = { open: OpenForm; issues: Issue[] };

/**
 * Keeps what one page says, right or wrong, so that nothing typed is lost, and tells what is wrong with it. An alert
 * that cannot wait opens its staff task in the same write. Throws `not_found`, `wrong_state`, `stale_version`,
 * `too_large`.
 */
export async function savePage(ports: SavePorts, asked: FormAsked, page: PageSent): Promise<PageSaved> {
  const open = await openForm(ports, asked);
  const step = open.steps[page.step];
  if (!step) throw new Refusal("not_found");
  if (open.data.status === "completed") return { open, issues: [] };
  if (open.version !== page.expect) throw new Refusal("stale_version");
  const kept = await picturesOf(ports, asked, open, page);
  const read = withPage(open.questionnaire, open.data.response, step, {
    sent: page.sent,
    off: open.off,
    photos: kept.photos,
  });
  const next = await settled(ports, open, read.response);
  const at = ports.clock.now();
  const signatures = signed(open.data.signatures, step, next.data.response, {
    intends: page.intends,
    at,
    language: asked.language,
    ...(asked.provenBy && { provenBy: asked.provenBy }),
    drawings: kept.drawings,
  });
  const data: FormResponse = { ...next.data, signatures, savedAt: at, language: asked.language };
  const saved = await keep(ports, asked, { ...next, data }, kept.changes);
  const here = new Set([...itemsOf(step.items)].map(({ linkId }) => linkId));
  const issues = judged(saved.questionnaire, saved.data, { off: saved.off, unread: read.unread });
  return {
    open: saved,
    issues: [...kept.issues, ...issues.filter(({ linkId }) => linkId && here.has(linkId))],
  };
}

async function picturesOf(
  ports: SavePorts,
  asked: FormAsked,
  open: OpenForm,
  { step, extra, pictures }: PageSent,
): Promise<KeptPictures> {
  if (!pictures) return noPictures;
  const fields = fieldsOf(
    open.questionnaire,
    open.steps[step] as Step,
    open.data.response.item,
    open.off,
    extra,
  );
  return keepPictures(ports, open, questionsOf(fields), { pictures, by: byOf(ports, asked) });
}

/** Calculated, and without answers to what is no longer asked. */
async function settled(ports: FormPorts, open: OpenForm, told: FormResponse["response"]): Promise<OpenForm> {
  const { questionnaire } = open.form.content;
  const off = await switchedOff(ports.expressions, questionnaire, told);
  const response = await calculate(ports.expressions, questionnaire, pruned(questionnaire, told, off));
  if (JSON.stringify(response).length > mostResponse) throw new Refusal("too_large");
  return { ...open, off, data: { ...open.data, response } };
}

async function keep(
  ports: FormPorts,
  asked: FormAsked,
  open: OpenForm,
  files: Change<"file">[],
): Promise<OpenForm> {
  const fired = alertsOf(open.form.content, open.data.response).filter(
    ({ id, atOnce }) => atOnce && !open.data.alerts.includes(id),
  );
  const data = { ...open.data, alerts: [...open.data.alerts, ...fired.map(({ id }) => id)] };
  const by = byOf(ports, asked);
  const own: Change = {
    kind: "formResponse",
    id: data.id,
    expect: open.version,
    data,
    event: { type: "form.saved", ...by },
  };
  await saveOnce(ports, [own, ...files, ...(await staffTaskChanges(ports.records, data, fired, by))]);
  return { ...open, data, version: open.version + 1 };
}

export const byOf = ({ clock }: Pick<Ports, "clock">, { patientId, linkId, relation }: FormAsked) => ({
  at: clock.now(),
  actor: { type: "patient" as const, id: patientId, ...(relation && { relation }) },
  cause: linkId,
});

/** The page was made from a version that is no longer there: the patient looks again, nothing is merged unseen. */
async function saveOnce({ records }: FormPorts, changes: Change[]): Promise<void> {
  try {
    await records.save(changes);
  } catch (error) {
    throw error instanceof VersionConflict ? new Refusal("stale_version") : error;
  }
}
