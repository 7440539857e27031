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

/** With the type, for a function and its alarm may be called the same. */
const physicalNamesOf = (assembly: Assembly): string[] =>
  Object.values(assembly.templates).flatMap(({ Resources }) =>
    Object.values(Resources).flatMap(({ Type, Properties }) =>
      typeof Properties?.[ownName[Type] ?? ""] === "string"
        ? [`${Type} ${Properties[ownName[Type] ?? ""]}`]
        : [],
    ),
  );

const ownName: Record<string, string> = {
  "AWS::Lambda::Function": "FunctionName",
  "AWS::SQS::Queue": "QueueName",
  "AWS::SNS::Topic": "TopicName",
  "AWS::CloudWatch::Alarm": "AlarmName",
  "AWS::Scheduler::Schedule": "Name",
};

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

/** `rehearsal`: the large customer in another stage. */
export function customerPromises(large: Assembly, small: Assembly, rehearsal: Assembly): void {
  describe("several deployments in one account", () => {
    it.each([
      ["two customers", small],
      ["two stages of one customer", rehearsal],
    ])("share no name: %s", (_, another) => {
      const [one, other] = [namesOf(large), namesOf(another)];
      expect(one.length).toBeGreaterThan(50);
      expect(other.length).toBeGreaterThan(50);
      expect(one.filter((name) => other.includes(name))).toEqual([]);
    });

    it("have no name twice within one", () => {
      const names = physicalNamesOf(large);
      expect(names.length).toBeGreaterThan(50);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    });

    it("carry customer and stage in every name", () => {
      for (const assembly of [large, small, rehearsal]) {
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

    it.each(["email", "push", "fhir", "pages", "voice", "keys", "whatsapp"])(
      "is not named anywhere: %s",
      (module) => {
        const names = namesOf(small).filter((name) => new RegExp(`-${module}(-|$)`).test(name));
        expect(names).toEqual([]);
      },
    );

    it("is no service that the keys are open to", () => {
      const keysOf = (assembly: Assembly): string => JSON.stringify(assembly.all("AWS::KMS::Key"));
      expect(keysOf(small)).not.toContain("social-messaging");
      expect(keysOf(large)).toContain("social-messaging");
    });

    it("gives no function its variables", () => {
      const variables = small
        .all("AWS::Lambda::Function")
        .flatMap(({ Properties }) => Object.keys(Properties.Environment.Variables));
      expect(variables.filter((name) => /EMAIL|PUSH|VOICE|WHATSAPP/.test(name))).toEqual([]);
      expect(variables).toContain("QUEUE_URL_SMS");
    });
  });
}
