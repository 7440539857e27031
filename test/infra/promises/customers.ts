import type { Stack } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import type { Assembly } from "../support/assembly.ts";

/** Properties that are a name in the account, whatever the type; not those of things inside a pool or an API. */
const nameProperties = /^(Name|.*Name|Domain)$/;
const notNames = new Set([
  "OperationName",
  "MetricName",
  "AttributeName",
  "StageName",
  "RecordSetName",
  "DomainName",
]);

const namesOf = (assembly: Assembly): string[] => [
  ...Object.keys(assembly.templates),
  ...Object.values(assembly.templates).flatMap(({ Resources }) =>
    Object.values(Resources)
      .filter(
        ({ Type }) =>
          !/Route53|UserPoolResourceServer|ApiGateway::(Authorizer|Model|RequestValidator)|MetricFilter/.test(
            Type,
          ),
      )
      .flatMap(({ Properties }) =>
        Object.entries(Properties ?? {})
          .filter(
            ([key, value]) => nameProperties.test(key) && !notNames.has(key) && typeof value === "string",
          )
          .map(([, value]) => value as string),
      ),
  ),
];

const ofModule: Record<string, RegExp> = {
  email: /^AWS::SES::/,
  push: /^AWS::Pinpoint::/,
  sms: /^AWS::SMSVOICE::/,
};

export function customerPromises(large: Assembly, small: Assembly): void {
  describe("two customers in one account", () => {
    it("share no name", () => {
      const [one, other] = [namesOf(large), namesOf(small)];
      expect(one.length).toBeGreaterThan(50);
      expect(one.filter((name) => other.includes(name))).toEqual([]);
    });

    it("carry customer and stage in every name", () => {
      for (const assembly of [large, small]) {
        const { customer, stage } = assembly.settings;
        for (const name of namesOf(assembly)) expect(name).toContain(`${customer}-${stage}`);
      }
    });

    it("are stopped from being deleted in production", () => {
      for (const child of large.app.node.children)
        if ("terminationProtection" in child) expect(child.terminationProtection).toBe(true);
    });
  });

  describe("a module that is off", () => {
    it.each(["email", "push"])("leaves no resource: %s", (module) => {
      expect(small.settings.modules).not.toContain(module);
      const left = [...small.types].filter((type) => ofModule[module]?.test(type));
      expect(left).toEqual([]);
      expect([...large.types].some((type) => ofModule[module]?.test(type))).toBe(true);
    });

    it.each(["email", "push", "fhir", "pages"])("is not named anywhere: %s", (module) => {
      const names = namesOf(small).filter((name) => new RegExp(`-${module}(-|$)`).test(name));
      expect(names).toEqual([]);
    });

    it("gives no function its variables", () => {
      const variables = small
        .all("AWS::Lambda::Function")
        .flatMap(({ Properties }) => Object.keys(Properties.Environment.Variables));
      expect(variables.filter((name) => /EMAIL|PUSH/.test(name))).toEqual([]);
      expect(variables).toContain("QUEUE_URL_SMS");
    });
  });

  describe("state and what works on it", () => {
    it("are apart: the engine can be removed and made again while the records stay", () => {
      const stateful = ["AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket", "AWS::KMS::Key"];
      for (const { stack } of large.all(...stateful)) expect(stack).toMatch(/-data$/);
    });

    it("let the API go out although the engine did not", () => {
      const api = large.app.node.children.find(({ node }) => node.id.endsWith("-api")) as Stack;
      expect(api.dependencies.map(({ stackName }) => stackName)).toEqual([
        "followthrough-riverside-prod-data",
      ]);
    });

    it("hold on to each other by no export, so either may change first", () => {
      expect(JSON.stringify(large.templates)).not.toContain("Fn::ImportValue");
    });
  });
}
