import { html } from "hono/html";
import { momentOf } from "#lib/domain/content/variables.ts";
import type { Spoken } from "#lib/domain/pages/words.ts";
import { type BarrierCode, barrierCodes } from "#lib/domain/patient/barrier.ts";
import { dirOf } from "#lib/domain/patient/languages.ts";
import type { Html, Screen } from "../layout.ts";
import { button, choices, fault, form, lines, note, textArea } from "../parts.ts";

type Own = { spoken: Spoken; csrf: string };
export type Text = { subject?: string; body: string; language: string };

export const article = ({ subject, body, language }: Text): Html =>
  html`<article>${subject && html`<h2 lang="${language}" dir="${dirOf(language)}">${subject}</h2>`}${lines(body, { language, dir: dirOf(language) })}</article>`;

export type ReadModel = { text: Text | undefined; askDone: boolean; noted: boolean };

export function readView({ spoken: { words }, csrf }: Own, { text, askDone, noted }: ReadModel): Screen {
  const title = words.title.read;
  if (!text) return { title, body: note(words.read.none) };
  const done = form(
    { action: "/p/read", csrf, words },
    button(words.read.done, { main: true, name: "read", value: "1" }),
  );
  return {
    title,
    body: html`${noted && note(words.read.noted, "good")}${article(text)}${askDone && !noted && done}`,
  };
}

export type Line = { from: "patient" | "clinic"; at: string; text: string; language?: string };
export type MessagesModel = {
  once: string;
  thread: Line[];
  timeZone: string;
  notice?: "sent" | "urgent" | "stopped" | undefined;
  error?: string | undefined;
  text?: string;
};

export function messagesView({ spoken, csrf }: Own, model: MessagesModel): Screen {
  const { words, language } = spoken;
  const { once, thread, timeZone, notice, error, text } = model;
  const when = (at: string): string => {
    const { date, time } = momentOf(at, timeZone, language);
    return `${date}, ${time}`;
  };
  return {
    title: words.title.messages,
    status: error ? 422 : 200,
    body: html`${fault(words, error)}${notice && note(words.messages[notice], notice === "urgent" ? "bad" : "good")}
<p>${words.messages.lead}</p>
${form(
  { action: "/p/messages", csrf, words },
  html`<input type="hidden" name="once" value="${once}">${textArea({ name: "text", label: words.messages.text, most: 2000, value: text, error })}${button(words.common.send, { main: true })}`,
)}
${
  thread.length === 0
    ? html`<p>${words.messages.none}</p>`
    : html`<ul class="plain">${thread.map(
        (line) =>
          html`<li class="note"><p class="quiet">${line.from === "clinic" ? words.messages.ours : words.messages.yours} · ${when(line.at)}</p>${lines(line.text, line.language ? { language: line.language, dir: dirOf(line.language) } : {})}</li>`,
      )}</ul>`
}`,
  };
}

export type FeedbackModel = {
  done?: "thanks" | "sorry" | undefined;
  error?: string | undefined;
  text?: string;
};

export function feedbackView({ spoken: { words }, csrf }: Own, { done, error, text }: FeedbackModel): Screen {
  const title = words.title.feedback;
  if (done)
    return { title, body: note(done === "sorry" ? words.feedback.sorry : words.feedback.done, "good") };
  const scores = words.feedback.scores.map((name, i) => ({ value: String(i + 1), text: name }));
  return {
    title,
    status: error ? 422 : 200,
    body: html`${fault(words, error)}${form(
      { action: "/p/feedback", csrf, words },
      html`${choices({ name: "score", legend: words.feedback.lead, choices: scores.reverse(), error })}
${textArea({ name: "text", label: words.feedback.text, most: 1000, value: text, hint: words.common.optional })}
${button(words.common.send, { main: true })}`,
    )}`,
  };
}

export type BarriersModel = { done: boolean; error?: string | undefined; text?: string };

export function barriersView({ spoken: { words }, csrf }: Own, { done, error, text }: BarriersModel): Screen {
  const title = words.title.barriers;
  if (done) return { title, body: note(words.barriers.done, "good") };
  const all = barrierCodes.map((value: BarrierCode) => ({ value, text: words.barriers[value] }));
  return {
    title,
    status: error ? 422 : 200,
    body: html`${fault(words, error)}${form(
      { action: "/p/barriers", csrf, words },
      html`${choices({ name: "code", legend: words.barriers.lead, choices: all, error })}
${textArea({ name: "text", label: words.barriers.text, most: 1000, value: text, hint: words.common.optional })}
${button(words.common.send, { main: true })}`,
    )}`,
  };
}
