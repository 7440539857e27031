import { Refusal } from "#lib/domain/errors.ts";
import type { Decision } from "#lib/domain/gate/decision.ts";
import { directOutreachId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { directFaults } from "#lib/domain/outreach/direct-faults.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Actor, Channel, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedTemplate } from "../config.ts";
import { type DirectRequest, dryRun, planOutreach } from "./plan-outreach.ts";

type Needs = Pick<Ports, "records" | "clock">;

type DirectSend = {
  patientId: string;
  /** The caller's own name of this message among the patient's. */
  reference: string;
  template: string;
  channels: "preferred" | Channel[];
  dueAt?: Instant | undefined;
  expiresAt?: Instant | undefined;
  appointmentId?: string | undefined;
  variables?: Record<string, string | number> | undefined;
  program?: string | undefined;
  clocks?: Outreach["clocks"] | undefined;
  opening?: Outreach["opening"] | undefined;
};

/**
 * Plans one message outside any journey. What it is for is the template's to say, so that a caller cannot put
 * marketing past quiet hours. The same reference again answers with the outreach there is. Throws `not_found`
 * (patient), `unknown_reference` (template, appointment), `validation_failed` (variables), `already_exists` (the
 * reference names a message of another template).
 */
export async function sendDirect(
  ports: Needs,
  send: DirectSend,
  by: { actor: Actor; cause?: string },
): Promise<{ record: Stored<"outreach">; created: boolean }> {
  const planned = await planOutreach(ports, await requestOf(ports, send), by);
  if (!planned.created && planned.record.data.template.id !== send.template)
    throw new Refusal("already_exists", "This reference names a message of another template.");
  return planned;
}

/** What the gate would say if it were due now; writes nothing. Throws as `sendDirect`. */
export const wouldSend = async (ports: Needs, send: DirectSend): Promise<Decision> =>
  dryRun(ports, await requestOf(ports, send));

async function requestOf(ports: Needs, send: DirectSend): Promise<DirectRequest> {
  const { reference, program, ...rest } = send;
  const levels = program ? { program } : undefined;
  const template = await publishedTemplate(ports, send.template);
  const faults = directFaults(template?.content, send);
  if (faults.length > 0) throw new Refusal("validation_failed", undefined, faults);
  const id = directOutreachId(send.patientId, reference);
  // A template that is not there is refused when the outreach is planned.
  return withoutAbsent({
    ...rest,
    levels,
    id,
    purpose: template?.content.purpose ?? "care",
  }) as DirectRequest;
}

const withoutAbsent = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
