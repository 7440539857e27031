import { describe, expect, it } from "vitest";
import { logDelivery, tracing } from "#infra/constructs/narrow-role.ts";
import type { Assembly } from "../support/assembly.ts";

type Statement = { Action: string | string[]; Resource: unknown; Effect: string };
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Every statement that a role may act by, with the role it is for. */
const statementsOf = (assembly: Assembly): (Statement & { at: string })[] =>
  assembly.all("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy").flatMap(({ id, stack, Properties }) =>
    (Properties.PolicyDocument.Statement as Statement[]).map((statement) => ({
      ...statement,
      at: `${stack}/${id}`,
    })),
  );

/** What AWS gives no finer resource for. Anything else on `*` is a mistake. */
const unbounded = new Set([...tracing, ...logDelivery]);

/** A wildcard at the end of a resource, each argued in infra where it is made. */
const within = [
  /^arn:aws:scheduler:.*-outreach\/\*$/,
  /^arn:aws:states:.*:execution:[\w-]+-operation\/\*$/,
  /\/audit\/\*$/,
  /\/files\/\*$/,
  /\/letters\/\*$/,
  /^arn:aws:logs:[^/]*:log-group:\*$/,
];

const senderOf: Record<string, string> = {
  "sms-voice:SendTextMessage": "sms",
  "sms-voice:SendVoiceMessage": "voice",
  "ses:SendEmail": "email",
  "mobiletargeting:SendMessages": "push",
  "social-messaging:SendWhatsAppMessage": "whatsapp",
};

export function rightsPromises(assembly: Assembly): void {
  const statements = statementsOf(assembly);

  describe("rights", () => {
    it("name every action", () => {
      expect(statements).not.toHaveLength(0);
      for (const { at, Action } of statements)
        for (const action of list(Action)) expect(action, at).not.toContain("*");
    });

    it("reach beyond one resource only where AWS has no finer one", () => {
      for (const { at, Action, Resource } of statements) {
        const stack = at.split("/")[0] as string;
        for (const resource of list(Resource).map((r) => assembly.resolve(r, stack))) {
          if (resource === "*") for (const action of list(Action)) expect(unbounded, at).toContain(action);
          else if (resource.includes("*"))
            expect(
              within.some((shape) => shape.test(resource)),
              resource,
            ).toBe(true);
        }
      }
    });

    it("come from no policy of AWS's and none inline", () => {
      expect(assembly.all("AWS::IAM::Policy")).toHaveLength(0);
      for (const { Properties } of assembly.all("AWS::IAM::Role")) {
        expect(Properties.ManagedPolicyArns).toBeUndefined();
        expect(Properties.Policies).toBeUndefined();
      }
    });

    it("are one role's per function", () => {
      const roles = assembly
        .all("AWS::Lambda::Function")
        .map(({ stack, Properties }) => assembly.resolve(Properties.Role, stack));
      expect(new Set(roles).size).toBe(roles.length);
    });

    it("delete no record and scan none", () => {
      const all = statements.flatMap(({ Action }) => list(Action));
      for (const action of ["dynamodb:DeleteItem", "dynamodb:Scan", "s3:DeleteObject", "s3:ListBucket"])
        expect(all).not.toContain(action);
    });

    it("open patients' pictures from one function alone, which may add none", () => {
      const readers = statements.filter(({ Action }) => list(Action).includes("s3:GetObject"));
      const count = assembly.settings.modules.includes("pages") ? 1 : 0;
      expect(readers.map(({ at }) => at)).toEqual(Array(count).fill(expect.stringContaining("/files")));
      for (const { Action } of readers) expect(list(Action)).toEqual(["s3:GetObject"]);
    });

    it("put letters under their prefix from one function alone, which may read none", () => {
      const writers = statements.filter(({ at, Resource }) =>
        list(Resource).some((r) => assembly.resolve(r, at.split("/")[0] as string).endsWith("/letters/*")),
      );
      const count = assembly.settings.senders.letter ? 1 : 0;
      expect(writers.map(({ at }) => at)).toEqual(
        Array(count).fill(expect.stringContaining("deliverletter")),
      );
      for (const { Action } of writers) expect(list(Action)).toEqual(["s3:PutObject"]);
    });

    it("send only from the deliver of the channel", () => {
      const senders = statements.filter(({ Action }) => list(Action).some((action) => action in senderOf));
      const channels = Object.keys(assembly.settings.senders).filter(
        (name) => name !== "call-line" && name !== "letter",
      );
      expect(senders).toHaveLength(channels.length);
      for (const { at, Action } of senders)
        expect(at).toContain(`deliver${senderOf[String(list(Action)[0])]}`);
    });
  });
}
