import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, HIPAASecurityChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import { describe, expect, it } from "vitest";
import type { Assembly } from "../support/assembly.ts";

/** Both packs as they would speak if nothing were acknowledged. */
const deaf = <T extends HIPAASecurityChecks | AwsSolutionsChecks>(pack: T): T =>
  Object.assign(pack, { isAcknowledged: () => false });

type Finding = { rule: string; path: string };

const findingsOf = ({ app }: Assembly): Finding[] =>
  [deaf(new HIPAASecurityChecks(app)), deaf(new AwsSolutionsChecks(app))].flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? "" })),
      ),
  );

const acknowledged = ({ app }: Assembly): Finding[] =>
  app.node.findAll().flatMap((node: IConstruct) =>
    node.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data))
      .map((rule) => ({ rule: rule.replace(/^annotation::/i, ""), path: node.node.path })),
  );

export function nagPromises(assembly: Assembly): void {
  describe("cdk-nag", () => {
    // Synthesis has already failed where a finding is open: both packs are plugins of the app.
    it("finds nothing open, and every acknowledgement answers a finding", () => {
      const findings = findingsOf(assembly);
      const idle = acknowledged(assembly)
        .filter(({ rule }) => /^(HIPAA|AwsSolutions)/.test(rule))
        .filter(({ rule, path }) => !findings.some((f) => f.rule === rule && f.path.startsWith(path)));
      expect(findings.length).toBeGreaterThan(0);
      expect(idle).toEqual([]);
    });

    it("is answered with reasons, not with words", () => {
      const reasons = assembly.app.node
        .findAll()
        .flatMap(({ node }) => node.metadata)
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.values(data as Record<string, string>));
      for (const reason of reasons) expect(reason.length).toBeGreaterThan(50);
    });
  });
}
