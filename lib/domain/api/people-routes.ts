import { PreferenceInput } from "../inputs.ts";
import { ConsentBody, ContactPointBody, Lookup, PatientBody } from "./people-inputs.ts";
import {
  ConsentView,
  ContactPointLine,
  ContactPointView,
  PatientLine,
  PatientView,
  PreferenceView,
} from "./person-views.ts";
import { Paging, page, type Route } from "./route.ts";

const reads = { tag: "Patients", scope: "patients.read", phi: true } as const;
const writes = { tag: "Patients", scope: "patients.write", phi: true } as const;

export const peopleRoutes = {
  listPatients: {
    ...reads,
    method: "GET",
    path: "/v1/patients",
    summary: "List patients, without names or addresses",
    query: Paging,
    answer: page(PatientLine),
  },
  createPatient: {
    ...writes,
    method: "POST",
    path: "/v1/patients",
    summary: "Create a patient; a reference or identifier that is known is refused",
    body: PatientBody,
    answer: PatientView,
    status: 201,
    idempotent: true,
  },
  lookupPatient: {
    ...reads,
    method: "POST",
    path: "/v1/patients/lookup",
    summary: "Find a patient by an identifier, which must not stand in a URL",
    body: Lookup,
    answer: PatientView,
  },
  getPatient: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}",
    summary: "Read a patient",
    answer: PatientView,
  },
  updatePatient: {
    ...writes,
    method: "PUT",
    path: "/v1/patients/{patientId}",
    summary: "Replace a patient; absent preference and relations stay, attributes are merged",
    body: PatientBody,
    answer: PatientView,
    ifMatch: "always",
  },
  listContactPoints: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/contact-points",
    summary: "List a patient's contact points, without the addresses",
    answer: page(ContactPointLine),
  },
  getContactPoint: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/contact-points/{contactPointId}",
    summary: "Read a contact point",
    answer: ContactPointView,
  },
  addContactPoint: {
    ...writes,
    method: "POST",
    path: "/v1/patients/{patientId}/contact-points",
    summary: "Add a contact point",
    body: ContactPointBody,
    answer: PatientView,
    status: 201,
    idempotent: true,
  },
  removeContactPoint: {
    ...writes,
    method: "DELETE",
    path: "/v1/patients/{patientId}/contact-points/{contactPointId}",
    summary: "Remove a contact point; an opt-out of its address stays known",
  },
  getPreference: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/preference",
    summary: "Read a patient's preference",
    answer: PreferenceView,
  },
  putPreference: {
    ...writes,
    method: "PUT",
    path: "/v1/patients/{patientId}/preference",
    summary: "Replace a patient's preference; If-Match takes the patient's ETag",
    body: PreferenceInput,
    answer: PreferenceView,
    ifMatch: "always",
  },
  listConsents: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/consents",
    summary: "List a patient's consent ledger, oldest first",
    query: Paging,
    answer: page(ConsentView),
  },
  recordConsent: {
    ...writes,
    method: "POST",
    path: "/v1/patients/{patientId}/consents",
    summary: "Add an entry to the consent ledger",
    body: ConsentBody,
    answer: ConsentView,
    status: 201,
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
