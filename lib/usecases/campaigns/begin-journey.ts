import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Ports } from "#lib/ports.ts";
import { startEnrollment } from "../enrollments/start-enrollment.ts";

/** Begins the campaign's journey for one patient; what it came to, as a report counts it. */
export async function beginJourney(
  ports: Pick<Ports, "records" | "clock" | "log">,
  { id, send }: Campaign,
  patientId: string,
): Promise<"enrolled" | "already_enrolled" | "journey_refused"> {
  if (!("journey" in send)) throw new Error("a campaign without a journey");
  const subject = { type: "patient" as const, id: patientId };
  const request = { journeyId: send.journey, subject, patientId, campaign: id };
  try {
    const { created } = await startEnrollment(ports, request, {
      actor: { type: "system", id: "campaign" },
      cause: id,
    });
    return created ? "enrolled" : "already_enrolled";
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "busy") throw error;
    ports.log.info("campaign.journey_refused", { campaign: id, code: error.code });
    return "journey_refused";
  }
}
