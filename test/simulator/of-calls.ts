import { fingerprint } from "#lib/domain/visit/appointment.ts";
import { numberChannels } from "#lib/domain/words.ts";
import type { Faults } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";
import { lineOf } from "./lines.ts";
import { consentAt } from "./of-consents.ts";
import type { Witness } from "./witness.ts";

/** Why a call must not be made now, as everybody could see who knew all: by no rule of the system's own. */
export function barsOf({ evidence: { mirror }, stopped, nowMs }: Witness, taskId: string): string[] {
  const { call } = mirror.get("staffTask", taskId)?.data ?? {};
  const outreach = call && mirror.get("outreach", call.outreachId);
  const patient = outreach && mirror.get("patient", outreach.data.patientId);
  if (!call || !outreach || !patient) return ["nobody to call"];
  const { category, about, enrollmentId } = outreach.data;
  const line = lineOf("staff-call", call.phone);
  const lines = stopped();
  const consents = mirror.all("consent").filter((c) => c.data.patientId === patient.id && !c.data.addressKey);
  const consent = consentAt({ outreach, consents, atMs: nowMs() }, { channel: "staff-call" });
  const visit = about && mirror.get("appointment", about.appointmentId)?.data;
  const run = enrollmentId ? mirror.get("enrollment", enrollmentId)?.data : undefined;
  const isTheirs = patient.data.contactPoints.some(
    ({ channel, address }) => numberChannels.has(channel) && lineOf(channel, address) === line,
  );
  const bars: [string, unknown][] = [
    ["the patient has died", patient.data.deceased],
    ["the patient is inactive", !patient.data.active],
    ["STOP", ["all", category].some((scope) => lines.has(`${line} ${scope}`))],
    ["consent was revoked", consent?.state === "revoked"],
    ["the visit has changed", about && (!visit || fingerprint(visit) !== about.fingerprint)],
    ["the run was ended", run?.status === "ended" && run.reason !== "end"],
    ["the number is not theirs any more", !isTheirs],
  ];
  return bars.flatMap(([why, holds]) => (holds ? [why] : []));
}

/** 17. Nobody is told a number to dial while something bars the call. */
export const callsMayBeMade = ({ calls }: Evidence): Faults =>
  calls.flatMap(({ taskId, bars }) => (bars.length > 0 ? [`${taskId} was given out: ${bars.join()}`] : []));

/** 17, at rest. No call that must not be made waits for somebody to begin it, where the customer never turned calls off. */
export function noBarredCallWaits({ mirror, barredCalls, policies }: Evidence): Faults {
  const on = policies.map(({ policy }) => policy.channels.includes("staff-call"));
  if (on.slice(on.indexOf(true)).includes(false)) return [];
  const waiting = mirror.all("staffTask").filter(({ data }) => data.call && data.status === "open");
  return waiting.flatMap(({ id }) => barredCalls(id).map((why) => `${id} waits to be made: ${why}`));
}
