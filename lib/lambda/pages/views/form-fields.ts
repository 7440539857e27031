import { html } from "hono/html";
import { pictureTypes } from "#lib/domain/files/picture.ts";
import { type Choice, otherValue } from "#lib/domain/forms/choices.ts";
import type { Field, Question } from "#lib/domain/forms/fields.ts";
import type { FormWords } from "#lib/domain/forms/words.ts";
import type { Html } from "../layout.ts";

/** `errors` by field name: a sentence each. `typed` is what could not be kept, to be mended. */
export type Fielding = {
  words: FormWords;
  optional: string;
  errors: ReadonlyMap<string, string>;
  /** Link ids of items whose signature stands. */
  signed: ReadonlySet<string>;
  typed: (name: string) => string | undefined;
};

export const fieldList = (f: Fielding, fields: Field[]): Html =>
  html`${fields.map((field) => fieldOf(f, field))}`;

function fieldOf(f: Fielding, field: Field): Html {
  if (field.kind === "display") return html`<p class="lines">${field.text}</p>`;
  if (field.kind === "group")
    return html`<section>${field.legend && html`<h2>${field.legend}</h2>`}${fieldList(f, field.fields)}${
      field.more && html`<button name="action" value="add:${field.more}">${f.words.add}</button>`
    }</section>`;
  return html`${inputOf(f, field)}${field.fields.length > 0 && fieldList(f, field.fields)}`;
}

function inputOf(f: Fielding, question: Question): Html {
  if (question.input === "attachment") return photo(f, question);
  if (question.readOnly) return readOnly(question);
  if (question.input === "one" || question.input === "many") return choice(f, question);
  return html`${question.values.map((value, i) => textField(f, question, value, i))}`;
}

const readOnly = ({ label, values }: Question): Html =>
  html`<dl><dt>${label}</dt><dd>${values.filter(Boolean).join(", ") || "–"}</dd></dl>`;

const names = ({ words }: Fielding): Record<string, string> => ({ true: words.yes, false: words.no });

/** The label, what helps, and what is wrong, in the order they are read out. */
function heading(f: Fielding, { label, required, help, name }: Question): Html {
  const error = f.errors.get(name);
  return html`${label}${!required && html` <span class="quiet">${f.optional}</span>`}${help.map(
    (text) => html`<br><span class="quiet">${text}</span>`,
  )}${error && html`<br><span class="error" id="${name}.error">${error}</span>`}`;
}

const invalid = (f: Fielding, name: string): Html =>
  f.errors.has(name) ? html` aria-invalid="true" aria-describedby="${name}.error"` : html``;

function choice(f: Fielding, question: Question): Html {
  const { name, choices, other, input } = question;
  const type = input === "many" ? "checkbox" : "radio";
  const one = ({ value, label, chosen }: Choice, id: string): Html =>
    html`<label class="choice"><input type="${type}" id="${id}" name="${name}" value="${value}"${
      chosen ? html` checked` : ""
    }> <span>${names(f)[label] ?? label}</span></label>`;
  return html`<fieldset${f.errors.has(name) ? html` aria-describedby="${name}.error"` : ""}><legend>${heading(f, question)}</legend>${choices.map(
    (item, i) => one(item, i === 0 ? name : `${name}.${item.value}`),
  )}${
    other !== undefined &&
    html`${one({ value: otherValue, label: f.words.other, chosen: other !== "" }, `${name}.else`)}
<p><label class="name" for="${name}.other">${f.words.other}</label><input type="text" id="${name}.other" name="${name}.other" value="${other}" maxlength="500"></p>`
  }</fieldset>`;
}

/** Numbers are texts with a number pad: a number field drops what it does not understand. */
const kinds: Partial<Record<Question["input"], { type: string; mode?: string }>> = {
  decimal: { type: "text", mode: "decimal" },
  integer: { type: "text", mode: "numeric" },
  date: { type: "date" },
  dateTime: { type: "datetime-local" },
  time: { type: "time" },
  url: { type: "text", mode: "url" },
};

function textField(f: Fielding, question: Question, value: string, index: number): Html {
  const { name, input, maxLength } = question;
  const id = index === 0 ? name : `${name}.${index}n`;
  const { type = "text", mode } = kinds[input] ?? {};
  const shown = index === 0 ? (f.typed(name) ?? value) : value;
  const most = maxLength ?? 2000;
  const field =
    input === "lines"
      ? html`<textarea id="${id}" name="${name}" rows="3" maxlength="${most}"${invalid(f, name)}>${shown}</textarea>`
      : html`<input type="${type}" id="${id}" name="${name}" value="${shown}" maxlength="${most}"${
          mode ? html` inputmode="${mode}"` : ""
        }${input === "signature" ? html` autocomplete="name"` : ""}${invalid(f, name)}>`;
  return html`<div class="field"><label class="name" for="${id}">${heading(f, question)}${single(question)}</label>${field}${units(f, question)}${
    input === "signature" && html`${drawing(f, question)}${signing(f, question)}`
  }</div>`;
}

/** The phone's own camera; what it saves is made small by the script, where there is one. */
function photo(f: Fielding, question: Question): Html {
  const { name, values } = question;
  const there = values.some(Boolean);
  return html`<div class="field"><label class="name" for="${name}">${heading(f, question)}</label><p class="quiet" id="${name}.how">${
    there ? f.words.havePhoto : f.words.takePhoto
  }</p><input type="file" id="${name}" name="${name}" accept="${pictureTypes.join()}" capture="environment"${
    f.errors.has(name)
      ? html` aria-invalid="true" aria-describedby="${name}.error ${name}.how"`
      : html` aria-describedby="${name}.how"`
  }></div>`;
}

/** Only with script, and never the only way: the typed name is a signature by itself. */
const drawing = (f: Fielding, { name }: Question): Html =>
  html`<div class="draw" hidden><p id="${name}.draw">${f.words.draw}</p><canvas width="600" height="200" role="img" aria-labelledby="${name}.draw"></canvas><button type="button">${f.words.clear}</button><input type="hidden" name="${name}.drawing"></div>`;

const single = ({ units: all }: Question): Html => (all.length === 1 ? html` (${all[0]?.label})` : html``);

const units = (f: Fielding, { name, units: all }: Question): Html =>
  all.length < 2
    ? html``
    : html`<label class="name" for="${name}.unit">${f.words.unit}</label><select id="${name}.unit" name="${name}.unit">${all.map(
        ({ value, label, chosen }) =>
          html`<option value="${value}"${chosen ? html` selected` : ""}>${label}</option>`,
      )}</select>`;

const signing = (f: Fielding, { name, linkId }: Question): Html =>
  html`<label class="choice"><input type="checkbox" name="${name}.intent" value="yes"${f.signed.has(linkId) ? html` checked` : ""}> <span>${f.words.intent}</span></label>`;
