import { Refusal } from "#lib/domain/errors.ts";
import { directOutreachId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { isOpen } from "#lib/domain/outreach/outreach.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedTemplate } from "../config.ts";
import { pages } from "../every-item.ts";
import { cancelOutreach } from "../outreach/cancel-outreach.ts";
import { planOutreach } from "../outreach/plan-outreach.ts";

type Needs = Pick<Ports, "records" | "clock">;

const template = "earlier-time";
const actor = { type: "system", id: "waiting-list" } as const;

/**
 * From the stream: the message to each of them, with a link to the time, due when their wave is. Hours, consent and
 * budget hold as ever.
 */
export async function tellOfFreed(ports: Needs, { id, data }: Stored<"freedTime">): Promise<void> {
  if (!(await publishedTemplate(ports, template))) return;
  for (const { patientId, appointmentId, at } of data.offers)
    await planOutreach(
      ports,
      {
        id: directOutreachId(patientId, `freed ${id}`),
        patientId,
        appointmentId,
        template,
        purpose: "care",
        channels: "preferred",
        dueAt: at,
        expiresAt: data.until,
        opening: { page: "time", ref: id },
      },
      { actor, cause: id },
    );
}

/** From the stream: somebody has the time. Who was not told of it yet is not told any more. */
export async function withdrawOffers(ports: Needs, { id, data }: Stored<"freedTime">): Promise<void> {
  for (const { patientId } of data.offers)
    if (patientId !== data.takenBy) await withdraw(ports, directOutreachId(patientId, `freed ${id}`), id);
}

/** From the stream: a patient left the list, and hears of no time that was to be offered for this visit. */
export async function withdrawFrom(ports: Needs, { id, data }: Stored<"waiting">): Promise<void> {
  const own = pages(ports.records, { kind: "outreach", of: "patient", patientId: data.patientId });
  for await (const { id: outreachId, data: outreach } of own)
    if (
      outreach.template.id === template &&
      outreach.about?.appointmentId === data.appointmentId &&
      isOpen(outreach)
    )
      await withdraw(ports, outreachId, id);
}

/** One that was never planned, or has left, stays as it is. */
async function withdraw(ports: Needs, outreachId: string, cause: string): Promise<void> {
  try {
    await cancelOutreach(ports, outreachId, { actor, reason: "offer-withdrawn", cause });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "not_found") throw error;
  }
}
