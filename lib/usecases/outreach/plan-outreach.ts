import { Refusal } from "#lib/domain/errors.ts";
import type { Decision } from "#lib/domain/gate/decision.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { type Step, stepEvent } from "#lib/domain/outreach/fate.ts";
import { levelsOf, type OutreachRequest, planned } from "#lib/domain/outreach/plan.ts";
import { route } from "#lib/domain/outreach/route.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { publishedTemplate } from "../config.ts";
import { policyFor } from "../policy/policy-for.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** A message asked for outside any journey; `appointmentId` makes it name that visit. */
export type DirectRequest = Omit<OutreachRequest, "dueAt"> & {
  patientId: string;
  template: string;
  dueAt?: Instant;
  appointmentId?: string;
};

/** Plans it once: the same id again answers with what it became. */
export async function planOutreach(
  ports: Needs,
  request: DirectRequest,
  by: { actor: Actor; cause?: string },
): Promise<{ record: Stored<"outreach">; created: boolean }> {
  const { step } = await prepare(ports, request);
  const event = stepEvent(step, { at: ports.clock.now(), ...by });
  try {
    await ports.records.save([{ kind: "outreach", id: request.id, expect: 0, data: step.outreach, event }]);
    return {
      record: { kind: "outreach", id: request.id, version: 1, data: step.outreach, event },
      created: true,
    };
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const record = await ports.records.get("outreach", request.id, { consistent: true });
    if (!record) throw error;
    return { record, created: false };
  }
}

/** What it would do if it were due now, with the gate's answer; writes nothing. */
export async function dryRun(ports: Needs, request: DirectRequest): Promise<Decision> {
  const { step, facts } = await prepare(ports, request);
  const [refused] = step.outreach.decisions;
  if (refused) return refused;
  const enrollment = undefined;
  const situation = { ...facts, outreach: step.outreach, enrollment };
  return route(situation, step.outreach.channel).decision;
}

async function prepare(
  ports: Needs,
  { patientId, template: templateId, appointmentId, ...request }: DirectRequest,
) {
  const [reach, template, appointment] = await Promise.all([
    ports.records.get("reach", patientId, { consistent: true }),
    publishedTemplate(ports, templateId),
    appointmentId ? ports.records.get("appointment", appointmentId, { consistent: true }) : undefined,
  ]);
  if (!reach) throw new Refusal("not_found", "There is no such patient.");
  if (!template)
    throw new Refusal("unknown_reference", "No published template has this id.", [
      { pointer: "/template", detail: "Publish a template with this id first." },
    ]);
  if (appointmentId && appointment?.data.patientId !== patientId)
    throw new Refusal("unknown_reference", "The patient has no such appointment.", [
      { pointer: "/appointmentId", detail: "Give the id of one of this patient's appointments." },
    ]);
  const now = ports.clock.now();
  const known = { reach: reach.data, template, appointment: appointment?.data, now };
  const policy = await policyFor(ports, levelsOf(request, known), reach.data);
  const facts = { ...known, policy };
  const step: Step = planned({ dueAt: now, ...request }, facts);
  return { step, facts };
}
