import { html } from "hono/html";
import type { Field } from "#lib/domain/forms/fields.ts";
import { questionsOf, type Reviewed } from "#lib/domain/forms/review.ts";
import type { FormWords } from "#lib/domain/forms/words.ts";
import type { Spoken } from "#lib/domain/pages/words.ts";
import type { Html, Screen } from "../layout.ts";
import { button, form, note } from "../parts.ts";
import { type Fielding, fieldList } from "./form-fields.ts";

export type Urgent = "crisis" | "emergency" | "call-us";

/** What all pages of a form show. `path` is where they are: /p/form or /p/check-in. */
export type Frame = {
  spoken: Spoken;
  csrf: string;
  words: FormWords;
  path: "/p/form" | "/p/check-in";
  title: string;
  version: number;
  urgent: Urgent[];
};

/** Where help is, before anything else on the page. */
const urgentNote = (words: FormWords, kind: Urgent): Html => {
  const { title, text } = words[kind];
  const calls: Record<Urgent, Html> = {
    crisis: html`<p><a class="button" href="tel:988">${words.crisis.call}</a><a class="button" href="sms:988">${words.crisis.write}</a></p>`,
    emergency: html`<p><a class="button" href="tel:911">${words.emergency.call}</a></p>`,
    "call-us": html``,
  };
  return html`<section class="note bad" role="alert" aria-label="${title}"><h2>${title}</h2><p>${text}</p>${calls[kind]}</section>`;
};

/** The browser's title says nothing of what the form is about: it lands in histories and on locked screens. */
const screen = ({ words, title, urgent }: Frame, body: Html, status = 200): Screen => ({
  title: words.form,
  status,
  body: html`${urgent.map((kind) => urgentNote(words, kind))}<p><strong>${title}</strong></p>${body}`,
});

export type StepModel = {
  step: number;
  /** Among the pages that are asked. */
  place: { n: number; of: number };
  fields: Field[];
  errors: { name: string; label: string; text: string }[];
  typed: (name: string) => string | undefined;
  signed: ReadonlySet<string>;
  notice?: string | undefined;
  /** The repeated group that is shown once more than it was answered. */
  extra?: string | undefined;
  first: boolean;
};

export function stepView(frame: Frame, model: StepModel): Screen {
  const { spoken, csrf, words, path, version } = frame;
  const { step, place, fields, errors, typed, signed, notice, extra, first } = model;
  const f: Fielding = {
    words,
    optional: spoken.words.common.optional,
    errors: new Map(errors.map(({ name, text }) => [name, text])),
    typed,
    signed,
  };
  const body = html`${notice && note(notice)}${mend(frame, errors)}${place.of > 1 && html`<p class="quiet">${words.page(place.n, place.of)}</p>`}
${form(
  { action: path, csrf, words: spoken.words, files: takesPictures(fields) },
  html`<input type="hidden" name="v" value="${version}"><input type="hidden" name="step" value="${step}">${extra && html`<input type="hidden" name="extra" value="${extra}">`}
${fieldList(f, fields)}${button(words.next, { main: true, name: "action", value: "next" })}${
  !first && button(words.back, { name: "action", value: "back" })
}`,
)}
${first && html`<p class="quiet">${words.saved}</p>`}`;
  return screen(frame, body, errors.length > 0 ? 422 : 200);
}

const takesPictures = (fields: Field[]): boolean =>
  questionsOf(fields).some(({ input }) => input === "attachment" || input === "signature");

/** What to mend, each a link to its field: WCAG 2.2 3.3.1. */
const mend = ({ spoken }: Frame, errors: StepModel["errors"]): Html | undefined =>
  errors.length === 0
    ? undefined
    : html`<div class="note bad" id="fix" role="alert" tabindex="-1"><p><strong>${spoken.words.common.fix}</strong></p><ul>${errors.map(
        ({ name, label, text }) => html`<li><a href="#${name}">${label}</a>: ${text}</li>`,
      )}</ul></div>`;

export type ReviewModel = { pages: Reviewed[]; missing: ReadonlySet<number> };

export function reviewView(frame: Frame, { pages, missing }: ReviewModel): Screen {
  const { spoken, csrf, words, path, version } = frame;
  const one = ({ step, answers }: Reviewed): Html =>
    html`<dl>${answers.map(
      ({ label, answers: told }) =>
        html`<dt>${label}</dt><dd>${told.join(", ") || html`<span class="quiet">${words.empty}</span>`}</dd>`,
    )}</dl>${missing.has(step) && html`<p class="error">${words.missing}</p>`}
<p><a href="${path}?step=${step}" aria-label="${words.change}: ${answers[0]?.label ?? ""}">${words.change}</a></p>`;
  const send = form(
    { action: path, csrf, words: spoken.words },
    html`<input type="hidden" name="v" value="${version}">${button(words.send, { main: true, name: "action", value: "send" })}`,
  );
  return screen(
    frame,
    html`<h2>${words.review}</h2>${missing.size === 0 && html`<p>${words.reviewLead}</p>`}${pages.map(one)}${missing.size === 0 && send}`,
  );
}

export type ReceiptModel = { sentAt: string; number: string; signers: string[] };

/** The receipt needs no file: it can be kept as a picture of the screen, and says no answer. */
export const receiptView = (frame: Frame, { sentAt, number, signers }: ReceiptModel): Screen =>
  screen(
    frame,
    html`${note(frame.words.sent, "good")}<p>${frame.words.sentAt(sentAt)}</p>${signers.map(
      (name) => html`<p>${frame.words.signedBy(name)}</p>`,
    )}<p class="quiet">${frame.words.number(number)}</p>`,
  );

export const goneView = (words: FormWords): Screen => ({ title: words.form, body: note(words.gone) });
