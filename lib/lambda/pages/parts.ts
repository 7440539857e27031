import { html } from "hono/html";
import type { Words } from "#lib/domain/pages/words/en.ts";
import type { Html } from "./layout.ts";

/** The few parts that all pages are made of. */

export type FormOf = {
  action: `/${string}`;
  csrf?: string | undefined;
  words: Words;
  /** It sends pictures: RFC 7578. */
  files?: boolean;
};

/** A form that works without script. */
export const form = ({ action, csrf, words, files }: FormOf, inside: Html): Html =>
  html`<form method="post" action="${action}"${files ? html` enctype="multipart/form-data"` : ""} data-sending="${words.common.sending}" novalidate>${
    csrf && html`<input type="hidden" name="csrf" value="${csrf}">`
  }${inside}</form>`;

export const button = (text: string, how: { main?: boolean; name?: string; value?: string } = {}): Html =>
  how.name
    ? html`<button class="${how.main ? "main" : ""}" name="${how.name}" value="${how.value ?? ""}">${text}</button>`
    : html`<button class="${how.main ? "main" : ""}">${text}</button>`;

export const note = (text: string, kind: "good" | "bad" | "plain" = "plain"): Html =>
  html`<div class="note ${kind}" role="status"><p>${text}</p></div>`;

/** What to mend, said first and read out: WCAG 2.2 3.3.1 and 4.1.3. Empty where there is nothing. */
export const fault = (words: Words, text: string | undefined): Html | undefined =>
  text
    ? html`<div class="note bad" id="fix" role="alert" tabindex="-1"><p><strong>${words.common.fix}</strong> ${text}</p></div>`
    : undefined;

type Choice = { value: string; text: string; chosen?: boolean };
type Choices = {
  name: string;
  legend: string;
  choices: Choice[];
  many?: boolean;
  error?: string | undefined;
};

/** Radio buttons or check boxes, each a target of its own. */
export const choices = ({ name, legend, choices: all, many, error }: Choices): Html =>
  html`<fieldset${error ? html` aria-describedby="fix"` : ""}><legend>${legend}</legend>${all.map(
    ({ value, text, chosen }) =>
      html`<label class="choice"><input type="${many ? "checkbox" : "radio"}" name="${name}" value="${value}"${
        chosen ? html` checked` : ""
      }> <span>${text}</span></label>`,
  )}</fieldset>`;

type TextArea = {
  name: string;
  label: string;
  most: number;
  value?: string | undefined;
  hint?: string;
  error?: string | undefined;
};

export const textArea = ({ name, label, most, value, hint, error }: TextArea): Html =>
  html`<p><label class="name" for="${name}">${label} ${hint && html`<span class="quiet">${hint}</span>`}</label>
<textarea id="${name}" name="${name}" rows="4" maxlength="${most}"${error ? html` aria-invalid="true" aria-describedby="fix"` : ""}>${value ?? ""}</textarea></p>`;

/** Text of a person, line by line as they wrote it, in its own language and direction. */
export const lines = (text: string, how: { language?: string; dir?: string } = {}): Html =>
  html`<div class="lines"${how.language ? html` lang="${how.language}"` : ""} dir="${how.dir ?? "auto"}">${text}</div>`;

export const linkTo = (path: `/${string}`, text: string): Html =>
  html`<a class="button" href="${path}">${text}</a>`;
