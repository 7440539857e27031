import { Consent } from "#lib/domain/consent/consent.ts";
import { attributesOf, consentsOf, observationsOf } from "#lib/domain/forms/extract.ts";
import type { FormResponse } from "#lib/domain/forms/form.ts";
import type { Questionnaire } from "#lib/domain/forms/questionnaire.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { FormPorts } from "./open-form.ts";

type By = { at: string; actor: Actor; cause: string };

/** What a response says about the patient, as changes of the records that keep it. */
export async function extractedChanges(
  { records }: FormPorts,
  questionnaire: Questionnaire,
  response: FormResponse,
  by: By,
): Promise<Change[]> {
  const [patient, reach] = await Promise.all([
    records.get("patient", response.patientId, { consistent: true }),
    records.get("reach", response.patientId, { consistent: true }),
  ]);
  if (!patient || !reach) throw new Error("a session without its patient");
  const consents = consentEntries(questionnaire, response, by);
  const attributes = attributesOf(questionnaire, response.response);
  const changes: Change[] = [];
  if (Object.keys(attributes).length > 0)
    changes.push({
      kind: "patient",
      id: patient.id,
      expect: patient.version,
      data: { ...patient.data, attributes: { ...patient.data.attributes, ...attributes } },
      event: { type: "patient.updated", ...by, reason: "form" },
    });
  if (consents.length > 0)
    changes.push({
      kind: "reach",
      id: reach.id,
      expect: reach.version,
      data: consents.reduce((sum, { data }) => withConsent(sum, data), reach.data),
      event: { type: "reach.updated", ...by, reason: "consent" },
    });
  return [...changes, ...consents, ...observations(questionnaire, response, by)];
}

/** 47 CFR 64.1200(f)(9): a consent is written where the form that holds it was signed. */
const consentEntries = (
  questionnaire: Questionnaire,
  { id: response, patientId, response: told, signatures }: FormResponse,
  by: By,
): Change<"consent">[] =>
  consentsOf(questionnaire, told).map(({ linkId, state, ...scope }): Change<"consent"> => {
    const id = ownedId("consent", patientId, response, linkId);
    const written = state === "granted" && signatures.length > 0;
    const data = Consent.parse({
      ...scope,
      id,
      patientId,
      state,
      at: by.at,
      by: by.actor,
      source: "form",
      written,
    });
    const type = state === "granted" ? ("consent.granted" as const) : ("consent.revoked" as const);
    return { kind: "consent", id, expect: 0, data, event: { type, ...by } };
  });

const observations = (
  questionnaire: Questionnaire,
  { id: response, patientId, response: told }: FormResponse,
  by: By,
): Change<"fact">[] =>
  observationsOf(questionnaire, told, by.at).map(({ linkId, ...observed }, i): Change<"fact"> => {
    const id = ownedId("fact", patientId, response, linkId, i);
    const data = { id, patientId, type: "observation" as const, status: "final", ...observed };
    return { kind: "fact", id, expect: 0, data, event: { type: "fact.recorded", ...by } };
  });
