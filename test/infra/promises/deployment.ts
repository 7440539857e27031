import { describe, expect, it } from "vitest";
import type { Assembly } from "../support/assembly.ts";

/** Which stack may lean on which. What is not named here must come out although the other did not. */
const leansOn: Record<string, string[]> = {
  data: [],
  messaging: ["data"],
  engine: ["data", "messaging"],
  api: ["data"],
  observability: ["data", "engine", "api"],
};

const partOf = (stack: string): string => stack.split("-").at(-1) as string;

/** Names that a resource gets from us; CloudFormation makes a new one for every deployment where there is none. */
const nameOfKept: Record<string, string> = {
  "AWS::DynamoDB::GlobalTable": "TableName",
  "AWS::S3::Bucket": "BucketName",
  "AWS::KMS::Key": "KeyId",
  "AWS::Logs::LogGroup": "LogGroupName",
  "AWS::SMSVOICE::OptOutList": "OptOutListName",
  "AWS::IAM::Role": "RoleName",
  "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
};

/** The stacks whose outputs a template reads, by what CloudFormation would ask for at deployment. */
function readBy(template: unknown): Set<string> {
  const names = JSON.stringify(template).matchAll(/"Fn::GetStackOutput":\{[^}]*?"StackName":"([^"]+)"/g);
  return new Set([...names].map(([, name]) => partOf(name as string)));
}

export function deploymentPromises(assembly: Assembly): void {
  const parts = assembly.stacks.map(({ stackName }) => partOf(stackName));

  describe("a deployment that fails half-way", () => {
    it("went in this order: what is kept first, what only looks on last", () => {
      expect(parts).toEqual(["data", "messaging", "engine", "api", "observability"]);
    });

    it.each(Object.entries(leansOn))("%s waits for nothing but %j", (part, others) => {
      const stack = assembly.stacks.find(({ stackName }) => partOf(stackName) === part);
      expect(stack?.dependencies.map(({ stackName }) => partOf(stackName)).sort()).toEqual(
        [...others].sort(),
      );
    });

    it.each(Object.entries(leansOn))("%s reads outputs of nothing but %j", (part, others) => {
      const [, template] = Object.entries(assembly.templates).find(([name]) => partOf(name) === part) ?? [];
      for (const read of readBy(template)) expect(others).toContain(read);
    });

    it("locks no stack: an output is read by name, and nothing is exported or imported", () => {
      expect(readBy(assembly.templates)).toEqual(new Set(["data", "messaging", "engine", "api"]));
      expect(JSON.stringify(assembly.templates)).not.toContain("Fn::ImportValue");
      for (const { Outputs } of Object.values(assembly.templates))
        for (const output of Object.values(Outputs ?? {})) expect(output).not.toHaveProperty("Export");
    });

    it("loses no record: the engine may go and come back while state stays", () => {
      const stateful = ["AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket", "AWS::KMS::Key"];
      for (const { stack } of assembly.all(...stateful)) expect(partOf(stack)).toBe("data");
    });

    it("can be begun again: what the last one left has no name that the next one wants", () => {
      for (const [type, name] of Object.entries(nameOfKept))
        for (const { id, DeletionPolicy, Properties } of assembly.all(type))
          if (DeletionPolicy?.startsWith("Retain")) expect(typeof Properties?.[name], id).not.toBe("string");
    });
  });
}
