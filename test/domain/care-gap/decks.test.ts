import { expect, it } from "vitest";
import { standingOf } from "#lib/domain/care-gap/gaps.ts";
import { CareGapRule } from "#lib/domain/care-gap/rule.ts";
import { careGapRules } from "#lib/domain/care-gap/uspstf.ts";
import type { Fact } from "#lib/domain/fact.ts";
import { ownedId } from "#lib/domain/ids.ts";
import { folded } from "#lib/domain/segment/fold.ts";
import { emptyProfile, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import { anEvent, aPatient, patientId } from "#test/support/builders.ts";
import { describeWithSharedData, sharedLines } from "#test/support/shared-data.ts";

type Coded = { coding?: { code: string }[] };
type Resource = Record<string, unknown> & { resourceType: string; status?: string };
type Case = { case: string; expectedPopulation: string; resources: Resource[] };

/** As FHIR tells it; a report counts as an observation does, and where a patient was discharged to as an encounter. */
const types: Record<string, Fact["type"]> = {
  Condition: "condition",
  Encounter: "encounter",
  Observation: "observation",
  DiagnosticReport: "observation",
  MedicationRequest: "medication-request",
};

function factsOf(resource: Resource): Omit<Fact, "id" | "patientId">[] {
  const type = types[resource.resourceType];
  if (!type) return [];
  const r = resource as unknown as Record<string, never>;
  const clinical = (r.clinicalStatus as Coded | undefined)?.coding?.[0]?.code;
  // An observation without a status is not valid FHIR (1..1), and counts for nothing.
  const status = resource.status ?? clinical ?? "entered-in-error";
  const period = (r.period ?? r.effectivePeriod ?? r.onsetPeriod ?? {}) as { start?: string };
  const at = (r.effectiveDateTime ?? r.onsetDateTime ?? r.authoredOn ?? period.start) as string | undefined;
  const kinds = [r.code, r.medicationCodeableConcept, ...((r.type as Coded[] | undefined) ?? [])] as Coded[];
  const left = (r.hospitalization as { dischargeDisposition?: Coded } | undefined)?.dischargeDisposition;
  const codes = [...kinds, left].flatMap((kind) => kind?.coding?.map(({ code }) => code) ?? []);
  const value = (r.valueQuantity as { value: number } | undefined)?.value;
  return codes.map((code) => ({
    ...{ type, status, code: { code } },
    ...(at && { at: new Date(at).toISOString() }),
    ...(value !== undefined && { value }),
  }));
}

function profileOf({ resources }: Case): Profile {
  const patient = resources.find((r) => r.resourceType === "Patient") as Resource & {
    birthDate: string;
    gender: "female";
  };
  const { birthDate, gender } = patient;
  const empty = emptyProfile(patientId, whoOf(aPatient({ birthDate, gender })));
  return resources.flatMap(factsOf).reduce((profile, fact, n) => {
    const id = ownedId("fact", patientId, n);
    const data = { ...fact, id, patientId };
    return folded(profile, { kind: "fact", id, version: 1, data, event: anEvent() }) as Profile;
  }, empty);
}

/** As the measure has it: ages and a visit of its own year, 27 months back, frailty from 66 on. */
const cms125 = CareGapRule.parse({
  ...careGapRules.find(({ id }) => id === "breast-cancer-screening"),
  ...{ source: "CMS125, measurement period 2021", ages: [51, 73], agesOn: "new-year" },
  needs: [{ codes: ["99201"], months: 12 }],
  excuses: [
    ...(careGapRules.find(({ id }) => id === "breast-cancer-screening")?.excuses ?? []),
    { why: "long-term-care", from: 66, all: [{ codes: ["99334"], months: 12 }] },
    { why: "frailty", from: 66, all: [{ codes: ["Z99.3"] }, { codes: ["997223"] }] },
  ],
});
const cms122 = careGapRules.find(({ id }) => id === "diabetes-a1c") as CareGapRule;

/** Denominator only: a gap, so outreach. Numerator, exclusion, or not in the population: none. */
function misses(file: string, rule: CareGapRule, asOf: string) {
  const cases = sharedLines<Case>(`06-clinical/ecqm-decks/${file}.ndjson`);
  const found = cases.flatMap((one) => {
    const { standing, ...why } = standingOf(profileOf(one), rule, asOf);
    const isGap = standing === "gap";
    return isGap === (one.expectedPopulation === "denominator-only")
      ? []
      : [[one.case, one.expectedPopulation, standing, ...Object.values(why)].join(" ")];
  });
  return { cases: cases.length, found: found.sort() };
}

describeWithSharedData("eCQM decks (06-clinical)", () => {
  it("give outreach to exactly the denominator of CMS125, as of the end of its period", () => {
    expect(misses("breast-cancer-screening-CMS125", cms125, "2021-12-31T23:59:59.000Z")).toEqual({
      ...{ cases: 20, found: [] },
    });
  });

  // CMS122 is an inverse measure: its numerator is poor control (above 9 %, or no result), which is whom we reach out to,
  // and its denominator alone is good control. "no-ip-CMS122-Patient" holds the very resources of "numer-CMS122".
  it("differ for CMS122 only where the measure is inverse, or the deck says two things of one patient", () => {
    expect(misses("diabetes-a1c-poor-control-CMS122", cms122, "2019-12-31T23:59:59.000Z")).toEqual({
      cases: 8,
      found: [
        "denom-CMS122 denominator-only done",
        "no-ip-CMS122-Patient not-in-population gap above",
        "numer-CMS122 numerator gap above",
        "numer-CMS122-Patient numerator gap above",
      ],
    });
  });
});
