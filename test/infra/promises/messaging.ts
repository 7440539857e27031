import { describe, expect, it } from "vitest";
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

    it("sends every fate of a text to the topic that receipts are read from", () => {
      const [set] = assembly.all("AWS::SMSVOICE::ConfigurationSet");
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
