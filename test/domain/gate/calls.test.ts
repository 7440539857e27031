import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { isInConversation, withConversation } from "#lib/domain/reach/conversation.ts";
import { reachOf } from "#lib/domain/reach/reach.ts";
import { type Channel, purposes } from "#lib/domain/words.ts";
import {
  anOutreach,
  aPatient,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  hours,
  later,
  phone,
} from "#test/support/builders.ts";

const numbers = (["sms", "voice", "whatsapp"] as const).map((channel) => ({
  id: `cp-${channel}`,
  channel,
  address: phone,
  health: "ok" as const,
}));
const reach = aReach({
  addresses: numbers,
  consents: { "*:*:*": { granted: true, at: aTuesday, written: true } },
});
const approved = { name: "message_waiting", language: "en_US", parameters: [] };
const variants = numbers.map(({ channel }) => ({ channel, language: "en", body: "Hello" }));
const policy = aPolicy({ channels: ["sms", "voice", "whatsapp"] });

const ask = (channel: Channel, more: Partial<Situation> = {}) =>
  gate(gateFacts(aSituation({ reach, policy, template: aTemplate({ variants }), ...more }), channel));

describe("a call", () => {
  it.each(purposes)("never sells, whatever is allowed: %s", (purpose) => {
    const { verdict, reason } = ask("voice", { outreach: anOutreach({ purpose }) });
    expect([verdict, reason]).toEqual(
      purpose === "marketing" ? ["drop", "marketing_call"] : ["send", undefined],
    );
  });

  it("needs consent by default: giving a number is none to calls", () => {
    expect(ask("voice", { reach: aReach({ addresses: numbers }) }).reason).toBe("no_consent");
  });
});

describe("WhatsApp", () => {
  const wrote = (ms: number) => withConversation(reach, "cp-whatsapp", later(aTuesday, -ms));

  it("takes free text within a day of the patient's own message, and not after", () => {
    expect(ask("whatsapp").reason).toBe("conversation_over");
    expect(ask("whatsapp", { reach: wrote(hours(24) - 1) }).verdict).toBe("send");
    expect(ask("whatsapp", { reach: wrote(hours(24)) }).reason).toBe("conversation_over");
  });

  it("takes an approved template at any time", () => {
    const template = aTemplate({ variants: variants.map((v) => ({ ...v, approved })) });
    expect(ask("whatsapp", { template }).verdict).toBe("send");
  });

  it("leaves other channels as they are", () => {
    expect(ask("sms").verdict).toBe("send");
  });

  it("carries neither phi nor part 2", () => {
    for (const privacy of ["phi", "part2"] as const)
      expect(ask("whatsapp", { reach: wrote(0), outreach: anOutreach({ privacy }) }).reason).toBe(
        "privacy_class",
      );
  });

  it("knows of each address its own last message, and nothing new of one that comes again", () => {
    const heard = withConversation(reach, "cp-whatsapp", aTuesday);
    expect(heard.addresses.map((a) => a.wroteAt)).toEqual([undefined, undefined, aTuesday]);
    expect(withConversation(heard, "cp-whatsapp", aTuesday)).toBe(heard);
  });

  it("keeps the last message in whatever order they come, and over a change of the patient", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: hours(48) }), { minLength: 1 }), (agos) => {
        const heard = agos.reduce(
          (known, ago) => withConversation(known, "cp-whatsapp", later(aTuesday, -ago)),
          reach,
        );
        const renewed = reachOf(heard, aPatient({ contactPoints: numbers }), {});
        const address = renewed.addresses.find(({ channel }) => channel === "whatsapp");
        expect(address?.wroteAt).toBe(later(aTuesday, -Math.min(...agos)));
        expect(isInConversation(address, aTuesday)).toBe(Math.min(...agos) < hours(24));
      }),
    );
  });
});
