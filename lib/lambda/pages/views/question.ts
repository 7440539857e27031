import { html } from "hono/html";
import type { Words } from "#lib/domain/pages/words/en.ts";
import type { Spoken } from "#lib/domain/pages/words.ts";
import type { Screen } from "../layout.ts";
import { button, form, linkTo, note } from "../parts.ts";
import { article, type Text } from "./talk.ts";

export type QuestionModel = {
  text: Text | undefined;
  answers: string[];
  /** Undefined where nothing was asked. */
  open: boolean | undefined;
  /** What the patient said so far. */
  told: string | undefined;
};

export function questionView(
  { spoken: { words }, csrf }: { spoken: Spoken; csrf: string },
  { text, answers, open, told }: QuestionModel,
): Screen {
  const title = words.title.question;
  if (open === undefined) return { title, body: note(words.question.none) };
  if (!open) return { title, body: note(words.question.over) };
  const asked = text && article(text);
  if (told !== undefined)
    return {
      title,
      body: html`${note(words.question.told(labelOf(words, told)), "good")}${asked}
${linkTo("/p/question?change=1", words.question.change)}`,
    };
  const all = answers.map((value, i) =>
    button(labelOf(words, value), { main: i === 0, name: "answer", value }),
  );
  return {
    title,
    body: html`${asked}${form({ action: "/p/question", csrf, words }, html`<h2>${words.question.ask}</h2>${all}`)}`,
  };
}

/** An answer's own word, or its code in plain letters where its journey's author made one of their own. */
function labelOf({ question }: Words, answer: string): string {
  const known = Object.entries(question.answers).find(([code]) => code === answer);
  if (known) return known[1];
  const plain = answer.replaceAll(/[-_]/g, " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
