import * as z from "zod";
import { HeadLine, LintAnswer, VersionLine } from "./content-views.ts";
import { FormBody, FormHeadView, FormResponseLine, FormResponseView, FormVersionView } from "./form-views.ts";
import { Paging, page, type Route } from "./route.ts";
import { ReadReason } from "./task-routes.ts";

const form = { tag: "Forms" } as const;
const responses = { tag: "Forms", scope: "forms.read", phi: true } as const;

export const formRoutes = {
  listForms: {
    ...form,
    method: "GET",
    path: "/v1/forms",
    scope: "content.read",
    summary: "List forms",
    query: Paging,
    answer: page(HeadLine),
  },
  getForm: {
    ...form,
    method: "GET",
    path: "/v1/forms/{formId}",
    scope: "content.read",
    summary: "Read a form's draft and which versions there are",
    answer: FormHeadView,
  },
  draftForm: {
    ...form,
    method: "PUT",
    path: "/v1/forms/{formId}",
    scope: "content.write",
    summary: "Write a form's draft: a FHIR Questionnaire with its alerts",
    body: FormBody,
    answer: FormHeadView,
    ifMatch: "if-there",
  },
  lintForm: {
    ...form,
    method: "POST",
    path: "/v1/forms/{formId}/lint",
    scope: "content.read",
    summary: "Say what forbids publishing the draft and what is doubtful about it",
    answer: LintAnswer,
  },
  publishForm: {
    ...form,
    method: "POST",
    path: "/v1/forms/{formId}/publish",
    scope: "content.publish",
    summary: "Publish the draft as the next version; a form being filled in keeps its own",
    answer: VersionLine,
    status: 201,
    idempotent: true,
  },
  retireForm: {
    ...form,
    method: "POST",
    path: "/v1/forms/{formId}/retire",
    scope: "content.publish",
    summary: "Retire a form: nobody begins it any more",
    answer: VersionLine,
    idempotent: true,
  },
  listFormVersions: {
    ...form,
    method: "GET",
    path: "/v1/forms/{formId}/versions",
    scope: "content.read",
    summary: "List a form's versions",
    query: Paging,
    answer: page(VersionLine),
  },
  getFormVersion: {
    ...form,
    method: "GET",
    path: "/v1/forms/{formId}/versions/{version}",
    scope: "content.read",
    summary: "Read a published version",
    answer: FormVersionView,
  },
  listFormResponses: {
    ...responses,
    method: "GET",
    path: "/v1/patients/{patientId}/form-responses",
    summary: "List which forms a patient began and sent, without the answers",
    query: Paging,
    answer: page(FormResponseLine),
  },
  readFormResponse: {
    ...responses,
    method: "GET",
    path: "/v1/form-responses/{responseId}",
    summary: "Read what a patient answered; the reading and its reason go into the audit trail",
    query: z.strictObject({ reason: ReadReason }),
    answer: FormResponseView,
  },
} as const satisfies Record<string, Route>;
