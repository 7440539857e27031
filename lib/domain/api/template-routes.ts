import * as z from "zod";
import { Reviewable, reviewable, TemplateDraft } from "../content/template.ts";
import { Format, Language, Slug } from "../words.ts";
import {
  HeadLine,
  Preview,
  TemplateHeadView,
  TemplateLintAnswer,
  TemplateVersionView,
  VersionLine,
} from "./content-views.ts";
import { Paging, page, pathParams, type Route } from "./route.ts";
import { ReadReason } from "./task-routes.ts";

const template = { tag: "Templates" } as const;

/** Values for the template's own variables. */
const variables = z.record(z.string().max(64), z.union([z.string().max(2000), z.number()])).default({});

/** The made-up patient, who else speaks the customer's language; the visit is made up too. */
const PreviewBody = z.strictObject({
  given: z.string().min(1).max(200).optional(),
  language: Language.optional(),
  format: Format.optional(),
  variables,
});

const PatientPreview = z.strictObject({
  templateId: Slug,
  /** Else the draft, or without one the version that new work uses. */
  version: z.coerce.number().int().min(1).optional(),
  /** A visit of the patient's, for what the text says of one. */
  appointmentId: pathParams.appointmentId.optional(),
  reason: ReadReason,
});

export const templateRoutes = {
  listTemplates: {
    ...template,
    method: "GET",
    path: "/v1/templates",
    scope: "content.read",
    summary: "List templates",
    query: Paging,
    answer: page(HeadLine),
  },
  getTemplate: {
    ...template,
    method: "GET",
    path: "/v1/templates/{templateId}",
    scope: "content.read",
    summary: "Read a template's draft and which versions there are",
    answer: TemplateHeadView,
  },
  draftTemplate: {
    ...template,
    method: "PUT",
    path: "/v1/templates/{templateId}",
    scope: "content.write",
    summary: "Write a template's draft",
    body: TemplateDraft,
    answer: TemplateHeadView,
    ifMatch: "if-there",
  },
  lintTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/lint",
    scope: "content.read",
    summary: "Say what forbids publishing the draft and what is doubtful about it",
    answer: TemplateLintAnswer,
  },
  previewTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/preview",
    scope: "content.read",
    summary:
      "Every variant of the draft, else of the published version, as it would leave for a made-up patient",
    body: PreviewBody,
    answer: Preview,
  },
  previewTemplateVersion: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/versions/{version}/preview",
    scope: "content.read",
    summary: "The same of a published version",
    body: PreviewBody,
    answer: Preview,
  },
  previewTemplateForPatient: {
    ...template,
    method: "GET",
    path: "/v1/patients/{patientId}/template-preview",
    scope: "patients.read",
    summary:
      "The same for a patient and a visit of theirs; the reading and its reason go into the audit trail",
    query: PatientPreview,
    answer: Preview,
    phi: true,
  },
  submitTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/submit",
    scope: "content.write",
    summary: "Submit the draft for review",
    answer: TemplateHeadView,
    idempotent: true,
  },
  approveTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/approve",
    scope: "content.publish",
    summary: "Approve a submitted draft, as another person than who wrote or submitted it",
    body: z.strictObject({
      /** Faults of measure that the reviewer has looked at and sets aside. */
      accepts: z.array(Reviewable).max(reviewable.length).default([]),
    }),
    answer: TemplateHeadView,
    idempotent: true,
  },
  publishTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/publish",
    scope: "content.publish",
    summary: "Publish the draft as the next version",
    answer: VersionLine,
    status: 201,
    idempotent: true,
  },
  retireTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/retire",
    scope: "content.publish",
    summary: "Retire the published version: nothing more is sent with it",
    answer: VersionLine,
    idempotent: true,
  },
  listTemplateVersions: {
    ...template,
    method: "GET",
    path: "/v1/templates/{templateId}/versions",
    scope: "content.read",
    summary: "List a template's versions",
    query: Paging,
    answer: page(VersionLine),
  },
  getTemplateVersion: {
    ...template,
    method: "GET",
    path: "/v1/templates/{templateId}/versions/{version}",
    scope: "content.read",
    summary: "Read a published version",
    answer: TemplateVersionView,
  },
} as const satisfies Record<string, Route>;
