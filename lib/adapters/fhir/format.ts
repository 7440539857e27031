import type { IntakeFormat } from "#lib/domain/intake.ts";
import { answer, contentType, refuse } from "./answer.ts";
import { read } from "./read.ts";
import { readers } from "./resources.ts";

/** hl7.org/fhir/R4/capabilitystatement.html */
const capabilities = () => ({
  resourceType: "CapabilityStatement",
  status: "active",
  date: "2026-11-22",
  kind: "instance",
  implementation: { description: "Followthrough: what a patient engagement backend takes from an EHR" },
  fhirVersion: "4.0.1",
  format: ["json"],
  rest: [
    {
      mode: "server",
      documentation:
        "A transaction is checked as a whole before anything is written. Its entries are then written one by one, " +
        "each of them idempotent: after an error of status 5xx, posting it again completes it.",
      interaction: [{ code: "transaction" }, { code: "batch" }],
      resource: [...readers.keys()].map((type) => ({
        type,
        interaction: [{ code: "create" }, { code: "update" }],
        versioning: "versioned-update",
        updateCreate: true,
        conditionalCreate: true,
        conditionalUpdate: true,
        referencePolicy: ["literal", "logical", "enforced", "local"],
      })),
    },
  ],
});

/** FHIR R4 (4.0.1), JSON. */
export const fhirFormat: IntakeFormat = {
  contentType,
  understands: (type) => readers.has(type),
  read,
  answer,
  refuse,
  capabilities,
};
