import { describe, expect, it } from "vitest";
import { consentFacts } from "#lib/domain/gate/consent.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import type { Reach, ReachAddress } from "#lib/domain/reach/reach.ts";
import {
  aConsent,
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTuesday,
  days,
  hours,
  later,
} from "#test/support/builders.ts";

const yesterday = later(aTuesday, -days(1));
const ledger = (...entries: Parameters<typeof aConsent>[0][]): Reach =>
  entries.reduce<Reach>((reach, entry) => withConsent(reach, aConsent(entry)), aReach());
const hers: ReachAddress = {
  id: "cp-mother",
  channel: "sms",
  address: "+13125550177",
  health: "ok",
  relation: "mother",
};

describe("what the ledger says of a message", () => {
  it.each<[string, Partial<Situation>, string]>([
    ["was granted", { reach: ledger({ at: yesterday }) }, "granted"],
    ["was revoked", { reach: ledger({ at: yesterday, state: "revoked" }) }, "revoked"],
    ["follows from the number that was given", {}, "implied"],
    [
      "does not follow for a purpose the policy leaves out",
      { policy: aPolicy({ impliedConsent: [] }) },
      "none",
    ],
    [
      "does not follow for a channel the policy leaves out",
      { policy: aPolicy({ impliedChannels: [] }) },
      "none",
    ],
  ])("%s", (_, more, consent) => {
    expect(consentFacts(aSituation(more), "sms", undefined)).toEqual({ consent });
  });

  it("never follows for marketing, whatever a policy says", () => {
    const policy = aPolicy({ impliedConsent: ["marketing" as never] });
    const outreach = anOutreach({ purpose: "marketing" });
    expect(consentFacts(aSituation({ policy, outreach }), "sms", undefined)).toEqual({ consent: "none" });
  });

  it("is nothing where there is no channel", () => {
    expect(consentFacts(aSituation({ reach: ledger({ at: yesterday }) }), undefined, undefined)).toEqual({
      consent: "none",
    });
  });

  it("tells of a consent to Part 2 only where the message needs one", () => {
    const reach = ledger({ part2: true, purpose: "all", channel: "all", at: yesterday, written: true });
    expect(consentFacts(aSituation({ reach }), "sms", undefined)).toEqual({ consent: "implied" });
    const outreach = anOutreach({ privacy: "part2" });
    expect(consentFacts(aSituation({ reach, outreach }), "sms", undefined)).toMatchObject({ part2: true });
    expect(consentFacts(aSituation({ outreach }), "sms", undefined)).not.toHaveProperty("part2");
  });
});

describe("a relation's address", () => {
  const granted = { relation: "mother", purpose: "care" as const, at: yesterday };
  const revoked = (at: string) => ({ purpose: "care" as const, state: "revoked" as const, at });

  it.each<[string, Parameters<typeof aConsent>[0][], string]>([
    ["that nothing was granted to gets nothing", [], "revoked"],
    ["that it was granted to gets it", [granted], "granted"],
    ["gets nothing once the patient has revoked it since", [granted, revoked(aTuesday)], "revoked"],
    ["gets nothing where both were said at once", [granted, revoked(yesterday)], "revoked"],
    [
      "gets what was granted to it after the patient had revoked it for themselves",
      [granted, revoked(later(yesterday, -hours(1)))],
      "granted",
    ],
    [
      "gets what the patient revoked for another purpose",
      [granted, { ...revoked(aTuesday), purpose: "operations" }],
      "granted",
    ],
  ])("%s", (_, entries, consent) => {
    expect(consentFacts(aSituation({ reach: ledger(...entries) }), "sms", hers)).toEqual({ consent });
  });
});
