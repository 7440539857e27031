import { html } from "hono/html";
import { momentOf } from "#lib/domain/content/variables.ts";
import type { Words } from "#lib/domain/pages/words/en.ts";
import type { Spoken } from "#lib/domain/pages/words.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import type { Html, Screen } from "../layout.ts";
import { button, choices, fault, form, linkTo, note, textArea } from "../parts.ts";

export type VisitModel = {
  appointment: Appointment | undefined;
  coming: boolean;
  /** What the patient said of it last. */
  said: string | undefined;
  /** They want to say something else. */
  change: boolean;
  hasText: boolean;
  /** They wait for an earlier time. */
  waits: boolean;
};

type Own = { spoken: Spoken; csrf: string };

export function visitView({ spoken, csrf }: Own, model: VisitModel): Screen {
  const { words } = spoken;
  const { appointment, coming, said, change, hasText, waits } = model;
  const title = words.title.visit;
  if (!appointment) return { title, body: note(words.visit.none) };
  const about = facts(spoken, appointment);
  if (!coming) return { title, body: html`${note(gone(words, appointment), "plain")}` };
  const known = {
    confirmed: words.visit.saidConfirmed,
    declined: words.visit.saidDeclined,
    reschedule: words.visit.saidReschedule,
  }[said ?? ""];
  if (!known || change) return { title, body: html`${about}${ask(words, csrf)}` };
  return {
    title,
    body: html`${note(known, "good")}${about}
${hasText && said === "confirmed" && linkTo("/p/read", words.visit.getReady)}
${said === "declined" && linkTo("/p/barriers", words.visit.tellWhy)}
${said === "confirmed" && earlier(words, csrf, waits)}
${linkTo("/p/visit?change=1", words.visit.change)}`,
  };
}

const earlier = (words: Words, csrf: string, waits: boolean): Html =>
  form(
    { action: "/p/visit", csrf, words },
    waits
      ? html`<p>${words.visit.waiting}</p>${button(words.visit.stopWaiting, { name: "wait", value: "no" })}`
      : button(words.visit.wait, { name: "wait", value: "yes" }),
  );

const gone = (words: Words, { status }: Appointment): string =>
  status === "cancelled" || status === "entered-in-error" ? words.visit.cancelled : words.visit.over;

function facts({ words, language }: Spoken, a: Appointment): Html {
  const moment = a.start && momentOf(a.start, a.timeZone, language);
  const when = moment ? html`${moment.date}, <span class="whole">${moment.time}</span>` : words.visit.noTime;
  const row = (name: string, value: Html | string | undefined): Html | "" =>
    value ? html`<dt>${name}</dt><dd>${value}</dd>` : "";
  return html`<dl>${row(words.visit.when, when)}${row(words.visit.where, a.locationName)}
${row(words.visit.who, a.practitionerName)}${row(words.visit.what, a.visitType)}</dl>`;
}

const ask = (words: Words, csrf: string): Html =>
  form(
    { action: "/p/visit", csrf, words },
    html`<h2>${words.visit.ask}</h2>
${button(words.visit.confirmed, { main: true, name: "answer", value: "confirmed" })}
${button(words.visit.reschedule, { name: "answer", value: "reschedule" })}
${button(words.visit.declined, { name: "answer", value: "declined" })}`,
  );

export const dayParts = ["morning", "afternoon", "evening", "any"] as const;

/** A time that someone else gave up. */
export const freedView = ({ spoken: { words }, csrf }: Own, when: string): Screen => ({
  title: words.title.time,
  body: html`<p>${words.time.freed(when)}</p>
${form({ action: "/p/time", csrf, words }, button(words.time.take, { main: true, name: "freed", value: "1" }))}
${linkTo("/p/visit", words.time.keep)}`,
});

export const goneView = ({ spoken: { words } }: Own): Screen => ({
  title: words.title.time,
  body: html`${note(words.time.gone, "bad")}${linkTo("/p/visit", words.title.visit)}`,
  status: 409,
});

type Offered = { value: string; text: string }[];

/** The times that the clinic can offer, each one tap; whoever finds none among them says what would suit. */
export function offeredView({ spoken: { words }, csrf }: Own, times: Offered, error?: string): Screen {
  const all = times.map(({ value, text }) => button(text, { name: "time", value }));
  return {
    title: words.title.time,
    status: error ? 422 : 200,
    body: html`${fault(words, error)}<p>${words.time.offered}</p>
${form({ action: "/p/time", csrf, words }, html`${all}`)}
${linkTo("/p/time?other=1", words.time.none)}`,
  };
}

/** Which times would suit: the care team books, because the EHR owns the calendar. */
export function timeView({ spoken: { words }, csrf }: Own, once: string, error?: string): Screen {
  const days = words.time.weekdays.map((text, i) => ({ value: String(i), text }));
  return {
    title: words.title.time,
    status: error ? 422 : 200,
    body: html`${fault(words, error)}${form(
      { action: "/p/time", csrf, words },
      html`<input type="hidden" name="once" value="${once}">
${choices({ name: "part", legend: words.time.lead, many: true, error, choices: dayParts.map((value) => ({ value, text: words.time[value] })) })}
${choices({ name: "day", legend: words.time.days, many: true, choices: days })}
${textArea({ name: "wish", label: words.time.wish, most: 500, hint: words.common.optional })}
${button(words.common.send, { main: true })}`,
    )}`,
  };
}

export const timeDone = ({ words }: Spoken, chosen?: string): Screen => ({
  title: words.title.time,
  body: html`${note(chosen ? words.time.chosen(chosen) : words.time.done, "good")}${linkTo("/p/visit", words.title.visit)}`,
});
