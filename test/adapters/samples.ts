import { digest, outreachId, ownedId } from "#lib/domain/ids.ts";
import type { Change, Kind, Kinds } from "#lib/domain/kinds.ts";

/** Records of just enough shape to be stored: what a store does not look at is left out. */

export const at = "2026-03-02T15:00:00.000Z";
const event: Change["event"] = { type: "patient.updated", at, actor: { type: "system", id: "test" } };

let patients = 0;
/** A patient that no other test has. */
export const newPatient = (): string =>
  `pat_${digest(26, "sample", process.pid, performance.now(), ++patients)}`;

export const put = <K extends Kind>(kind: K, id: string, expect: number, data: Partial<Kinds[K]>): Change =>
  ({ kind, id, expect, data, event: { ...event, cause: `${kind} ${expect + 1}` } }) as unknown as Change;

export const factOf = (patientId: string, name: string, value: string | number = name): Change<"fact"> => {
  const id = ownedId("fact", patientId, name);
  return put("fact", id, 0, { id, patientId, type: "observation", value }) as Change<"fact">;
};

export const enrollmentId = (patientId: string, name: string): string =>
  ownedId("enrollment", patientId, name);

export const enrollmentOf = (patientId: string, name: string, journey = "recall"): Change => {
  const id = enrollmentId(patientId, name);
  return put("enrollment", id, 0, { id, patientId, journey: { id: journey, version: 1 }, status: "active" });
};

export const inboxOf = (enrollment: string, inbox: Partial<Kinds["inbox"]> = {}, expect = 0): Change =>
  put("inbox", enrollment, expect, { enrollmentId: enrollment, newsSeq: 0, news: [], keys: [], ...inbox });

export const outreachOf = (
  enrollment: string,
  step: string,
  outreach: Partial<Kinds["outreach"]> = {},
  expect = 0,
): Change => {
  const id = outreachId(enrollment, step, 1);
  return put("outreach", id, expect, { id, step, status: "planned", dueAt: at, ...outreach });
};

export const staffTaskOf = (patientId: string, name: string, task: Partial<Kinds["staffTask"]>): Change => {
  const id = ownedId("staffTask", patientId, name);
  return put("staffTask", id, 0, { id, patientId, title: name, priority: "normal", status: "open", ...task });
};
