import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Assembly } from "../support/assembly.ts";

const runbook = readFileSync(new URL("../../../docs/runbook.md", import.meta.url), "utf8");
const sections = new Set([...runbook.matchAll(/^## (.+)$/gm)].map((match) => match[1]));

export function alarmPromises(assembly: Assembly): void {
  const alarms = assembly.all("AWS::CloudWatch::Alarm");

  describe("alarms", () => {
    it("say what people lose, reach somebody, and lead to their section of the runbook", () => {
      expect(alarms.length).toBeGreaterThan(10);
      for (const { Properties } of alarms) {
        expect(Properties.AlarmDescription).toMatch(/^[A-Z].{30,}\. Runbook: https:\/\/\S+#[a-z-]+$/);
        expect(Properties.AlarmActions).toHaveLength(1);
        expect(sections).toContain(Properties.AlarmDescription.split("#").at(-1));
      }
    });

    it("ring for every function", () => {
      for (const { Properties } of assembly.all("AWS::Lambda::Function"))
        expect(alarms.map(({ Properties }) => Properties.AlarmName)).toContain(
          `${Properties.FunctionName}-failing`,
        );
    });

    it("ring when what must run again and again does not", () => {
      const heartbeats = alarms.filter(({ Properties }) => Properties.AlarmName.endsWith("-stopped"));
      expect(heartbeats).toHaveLength(assembly.all("AWS::Scheduler::Schedule").length);
      for (const { Properties } of heartbeats) expect(Properties.TreatMissingData).toBe("breaching");
    });

    it("go to people", () => {
      const emails = assembly
        .all("AWS::SNS::Subscription")
        .filter(({ Properties }) => Properties.Protocol === "email");
      expect(emails.map(({ Properties }) => Properties.Endpoint)).toEqual(assembly.settings.alarms.emails);
    });
  });
}
