import type { templateRoutes } from "#lib/domain/api/template-routes.ts";
import { byOf, head, heads, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { findHead, versionId } from "#lib/usecases/authoring/content.ts";
import { draftContent, lintContent } from "#lib/usecases/authoring/draft-content.ts";
import { previewForPatient, previewTemplate } from "#lib/usecases/authoring/preview-template.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { approveContent, submitContent } from "#lib/usecases/authoring/review-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { find } from "#lib/usecases/read/find.ts";

export const templateHandlers = {
  listTemplates: async ({ records }, { query }) =>
    heads(await records.list({ kind: "templateHead", of: "customer" }, pageOf(query))),
  getTemplate: async (ports, { params }) => head(await findHead(ports, templates, params.templateId)),
  draftTemplate: async (ports, call) => {
    const draft = { id: call.params.templateId, draft: call.body, ifMatch: call.ifMatch };
    return head(await draftContent(ports, templates, draft, byOf(call)));
  },
  lintTemplate: async (ports, { params }) => ({
    body: await lintContent(ports, templates, params.templateId),
  }),
  previewTemplate: async (ports, { params, body }) => ({
    body: await previewTemplate(ports, { ...body, templateId: params.templateId }),
  }),
  previewTemplateVersion: async (ports, { params, body }) => {
    const { templateId, version } = params;
    return { body: await previewTemplate(ports, { ...body, templateId, version: Number(version) }) };
  },
  previewTemplateForPatient: async (ports, call) => {
    const { reason, ...wanted } = call.query;
    const { patientId } = call.params;
    return { body: await previewForPatient(ports, { ...wanted, patientId }, { ...byOf(call), reason }) };
  },
  submitTemplate: async (ports, call) =>
    head(await submitContent(ports, templates, call.params.templateId, byOf(call))),
  approveTemplate: async (ports, call) => {
    const { accepts } = call.body;
    return head(await approveContent(ports, templates, { id: call.params.templateId, accepts }, byOf(call)));
  },
  publishTemplate: async (ports, call) => ({
    body: await publishContent(ports, templates, call.params.templateId, byOf(call)),
  }),
  retireTemplate: async (ports, call) => ({
    body: await retireContent(ports, templates, call.params.templateId, byOf(call)),
  }),
  listTemplateVersions: async ({ records }, { params, query }) =>
    many(await records.list({ kind: "template", of: "versions", id: params.templateId }, pageOf(query))),
  getTemplateVersion: async ({ records }, { params }) =>
    one(await find(records, "template", versionId(params.templateId, Number(params.version)))),
} satisfies HandlersOf<typeof templateRoutes, CorePorts>;
