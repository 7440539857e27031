import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { startMigration, undoMigration } from "#lib/usecases/journeys/migrations.ts";
import { day } from "../events.ts";
import { type Concern, someTime, staff, type Work } from "./concern.ts";

export type MigrationEvent = { do: "migration"; what: "publish" | "migrate" | "undo" };

const id = "appointment-reminder";

/** The reminders get a new version, who runs on the old one is brought over, and perhaps brought back. */
export const migrations: Concern = {
  share: 12,

  happenings(_all, context) {
    const { random, lengthMs } = context;
    const from = someTime(context, day);
    const later = (): number => from + random.below(Math.max(1, lengthMs - from));
    const say = (what: MigrationEvent["what"], atMs: number) => ({ do: "migration" as const, what, atMs });
    return [
      say("publish", from),
      say("migrate", later()),
      ...(random.chance(0.3) ? [say("migrate", later())] : []),
      ...(random.chance(0.5) ? [say("undo", later())] : []),
    ];
  },

  work(event, { world: { mirror } }) {
    if (event.do !== "migration") return undefined;
    if (event.what === "publish") return published;
    if (event.what === "migrate") return (core) => startMigration(core, id, { mapping: {} }, staff);
    const last = mirror.all("migration").at(-1);
    return last && ((core) => undoMigration(core, last.id, staff));
  },
};

/** With another name for its second question: whoever stands there cannot be brought over unasked. */
const published: Work = async (core) => {
  const head = await core.records.get("journeyHead", id, { consistent: true });
  const last = await core.records.get("journey", `${id}@${head?.data.versions}`, { consistent: true });
  if (!head || !last) return;
  const text = JSON.stringify(last.data.definition);
  const named = text.includes('"nudge-again"') ? text : text.replaceAll('"nudge"', '"nudge-again"');
  const draft = JSON.parse(named) as typeof last.data.definition;
  await draftContent(core, journeys, { id, draft, ifMatch: head.version }, staff);
  await publishContent(core, journeys, id, staff);
};
