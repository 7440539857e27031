import * as z from "zod";
import { Policy } from "../policy/policy.ts";
import { Paging, page, type Route } from "./route.ts";
import { AuditLine, ChainCheck, Health } from "./system-views.ts";

/** The whole policy: what is absent falls back to its default, so a caller sends all it wants to differ. */
const PolicyBody = Policy.strict();

export const systemRoutes = {
  getPolicy: {
    tag: "Policy",
    method: "GET",
    path: "/v1/policy",
    scope: "content.read",
    summary: "Read the outreach policy",
    answer: Policy,
  },
  putPolicy: {
    tag: "Policy",
    method: "PUT",
    path: "/v1/policy",
    scope: "policy.write",
    summary: "Replace the outreach policy",
    body: PolicyBody,
    answer: Policy,
    ifMatch: "if-there",
  },
  listAudit: {
    tag: "Audit",
    method: "GET",
    path: "/v1/patients/{patientId}/audit",
    scope: "audit.read",
    summary: "Who did what about a patient, oldest first",
    query: Paging,
    answer: page(AuditLine),
    phi: true,
  },
  verifyAudit: {
    tag: "Audit",
    method: "GET",
    path: "/v1/patients/{patientId}/audit/verification",
    scope: "audit.read",
    summary: "Check a patient's audit chain: lines removed, changed or reordered",
    answer: ChainCheck,
    phi: true,
  },
  getHealth: {
    tag: "System",
    method: "GET",
    path: "/v1/health",
    summary: "Whether the API answers",
    answer: Health,
  },
  getOpenApi: {
    tag: "System",
    method: "GET",
    path: "/v1/openapi.json",
    summary: "This API as an OpenAPI 3.1 document",
    answer: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<string, Route>;
