import { describe, expect, it } from "vitest";
import { fileRoutes } from "#lib/domain/api/file-routes.ts";
import type { Route } from "#lib/domain/api/route.ts";
import { routes } from "#lib/domain/api/routes.ts";
import { fullScope } from "#lib/domain/api/scopes.ts";
import type { Assembly, Resource } from "../support/assembly.ts";

const table = Object.entries(routes as Record<string, Route>);

export function apiPromises(assembly: Assembly): void {
  const methods = assembly.all("AWS::ApiGateway::Method");
  const byOperation = new Map(methods.map(({ Properties }) => [Properties.OperationName, Properties]));
  const [stage] = assembly.all("AWS::ApiGateway::Stage");

  const pathOf = (resource: Resource["Properties"]): string => {
    const Resources = assembly.templates[stage?.stack ?? ""]?.Resources ?? {};
    const parent = resource.ResourceId?.Ref ?? resource.ParentId?.Ref;
    const part = resource.PathPart ? `/${resource.PathPart}` : "";
    return (parent ? pathOf(Resources[parent]?.Properties ?? {}) : "") + part;
  };

  describe("the API", () => {
    const served = table.filter(([id]) => !(id in fileRoutes) || assembly.settings.modules.includes("pages"));

    it.each(served)("takes %s where and from whom the route table says", (id, route) => {
      const method = byOperation.get(id);
      expect(method).toMatchObject({
        HttpMethod: route.method,
        AuthorizationType: route.scope ? "COGNITO_USER_POOLS" : "NONE",
        ...(route.scope && { AuthorizationScopes: [fullScope(route.scope)] }),
      });
      expect(pathOf(method ?? {})).toBe(route.path);
    });

    it("has no method beyond the route table and the modules that are on", () => {
      const others = methods
        .map(({ Properties }) => Properties.OperationName as string)
        .filter((id) => !table.some(([known]) => known === id));
      const { modules } = assembly.settings;
      expect(others.some((id) => id.startsWith("fhir"))).toBe(modules.includes("fhir"));
      expect(others.some((id) => id.startsWith("pages"))).toBe(modules.includes("pages"));
      expect(others.filter((id) => !/^(fhir|pages)/.test(id))).toEqual([]);
    });

    it("throttles every method", () => {
      const settings = stage?.Properties.MethodSettings as {
        ThrottlingRateLimit?: number;
        HttpMethod: string;
      }[];
      expect(settings.filter(({ ThrottlingRateLimit }) => ThrottlingRateLimit)).toHaveLength(methods.length);
      expect(settings.every((s) => (s as { DataTraceEnabled?: boolean }).DataTraceEnabled === false)).toBe(
        true,
      );
    });

    it("logs who called what, and nothing that tells of a patient", () => {
      const format = stage?.Properties.AccessLogSetting.Format as string;
      expect(format).toContain("$context.authorizer.claims.client_id");
      for (const forbidden of [
        "sourceIp",
        "$context.path",
        "queryString",
        "requestBody",
        "userAgent",
        "header",
      ])
        expect(format).not.toContain(forbidden);
    });

    it("keeps links out of traces, and hands photos on as bytes", () => {
      const hasPages = assembly.settings.modules.includes("pages");
      // X-Ray would keep the whole address of a request, and a link's is a key.
      expect(stage?.Properties.TracingEnabled).toBe(!hasPages);
      const [api] = assembly.all("AWS::ApiGateway::RestApi");
      expect(api?.Properties.BinaryMediaTypes).toEqual(["multipart/form-data"]);
    });

    it("stands behind managed rules and a limit per address", () => {
      const [acl] = assembly.all("AWS::WAFv2::WebACL");
      expect(assembly.all("AWS::WAFv2::WebACLAssociation")).toHaveLength(1);
      expect(acl?.Properties.Rules[0].Statement.RateBasedStatement.Limit).toBe(
        assembly.settings.api.requestsPerFiveMinutes,
      );
      expect(acl?.Properties.Rules.slice(1).map((rule: { Name: string }) => rule.Name)).toContain(
        "AWSManagedRulesCommonRuleSet",
      );
    });

    it("refuses in one voice: problem documents with a stable code", () => {
      for (const { Properties } of assembly.all("AWS::ApiGateway::GatewayResponse"))
        expect(JSON.parse(Properties.ResponseTemplates["application/json"])).toMatchObject({
          code: expect.stringMatching(/^[a-z_]+$/),
          requestId: "$context.requestId",
        });
    });

    it("gives one client per partner, for client credentials only", () => {
      const clients = assembly.all("AWS::Cognito::UserPoolClient");
      expect(clients).toHaveLength(assembly.settings.api.clients.length);
      for (const { Properties } of clients)
        expect(Properties.AllowedOAuthFlows).toEqual(["client_credentials"]);
    });
  });
}
