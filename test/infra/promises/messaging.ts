import { describe, expect, it } from "vitest";
import { sendersOf } from "#infra/channel-senders.ts";
import type { Assembly } from "../support/assembly.ts";

export function messagingPromises(assembly: Assembly): void {
  describe("messaging", () => {
    it("leaves opt-outs to us and passes every reply on", () => {
      const [pool] = assembly.all("AWS::SMSVOICE::Pool");
      expect(pool?.Properties).toMatchObject({
        SelfManagedOptOutsEnabled: true,
        SharedRoutesEnabled: false,
        TwoWay: { Enabled: true, ChannelArn: expect.anything() },
      });
      const replies = assembly.resolve(pool?.Properties.TwoWay.ChannelArn, pool?.stack ?? "");
      const read = assembly
        .all("AWS::SNS::Subscription")
        .map(({ stack, Properties }) => assembly.resolve(Properties.TopicArn, stack));
      expect(read).toContain(replies);
    });

    it("reads every topic of a provider", () => {
      const topics = assembly.all("AWS::SNS::Topic").filter(({ stack }) => stack.endsWith("-messaging"));
      const subscribed = new Set(
        assembly
          .all("AWS::SNS::Subscription")
          .map(({ stack, Properties }) => assembly.resolve(Properties.TopicArn, stack)),
      );
      expect(topics.length).toBeGreaterThan(1);
      for (const { id, stack } of topics) expect(subscribed).toContain(`${stack}-${id}`);
    });

    it("tells each function of its senders, by name and weight", () => {
      const variables = assembly.all("AWS::Lambda::Function").flatMap(({ stack, Properties }) =>
        Object.entries(Properties.Environment.Variables)
          .filter(([name]) => name.endsWith("_SENDERS"))
          .map(([name, value]) => [name, JSON.parse(assembly.resolve(value, stack))] as const),
      );
      expect(variables.length).toBeGreaterThan(0);
      for (const [name, senders] of variables) {
        const channel = name.replace("_SENDERS", "").toLowerCase() as "sms";
        const weights = sendersOf(assembly.settings, channel).map(({ weight }) => weight);
        expect(senders.map(({ weight }: { weight: number }) => weight)).toEqual(weights);
        expect(new Set(senders.map((sender: { name: string }) => sender.name)).size).toBe(weights.length);
      }
    });

    it("lets a line of Amazon Connect ask about keys, and nobody else", () => {
      const line = assembly.settings.senders["call-line"];
      const asking = assembly
        .all("AWS::Lambda::Permission")
        .filter(({ Properties }) => Properties.Principal === "connect.amazonaws.com");
      expect(asking.map(({ Properties }) => Properties.SourceArn)).toEqual(line ? [line.instanceArn] : []);
      for (const { Properties } of asking) expect(Properties.SourceAccount).toBe(assembly.settings.account);
    });

    it("sends every fate of a text to the topic that receipts are read from", () => {
      const [set] = assembly
        .all("AWS::SMSVOICE::ConfigurationSet")
        .filter(({ Properties }) => Properties.ConfigurationSetName.endsWith("-sms"));
      const [destination] = set?.Properties.EventDestinations ?? [];
      expect(destination).toMatchObject({
        Enabled: true,
        MatchingEventTypes: expect.arrayContaining(["TEXT_ALL"]),
      });
      const events = assembly.resolve(destination.SnsDestination.TopicArn, set?.stack ?? "");
      const read = assembly
        .all("AWS::SNS::Subscription")
        .map(({ stack, Properties }) => assembly.resolve(Properties.TopicArn, stack));
      expect(read).toContain(events);
    });

    it("blocks the dear neighbours of the +1 plan", () => {
      const [protect] = assembly.all("AWS::SMSVOICE::ProtectConfiguration");
      expect(protect?.Properties.CountryRuleSet.SMS).toContainEqual({
        CountryCode: "JM",
        ProtectStatus: "BLOCK",
      });
    });

    it("emails over TLS only", () => {
      for (const { Type, Properties } of assembly.all("AWS::SES::ConfigurationSet"))
        expect(Properties.DeliveryOptions, Type).toEqual({ TlsPolicy: "REQUIRE" });
    });

    it("uses nothing of Pinpoint but push", () => {
      const used = [...assembly.types].filter((type) => type.startsWith("AWS::Pinpoint::"));
      for (const type of used) expect(type).toMatch(/::(App|APNSChannel|GCMChannel)$/);
    });

    it("holds no credential in a template", () => {
      const text = JSON.stringify(assembly.all("AWS::Pinpoint::APNSChannel", "AWS::Pinpoint::GCMChannel"));
      for (const [, value] of text.matchAll(/"(?:TokenKey|ServiceJson)":"([^"]*)"/g))
        expect(value).toMatch(/^\{\{resolve:secretsmanager:/);
    });
  });
}
