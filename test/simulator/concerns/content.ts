import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { day, hour } from "../events.ts";
import { type Concern, someTime, staff, type Work } from "./concern.ts";

export type ContentEvent = { do: "content"; what: "publish" | "retire"; id: string };

const ids = ["appointment-confirm", "appointment-nudge", "newsletter", "clinic-news"];

/** A text is published anew, or taken out of use, while messages that name it are under way. */
export const content: Concern = {
  share: 14,

  happenings(all, context) {
    const { random } = context;
    const changes = Array.from({ length: 1 + random.below(3) }, () => {
      const id = random.pick(ids);
      const atMs = someTime(context);
      const back = atMs + 2 * hour + random.below(day);
      return random.chance(0.5)
        ? [{ do: "content" as const, what: "publish" as const, id, atMs }]
        : [
            { do: "content" as const, what: "retire" as const, id, atMs },
            ...(random.chance(0.6)
              ? [{ do: "content" as const, what: "publish" as const, id, atMs: back }]
              : []),
          ];
    }).flat();
    // On their way when their text is taken out of use.
    const news = changes.filter(({ what, id }) => what === "retire" && id === "clinic-news");
    const waiting = news.flatMap(({ atMs }, i) =>
      all.map(({ reference: person }) => ({
        ...{ do: "send" as const, person, template: "clinic-news", reference: `news-${i}`, twice: false },
        atMs: atMs - 2 * hour,
        dueInMs: 3 * hour,
      })),
    );
    return [...changes, ...waiting];
  },

  work(event) {
    if (event.do !== "content") return undefined;
    const { id, what } = event;
    return what === "retire" ? (core) => retireContent(core, templates, id, staff) : published(id);
  },
};

/** The words of the last version, as the next one. */
const published =
  (id: string): Work =>
  async (core) => {
    const head = await core.records.get("templateHead", id, { consistent: true });
    const last = await core.records.get("template", `${id}@${head?.data.versions}`, { consistent: true });
    if (!head || !last) return;
    const draft = last.data.content;
    await draftContent(core, templates, { id, draft, ifMatch: head.version }, staff);
    await publishContent(core, templates, id, staff);
  };
