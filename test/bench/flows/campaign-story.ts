import { CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import type { Actor } from "#lib/domain/words.ts";
import { approveCampaign } from "#lib/usecases/campaigns/control-campaign.ts";
import { saveCampaign } from "#lib/usecases/campaigns/save-campaign.ts";
import { uploadList } from "#lib/usecases/segments/upload-list.ts";
import type { LocalSystem } from "../../../bin/local/system.ts";
import type { Cast } from "./cast.ts";

const author: Actor = { type: "client", id: "ann" };
const second: Actor = { type: "client", id: "bob" };

/** A campaign's first occurrence for a list of patients, from its approval on. */
export async function campaignFor({ ports }: LocalSystem, cast: Cast[]): Promise<void> {
  async function* chunks() {
    yield ["patientId", ...cast.map(({ patientId }) => patientId)].join("\n");
  }
  await uploadList(ports, { list: "bench", chunks: chunks() }, { actor: author });
  const draft = CampaignDraft.parse({
    id: "bench",
    audience: { list: "bench" },
    send: { template: "help-reply" },
  });
  const { version } = await saveCampaign(
    ports,
    { id: draft.id, draft, ifMatch: undefined },
    { actor: author },
  );
  await approveCampaign(ports, { id: draft.id, ifMatch: version }, { actor: second });
}
