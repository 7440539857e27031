import type { CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import { approveCampaign, controlCampaign } from "#lib/usecases/campaigns/control-campaign.ts";
import { listId, saveCampaign } from "#lib/usecases/campaigns/save-campaign.ts";
import { keepPatients } from "#lib/usecases/segments/snapshot.ts";
import { type Context, type Happening, hour } from "../events.ts";
import { type Concern, type Hands, someTime, staff, type Work } from "./concern.ts";

type Sending = Omit<CampaignDraft, "id" | "audience">;
const controls = ["pause", "resume", "stop"] as const;
type Control = (typeof controls)[number];

export type CampaignEvent = { do: "campaign"; id: string } & (
  | { what: "draft"; people: string[]; sending: Sending }
  | { what: "approve" | Control }
);

const author = { actor: { type: "staff" as const, id: "author" } };

/** Asked for twice, stopped while it sends, a first share before the others, paused and gone on with. */
export const campaigns: Concern = {
  share: 18,

  happenings(all, context) {
    const { random } = context;
    const people = all.filter(() => random.chance(0.9)).map((p) => p.reference);
    return Array.from({ length: 1 + random.below(2) }, (_, i) => `campaign-${i}`).flatMap((id) => {
      const from = 2 * hour + random.below(context.lengthMs / 2);
      const say = (atMs: number, what: "approve" | Control): Happening => ({
        do: "campaign",
        id,
        what,
        atMs,
      });
      const approved = from + random.below(hour);
      return [
        { do: "campaign", id, what: "draft", people, sending: sendingOf(context, from), atMs: from },
        say(approved, "approve"),
        ...(random.chance(0.4) ? [say(approved + random.below(3_000), "approve")] : []),
        ...Array.from({ length: random.below(4) }, () =>
          say(someTime(context, approved), random.pick(controls)),
        ),
        // Within the minute in which its messages leave.
        ...(random.chance(0.3) ? [say(approved + random.below(120_000), random.pick(controls))] : []),
      ];
    });
  },

  work(event, hands) {
    if (event.do !== "campaign") return undefined;
    if (event.what === "draft") return drafted(event, hands);
    if (event.what === "approve") return approved(event.id);
    return controlled(event.id, event.what, hands);
  },

  settles: (hands) =>
    hands.world.mirror
      .all("campaign")
      .filter(({ data }) => data.status === "paused")
      .map(({ id }) => controlled(id, "resume", hands)),
};

function sendingOf({ random, startMs }: Context, fromMs: number): Sending {
  const at = new Date(startMs + fromMs + random.below(30 * hour)).toISOString();
  const repeat = { rrule: "FREQ=DAILY;COUNT=2", startDate: at.slice(0, 10), time: "15:00", zone: "UTC" };
  const when = random.pick([undefined, undefined, { at }, { repeat }]);
  return {
    send: random.pick([
      { template: "clinic-news", channels: "preferred" as const },
      { template: "newsletter", channels: "preferred" as const, expiresAfter: "P2D" },
      { journey: "sim-check-up" },
    ]),
    throttle: { perHour: random.pick([1, 3, 1000]) },
    ...(when && { when }),
    ...(random.chance(0.3) && {
      canary: { share: 0.5, watch: random.pick(["PT3H", "P1D"]), complaints: 0.5, optOuts: 0.5 },
    }),
  };
}

const drafted =
  (
    { id, people, sending }: Extract<CampaignEvent, { what: "draft" }>,
    { patientId, world: { mirror } }: Hands,
  ): Work =>
  async (core) => {
    const ids = people.map(patientId).filter((patient) => mirror.get("patient", patient));
    const each = (async function* () {
      yield* ids;
    })();
    await keepPatients(core, { id: listId(id), of: { list: id } }, each, author);
    await saveCampaign(
      core,
      { id, draft: { ...sending, id, audience: { list: id } }, ifMatch: undefined },
      author,
    );
  };

const approved =
  (id: string): Work =>
  async (core) => {
    const known = await core.records.get("campaign", id, { consistent: true });
    if (known) await approveCampaign(core, { id, ifMatch: known.version }, staff);
  };

/** What was answered counts from then on: stopped for good, paused until somebody lets it go on. */
const controlled =
  (id: string, control: Control, { world: { witness } }: Hands): Work =>
  async (core) => {
    const paused = { what: "campaign", ref: id } as const;
    if (control === "resume") witness.lifted(paused);
    const asked = witness.asks();
    await controlCampaign(core, { id, control }, staff);
    if (control === "pause") witness.barred(paused, asked);
    if (control === "stop") witness.barred({ what: "stopped-campaign", ref: id }, asked);
  };
