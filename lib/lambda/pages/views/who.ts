import { html } from "hono/html";
import type { Spoken } from "#lib/domain/pages/words.ts";
import type { Screen } from "../layout.ts";
import { button, form, note } from "../parts.ts";

type Own = { spoken: Spoken; csrf: string };
type Choice = { id: string; given: string; chosen: boolean };

/** One button for each patient, by given name only. */
export function whoView({ spoken: { words }, csrf }: Own, charges: Choice[]): Screen {
  const body =
    charges.length > 1
      ? html`<p>${words.proxy.choose}</p>${form(
          { action: "/p/who", csrf, words },
          html`${charges.map(({ id, given, chosen }) => button(given, { name: "patient", value: id, main: chosen }))}`,
        )}`
      : note(words.proxy.alone);
  return { title: words.title.who, body };
}
