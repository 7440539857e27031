import { html } from "hono/html";
import type { LinkStanding } from "#lib/domain/pages/link.ts";
import type { Words } from "#lib/domain/pages/words/en.ts";
import { languageNames, type Spoken } from "#lib/domain/pages/words.ts";
import { dirOf } from "#lib/domain/patient/languages.ts";
import type { Html, Screen } from "../layout.ts";
import { button, fault, form, note } from "../parts.ts";

type Door = {
  spoken: Spoken;
  clinic: string;
  token: string;
  /** What else the customer's pages speak. */
  others: string[];
};

type Asked = Door & {
  by: "birth-date" | "code";
  /** The link went to somebody who helps the patient: their own birth date does as well. */
  helper: boolean;
  error?: string | undefined;
  notice?: string | undefined;
  given?: { year?: string; month?: string; day?: string };
};

/** What a link shows to whoever opens it: nothing of the patient's. */
export function askWho(asked: Asked): Screen {
  const { spoken, clinic, token, by, error, notice, others } = asked;
  const { words } = spoken;
  const body = html`${fault(words, error)}${notice && note(notice, "good")}
<p>${words.identify.lead(clinic)}</p>
${by === "birth-date" ? birthDate(asked) : code(asked)}
${others.length > 0 && html`<nav>${others.map((code) => otherLanguage(token, code))}</nav>`}`;
  return { title: words.title.identify, body, status: error ? 422 : 200 };
}

const otherLanguage = (token: string, code: string): Html =>
  html`<a href="/l/${token}?lang=${code}" lang="${code}" hreflang="${code}" dir="${dirOf(code)}">${languageNames[code]}</a> `;

const langField = ({ language }: Spoken): Html => html`<input type="hidden" name="lang" value="${language}">`;

/** Three plain fields: date pickers are slow for a year long ago, and old phones have none. */
function birthDate({ spoken, token, error, helper, given = {} }: Asked): Html {
  const { words, language } = spoken;
  const field = (name: "month" | "day" | "year", most: number): Html =>
    html`<p class="${name}"><label for="${name}">${words.identify[name]}</label>
<input type="text" id="${name}" name="${name}" inputmode="numeric" autocomplete="bday-${name}" maxlength="${most}" value="${given[name] ?? ""}"${
      error ? html` aria-invalid="true" aria-describedby="fix"` : ""
    }></p>`;
  const [first, second] = language === "en" ? (["month", "day"] as const) : (["day", "month"] as const);
  return form(
    { action: `/l/${token}`, words },
    html`${langField(spoken)}<fieldset><legend>${words.identify.birthDate}</legend>
<p class="quiet" id="hint">${helper && html`${words.identify.either} `}${words.identify.example}</p>
<div class="date">${field(first, 2)}${field(second, 2)}${field("year", 4)}</div></fieldset>
${button(words.identify.go, { main: true })}`,
  );
}

function code({ spoken, token, error, notice }: Asked): Html {
  const { words } = spoken;
  const send = form(
    { action: `/l/${token}/code`, words },
    html`${langField(spoken)}${button(words.identify.sendCode, { main: !notice && !error })}`,
  );
  const type = form(
    { action: `/l/${token}`, words },
    html`${langField(spoken)}<p><label class="name" for="code">${words.identify.code}</label>
<input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6"${
      error ? html` aria-invalid="true" aria-describedby="fix"` : ""
    }></p>${button(words.identify.go, { main: true })}`,
  );
  return notice || error ? html`${type}${send}` : html`<p>${words.identify.codeLead}</p>${send}`;
}

const statuses = { used: 410, expired: 410, locked: 403, unknown: 404 } as const;

/** A link that opens nothing any more, with the way out: a new one to the address on file, or the phone. */
export function closedDoor(
  { spoken, token }: Door,
  standing: Exclude<LinkStanding, "open"> | "unknown",
  mayAskAgain: boolean,
): Screen {
  const { words } = spoken;
  const again = html`<p>${words.link.why}</p>${form(
    { action: `/l/${token}/again`, words },
    html`${langField(spoken)}${button(words.link.again, { main: true })}`,
  )}`;
  const later = standing === "unknown" ? "" : html`<p>${words.link.later}</p>`;
  return {
    title: words.title.sorry,
    body: html`${note(words.link[standing], "bad")}${mayAskAgain ? again : later}`,
    status: statuses[standing],
  };
}

export const newLinkSent = (words: Words, sent: boolean): Screen => ({
  title: sent ? words.common.thanks : words.title.sorry,
  body: note(sent ? words.link.sent : words.link.later, sent ? "good" : "bad"),
  status: sent ? 200 : 429,
});

export const leftView = (words: Words): Screen => ({
  title: words.title.left,
  body: note(words.left.lead, "good"),
});

export const sorry = (words: Words, text: string, status: number): Screen => ({
  title: words.title.sorry,
  body: note(text, "bad"),
  status,
});
