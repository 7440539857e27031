import * as z from "zod";
import { TemplateDraft } from "../content/template.ts";
import { Channel, Language } from "../words.ts";
import {
  HeadLine,
  LintAnswer,
  Rendered,
  TemplateHeadView,
  TemplateVersionView,
  VersionLine,
} from "./content-views.ts";
import { Paging, page, type Route } from "./route.ts";

const template = { tag: "Templates" } as const;

const PreviewBody = z.strictObject({
  channel: Channel,
  language: Language,
  /** Values for the template's own variables; the patient's, the visit's and the clinic's are made up. */
  variables: z.record(z.string().max(64), z.union([z.string().max(2000), z.number()])).default({}),
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
    answer: LintAnswer,
  },
  previewTemplate: {
    ...template,
    method: "POST",
    path: "/v1/templates/{templateId}/preview",
    scope: "content.read",
    summary: "Render the draft, else the published version, for a made-up patient",
    body: PreviewBody,
    answer: Rendered,
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
