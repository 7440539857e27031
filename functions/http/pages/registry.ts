import type { Page } from "./call.ts";
import { checkIn, form } from "./forms.ts";
import { home, preferences } from "./preferences.ts";
import { question } from "./question.ts";
import { barriers, feedback, messages, read } from "./talk.ts";
import { time, visit } from "./visit.ts";
import { who } from "./who.ts";

/** Every page behind the identity check, by its name under /p. */
export const pages: ReadonlyMap<string, Page> = new Map(
  Object.entries({
    "": home,
    visit,
    question,
    time,
    read,
    messages,
    feedback,
    barriers,
    preferences,
    form,
    "check-in": checkIn,
    who,
  }),
);
