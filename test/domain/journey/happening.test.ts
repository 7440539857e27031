import { expect, it } from "vitest";
import { type Happening, patientIdOf, saidOf, subjectFor } from "#lib/domain/journey/happening.ts";
import { anAppointment, anEvent, aPatient, patientId } from "#test/support/builders.ts";

const recorded = (kind: Happening["kind"], id: string, data: object): Happening =>
  ({ kind, id, version: 1, data, event: anEvent() }) as unknown as Happening;
const fact = (type: string) => recorded("fact", "fct_1", { patientId, type });
const patient = recorded("patient", patientId, aPatient());
const visit = recorded("appointment", "apt_1", anAppointment());
const member = recorded("membership", "mem_1", { patientId, segment: "overdue", state: "in" });

it.each<[string, "patient" | "appointment" | "referral" | "episode", Happening, string | undefined]>([
  ["a visit", "appointment", visit, "apt_1"],
  ["a referral", "referral", fact("service-request"), "fct_1"],
  ["an episode", "episode", fact("encounter"), "fct_1"],
  ["the patient, whatever happened to them", "patient", visit, patientId],
  ["the patient, of whom something was recorded", "patient", fact("observation"), patientId],
  ["the patient, who entered a segment", "patient", member, patientId],
  ["the patient themselves", "patient", patient, patientId],
  ["nothing: a visit is no referral", "referral", visit, undefined],
  ["nothing: an encounter is no referral", "referral", fact("encounter"), undefined],
  ["nothing: a referral is no episode", "episode", fact("service-request"), undefined],
  ["nothing: a fact is no visit", "appointment", fact("encounter"), undefined],
  ["nothing: a segment is no episode", "episode", member, undefined],
])("a run may be about %s", (_, subject, record, id) =>
  expect(subjectFor({ subject }, record)).toEqual(id && { type: subject, id }),
);

it("is told whose it is, and which segment", () => {
  expect([patient, visit, fact("encounter"), member].map(patientIdOf)).toEqual(Array(4).fill(patientId));
  expect([saidOf(member), saidOf(visit)]).toEqual([{ value: "overdue" }, {}]);
});
