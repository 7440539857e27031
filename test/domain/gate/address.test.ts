import { describe, expect, it } from "vitest";
import { addressFor, isConfidentialElsewhere } from "#lib/domain/gate/address.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import type { Reach, ReachAddress } from "#lib/domain/reach/reach.ts";
import type { Channel } from "#lib/domain/words.ts";
import { aConsent, aReach } from "#test/support/builders.ts";

const an = (id: string, more: Partial<ReachAddress> = {}): ReachAddress => ({
  id,
  channel: "sms",
  address: `+1312555${id}`,
  health: "ok",
  ...more,
});
const first = an("first");
const second = an("second");
const sick = an("sick", { health: "invalid" });
const stopped = an("stopped", { stopped: "all" });
const hers = an("hers", { relation: "mother" });
const his = an("his", { relation: "father" });
const email = an("email", { channel: "email" });
const call = an("call", { channel: "voice" });
const landline = an("landline", { health: "landline" });
const landlineToo = an("landline-too", { channel: "voice", health: "landline" });

const reach = (addresses: ReachAddress[], more: Partial<Reach> = {}): Reach => aReach({ addresses, ...more });
const granted = (known: Reach, relation: string, state: "granted" | "revoked" = "granted"): Reach =>
  withConsent(known, aConsent({ relation, state }));
const idFor = (known: Reach, channel: Channel = "sms", answered?: string): string | undefined =>
  addressFor(known, channel, answered)?.id;

describe("the address that a channel would use", () => {
  it.each<[string, ReachAddress[], string | undefined]>([
    ["the first", [first, second], "first"],
    ["none, where the channel has none", [email], undefined],
    ["the first that works", [sick, second], "second"],
    ["the first that nobody stopped", [stopped, second], "second"],
    ["one that works before one that nobody stopped", [sick, stopped], "stopped"],
    [
      "the first that works, where all of those were stopped",
      [sick, stopped, an("s2", { stopped: "all" })],
      "stopped",
    ],
    [
      "the first, where none works, so that the reason can be told",
      [sick, an("s2", { health: "bounced" })],
      "sick",
    ],
  ])("is %s", (_, addresses, id) => {
    expect(idFor(reach(addresses))).toBe(id);
  });

  it("is the one that the patient wrote from, where it is an answer, as long as there is such a one", () => {
    expect(idFor(reach([first, second]), "sms", "second")).toBe("second");
    expect(idFor(reach([first, stopped]), "sms", "stopped")).toBe("stopped");
    expect(idFor(reach([first, second]), "sms", "gone")).toBe("first");
  });
});

describe("a relation's address", () => {
  it("comes after the patient's own, even where that was stopped later in the list", () => {
    expect(idFor(granted(reach([hers, first]), "mother"))).toBe("first");
    expect(idFor(granted(reach([hers, sick]), "mother"))).toBe("hers");
  });

  it("is used where something was granted to this very relation", () => {
    expect(idFor(granted(reach([his, hers]), "mother"))).toBe("hers");
    expect(idFor(granted(granted(reach([his, hers]), "father", "revoked"), "mother"))).toBe("hers");
  });

  it("stands there to tell the reason, where nothing was granted and there is no other", () => {
    expect(idFor(reach([hers]))).toBe("hers");
    expect(idFor(granted(reach([hers]), "mother", "revoked"))).toBe("hers");
    expect(idFor(reach([hers, sick]))).toBe("sick");
  });
});

describe("whom a person may call", () => {
  it("has a number for calls before one for texts, and one for texts before none", () => {
    expect(idFor(reach([first, call]), "staff-call")).toBe("call");
    expect(idFor(reach([email, first]), "staff-call")).toBe("first");
    expect(idFor(reach([email]), "staff-call")).toBeUndefined();
  });

  it("may have a landline, which no text reaches, and no number that is wrong", () => {
    expect(addressFor(reach([landline]), "staff-call")).toEqual({ ...landline, health: "ok" });
    expect(addressFor(reach([sick, landlineToo]), "staff-call")).toEqual({ ...landlineToo, health: "ok" });
    expect(addressFor(reach([sick]), "staff-call")).toEqual(sick);
    expect(addressFor(reach([landline]), "sms")).toEqual(landline);
  });
});

describe("confidential addresses (45 CFR 164.522(b))", () => {
  it.each<[string, ReachAddress[], string[] | undefined, boolean]>([
    ["nobody asked for any", [first], undefined, false],
    ["the one asked for is there", [first, second], ["second"], false],
    ["only another one is there", [first], ["second"], true],
    ["the channel has none at all", [email], ["second"], false],
  ])("are elsewhere or not where %s", (_, addresses, confidential, elsewhere) => {
    const known = reach(addresses, confidential ? { confidential } : {});
    expect(isConfidentialElsewhere(known, "sms")).toBe(elsewhere);
    expect(idFor(known)).toBe(
      elsewhere ? undefined : (confidential ?? ["first"]).find((id) => addresses.some((a) => a.id === id)),
    );
  });
});
