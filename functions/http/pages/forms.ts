import { Refusal } from "#lib/domain/errors.ts";
import type { Question } from "#lib/domain/forms/fields.ts";
import { nextStep, previousStep } from "#lib/domain/forms/steps.ts";
import { formWords } from "#lib/domain/forms/words.ts";
import type { Screen } from "#lib/lambda/pages/layout.ts";
import { goneView } from "#lib/lambda/pages/views/forms.ts";
import { expressions } from "#lib/lambda/wiring/forms.ts";
import { type FormAsked, openForm } from "#lib/usecases/forms/open-form.ts";
import { savePage } from "#lib/usecases/forms/save-page.ts";
import { submitForm } from "#lib/usecases/forms/submit-form.ts";
import { type Call, field, type Go, type Page } from "./call.ts";
import { look, type Path, questionsAt, show, stepsWith } from "./form-screens.ts";

const askedBy = ({ session, spoken }: Call): FormAsked => ({
  patientId: session.patientId,
  linkId: session.linkId,
  language: spoken.language,
  ...(session.provenBy && { provenBy: session.provenBy }),
  ...(session.as && { relation: session.as.relation }),
  ...(session.taskId && { taskId: session.taskId }),
  ...(session.opening.ref && { form: session.opening.ref }),
});

const portsOf = ({ ports }: Call) => ({ ...ports, expressions });

/** A questionnaire, page by page: intake, screening, consent. */
export const form: Page = pageAt("/p/form");
/** The same for readings. */
export const checkIn: Page = pageAt("/p/check-in");

function pageAt(path: Path): Page {
  return {
    show: (call) =>
      unlessGone(call, async () => look(call, path, await openForm(portsOf(call), askedBy(call)))),
    act: (call) => unlessGone(call, () => act(call, path)),
  };
}

/** A journey that moved on has withdrawn its form. */
async function unlessGone<T extends Screen | Go>(call: Call, work: () => Promise<T>): Promise<T | Screen> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "wrong_state") throw error;
    return goneView(formWords(call.spoken.language));
  }
}

/** Only a version that the page was made from; what is no number is none. */
const versionOf = (call: Call): number => Number(/^\d{1,9}$/.exec(field(call, "v") ?? "")?.[0] ?? -1);

async function act(call: Call, path: Path): Promise<Screen | Go> {
  try {
    return field(call, "action") === "send" ? await send(call, path) : await save(call, path);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "stale_version") throw error;
    const open = await openForm(portsOf(call), askedBy(call));
    if (open.data.status === "completed") return { go: path };
    const step = Math.min(stepOf(call), open.steps.length - 1);
    return show(call, path, open, { step, issues: [], notice: formWords(call.spoken.language).overtaken });
  }
}

const stepOf = (call: Call): number => Number(/^\d{1,3}$/.exec(field(call, "step") ?? "")?.[0] ?? 0);

async function save(call: Call, path: Path): Promise<Screen | Go> {
  const { request } = call;
  const step = stepOf(call);
  const action = field(call, "action") ?? "next";
  const before = await openForm(portsOf(call), askedBy(call));
  const shown = questionsAt(before, step, field(call, "extra"));
  const add = /^add:(q[\d.-]+)$/.exec(action)?.[1];
  const { open, issues } = await savePage(portsOf(call), askedBy(call), {
    step,
    expect: versionOf(call),
    extra: field(call, "extra"),
    pictures: {
      photo: (name) => request.file(name),
      drawing: (name) => drawn(request.form.get(`${name}.drawing`)),
    },
    sent: (name) => request.form.getAll(name),
    intends: (linkId) =>
      shown.some((one) => one.linkId === linkId && request.form.get(`${one.name}.intent`) === "yes"),
  });
  const { steps, data, off } = open;
  if (data.status === "completed") return { go: path };
  if (add) return { go: `${path}?step=${step}&add=${add}` };
  if (action === "back") {
    return { go: `${path}?step=${previousStep(steps, step, data.response.item, off) ?? step}` };
  }
  const names = new Set(shown.map(({ name }) => name));
  const asksMore = questionsAt(open, step).some(
    ({ name, values, choices }) => !names.has(name) && isOpen(values, choices),
  );
  if (asksMore) return { go: `${path}?step=${step}&more=1` };
  if (issues.length > 0) return show(call, path, open, { step, issues });
  const next = nextStep(steps, step + 1, data.response.item, off);
  return { go: next < steps.length ? `${path}?step=${next}` : `${path}?step=review` };
}

/** A script writes the drawing as a data URL; without script there is none. */
function drawn(url: string | null): Buffer | undefined {
  const data = /^data:image\/png;base64,([A-Za-z0-9+/]+=*)$/.exec(url ?? "")?.[1];
  return data === undefined ? undefined : Buffer.from(data, "base64");
}

const isOpen = (values: string[], choices: Question["choices"]): boolean =>
  values.every((value) => value === "") && !choices.some(({ chosen }) => chosen);

async function send(call: Call, path: Path): Promise<Screen | Go> {
  const { open, issues } = await submitForm(portsOf(call), askedBy(call), versionOf(call));
  if (issues.length === 0) return { go: path };
  const step = [...stepsWith(open, issues)].sort((a, b) => a - b)[0] ?? 0;
  return show(call, path, open, { step, issues });
}
