import { startDryRun } from "#lib/usecases/campaigns/dry-run-campaign.ts";
import { listId, saveCampaign } from "#lib/usecases/campaigns/save-campaign.ts";
import { endJourneyRuns } from "#lib/usecases/journeys/start-ending-runs.ts";
import { completeList } from "#lib/usecases/segments/complete-list.ts";
import { uploadPart } from "#lib/usecases/segments/upload-part.ts";
import { day, type Happening, hour } from "../events.ts";
import { type Concern, type Hands, someTime, staff, type Work } from "./concern.ts";

/** Runs of the reminders are ended; a list is uploaded in parts and made; a campaign for it is only looked at. */
export type BulkEvent =
  | { do: "bulk"; what: "end-runs" | "complete" | "dry-run" }
  | { do: "bulk"; what: "part"; part: number; people: string[] };

export const bulk = { list: "bulk-list", campaign: "bulk-campaign", parts: 2 } as const;
const journey = "appointment-reminder";

/** Long work over many: what is asked for twice is done once, and what only looks plans nothing. */
export const bulkWork: Concern = {
  share: 9,

  happenings(all, context) {
    const { random } = context;
    const names = all.map(({ reference }) => reference);
    const parts = Array.from({ length: bulk.parts }, (_, i): Happening[] => {
      const people = [...names.filter((_, n) => n % bulk.parts === i), ...(random.chance(0.4) ? names : [])];
      const atMs = 20 * hour + random.below(hour);
      const part = { do: "bulk" as const, what: "part" as const, part: i + 1, people };
      return [
        { ...part, atMs },
        ...(random.chance(0.5) ? [{ ...part, atMs: atMs + random.below(hour) }] : []),
      ];
    });
    const say = (what: "end-runs" | "complete" | "dry-run", atMs: number): Happening => ({
      ...{ do: "bulk", what, atMs },
    });
    return [
      ...parts.flat(),
      say("complete", 23 * hour),
      ...(random.chance(0.4) ? [say("complete", 23 * hour + random.below(5_000))] : []),
      say("dry-run", 24 * hour + random.below(day)),
      ...Array.from({ length: random.below(3) }, () => say("end-runs", someTime(context))),
    ];
  },

  work(event, hands) {
    if (event.do !== "bulk") return undefined;
    switch (event.what) {
      case "part":
        return uploaded(event, hands);
      case "complete":
        return (core) => completeList(core, bulk, staff);
      case "dry-run":
        return looked;
      case "end-runs":
        return (core) => endJourneyRuns(core, journey, { ...staff, reason: "sim" });
    }
  },
};

/** A file as somebody exports it, with a row that names nobody. */
const uploaded = ({ part, people }: Extract<BulkEvent, { what: "part" }>, { patientId }: Hands): Work => {
  const rows = people.map(patientId);
  const text = ["patientId", ...rows, "pat_nobody"].join("\n");
  return (core) => uploadPart(core, { list: bulk.list, part, text }, staff);
};

/** A draft that nobody approves. */
const looked: Work = async (core) => {
  const { list, campaign: id } = bulk;
  if (!(await core.records.get("snapshot", listId(list), { consistent: true }))) return;
  const send = { template: "clinic-news", channels: "preferred" as const };
  const draft = { id, audience: { list }, send, throttle: { perHour: 100 } };
  if (!(await core.records.get("campaign", id, { consistent: true })))
    await saveCampaign(core, { id, draft, ifMatch: undefined }, staff);
  await startDryRun(core, id, staff);
};
