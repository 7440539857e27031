import type { formRoutes } from "#lib/domain/api/form-routes.ts";
import { byOf, head, heads, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { findHead, versionId } from "#lib/usecases/authoring/content.ts";
import { draftContent, lintContent } from "#lib/usecases/authoring/draft-content.ts";
import { forms } from "#lib/usecases/authoring/forms.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { readResponse } from "#lib/usecases/forms/read-response.ts";
import { find, patientsOwn } from "#lib/usecases/read/find.ts";

export const formHandlers = {
  listForms: async ({ records }, { query }) =>
    heads(await records.list({ kind: "formHead", of: "customer" }, pageOf(query))),
  getForm: async (ports, { params }) => head(await findHead(ports, forms, params.formId)),
  draftForm: async (ports, call) => {
    const draft = { id: call.params.formId, draft: call.body, ifMatch: call.ifMatch };
    return head(await draftContent(ports, forms, draft, byOf(call)));
  },
  lintForm: async (ports, { params }) => ({ body: await lintContent(ports, forms, params.formId) }),
  publishForm: async (ports, call) => ({
    body: await publishContent(ports, forms, call.params.formId, byOf(call)),
  }),
  retireForm: async (ports, call) => ({
    body: await retireContent(ports, forms, call.params.formId, byOf(call)),
  }),
  listFormVersions: async ({ records }, { params, query }) =>
    many(await records.list({ kind: "form", of: "versions", id: params.formId }, pageOf(query))),
  getFormVersion: async ({ records }, { params }) =>
    one(await find(records, "form", versionId(params.formId, Number(params.version)))),
  listFormResponses: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "formResponse", params.patientId, pageOf(query))),
  readFormResponse: async (ports, call) =>
    one(await readResponse(ports, call.params.responseId, { ...byOf(call), reason: call.query.reason })),
} satisfies HandlersOf<typeof formRoutes, CorePorts>;
