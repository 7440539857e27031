import { html } from "hono/html";
import type { Words } from "#lib/domain/pages/words/en.ts";
import type { Spoken } from "#lib/domain/pages/words.ts";
import { type Channel, type Format, formats } from "#lib/domain/words.ts";
import type { Screen } from "../layout.ts";
import { button, choices, form, linkTo, note } from "../parts.ts";

type Own = { spoken: Spoken; csrf: string };

/** Local hours of the day that a patient may choose. */
export const windows = {
  anytime: undefined,
  morning: { from: "09:00", to: "12:00" },
  afternoon: { from: "12:00", to: "17:00" },
  evening: { from: "17:00", to: "20:00" },
} as const;
export type WindowName = keyof typeof windows;

export type PreferencesModel = {
  reachable: Channel[];
  first: Channel | undefined;
  languages: { code: string; name: string }[];
  language: string;
  format: Format;
  window: WindowName;
  topics: { code: string; name: string; wanted: boolean }[];
  stopped: boolean;
  notice?: "saved" | "started" | undefined;
};

export function preferencesView({ spoken: { words }, csrf }: Own, model: PreferencesModel): Screen {
  const { preferences: w } = words;
  const title = words.title.preferences;
  const action = "/p/preferences";
  if (model.stopped)
    return {
      title,
      body: html`${note(w.stopped, "plain")}${form({ action, csrf, words }, button(w.start, { main: true, name: "do", value: "start" }))}`,
    };
  return {
    title,
    body: html`${model.notice && note(w[model.notice], "good")}${form(
      { action, csrf, words },
      html`${
        model.reachable.length > 1 &&
        choices({
          name: "channel",
          legend: w.channel,
          choices: model.reachable.map((c) => ({ value: c, text: w[c], chosen: c === model.first })),
        })
      }
${choices({
  name: "language",
  legend: w.language,
  choices: model.languages.map(({ code, name }) => ({
    value: code,
    text: name,
    chosen: code === model.language,
  })),
})}
${choices({
  name: "format",
  legend: w.format,
  choices: formats.map((one) => ({ value: one, text: w[one], chosen: one === model.format })),
})}
${choices({
  name: "window",
  legend: w.hours,
  choices: (Object.keys(windows) as WindowName[]).map((name) => ({
    value: name,
    text: w[name],
    chosen: name === model.window,
  })),
})}
${
  model.topics.length > 0 &&
  choices({
    name: "topic",
    legend: w.topics,
    many: true,
    choices: model.topics.map(({ code, name, wanted }) => ({ value: code, text: name, chosen: wanted })),
  })
}
${button(words.common.save, { main: true, name: "do", value: "save" })}`,
    )}
<h2>${w.stopTitle}</h2><p>${w.stopLead}</p>
${form({ action, csrf, words }, button(w.stop, { name: "do", value: "stop" }))}`,
  };
}

export function homeView({ spoken: { words } }: Own, pages: (keyof Words["home"])[]): Screen {
  return {
    title: words.title.home,
    body: html`${pages.map((page) => linkTo(`/p/${page}`, words.home[page]))}`,
  };
}

export function unsubscribeView(words: Words, token: string, state: "ask" | "done" | "unknown"): Screen {
  const title = words.title.unsubscribe;
  if (state === "done") return { title, body: note(words.unsubscribe.done, "good") };
  if (state === "unknown") return { title, body: note(words.unsubscribe.unknown, "bad"), status: 404 };
  return {
    title,
    body: html`<p>${words.unsubscribe.lead}</p>${form(
      { action: `/u/${token}`, words },
      button(words.unsubscribe.go, { main: true, name: "List-Unsubscribe", value: "One-Click" }),
    )}`,
  };
}
