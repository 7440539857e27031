import { describe, expect, it } from "vitest";
import {
  type AddressState,
  addressesAt,
  addressKey,
  addressLinkId,
  isStopped,
  stateAfter,
  stoppedToo,
} from "#lib/domain/reach/address.ts";
import type { Channel } from "#lib/domain/words.ts";

it("is one key however an email is written, and for a phone that texts and rings", () => {
  expect(addressKey("email", " Maria@Example.org ")).toBe(addressKey("email", "maria@example.org"));
  expect(addressKey("voice", "+13125550100")).toBe(addressKey("sms", "+13125550100"));
  expect(addressKey("email", "+13125550100")).not.toBe(addressKey("sms", "+13125550100"));
});

it("is the key it was before: each STOP that was ever said is kept under one", () => {
  expect(addressKey("sms", "+13125550100")).toBe("0vxseqepgjd6dxqf4qk2f2ypf5");
  expect(addressKey("email", "maria@example.org")).toBe("c1zt1ftq724d2y60ba4n1nsxth");
});

it("finds of a patient's addresses those that are the same one, on whichever channel", () => {
  const all = [
    { channel: "sms", address: "+13125550100" },
    { channel: "voice", address: "+13125550100" },
    { channel: "sms", address: "+13125550199" },
    { channel: "email", address: "Maria@example.org" },
  ] as const;
  const at = (channel: Channel, address: string) => addressesAt(all, addressKey(channel, address));
  expect(at("whatsapp", "+13125550100")).toEqual([all[0], all[1]]);
  expect(at("email", "maria@example.org")).toEqual([all[3]]);
  expect(at("email", "jose@example.org")).toEqual([]);
});

it("holds nothing of the address, and neither does the id of a link", () => {
  const key = addressKey("sms", "+13125550100");
  expect(key).toMatch(/^[0-9a-z]{26}$/);
  expect(addressLinkId(key, "pat_x")).toBe(`${key}~pat_x`);
});

it.each([
  [undefined, "news", false],
  [[], "news", false],
  [["news"], "news", true],
  [["visits"], "news", false],
  ["all" as const, "news", true],
])("of what is stopped (%j) %s is: %s", (stopped, category, expected) =>
  expect(isStopped(stopped, category)).toBe(expected),
);

it.each([
  [undefined, "news", ["news"]],
  [["news"], "news", ["news"]],
  [["news"], "visits", ["news", "visits"]],
  [["news"], "all", "all"],
  ["all" as const, "news", "all"],
])("%j and %s stopped too are %j", (stopped, scope, expected) =>
  expect(stoppedToo(stopped, scope)).toEqual(expected),
);

describe("the state of an address", () => {
  const at = (minute: number) => `2026-06-02T14:0${minute}:00.000Z`;
  const known: AddressState = { key: "k", stopped: ["news"], at: at(2), heard: ["m1"] };

  it.each([
    ["takes a word that comes after it", { scope: "all", at: at(3), cause: "m2" }, "all"],
    ["takes one of the same moment", { scope: "all", at: at(2), cause: "m2" }, "all"],
    ["is not changed by what was said before it", { scope: "all", at: at(1), cause: "m2" }, undefined],
    ["is not changed by a message that comes again", { scope: "all", at: at(3), cause: "m1" }, undefined],
    ["is free again after a START", { scope: undefined, at: at(3), cause: "m2" }, []],
  ])("%s", (_, said, expected) =>
    expect(stateAfter(known, { key: "k", ...said })?.stopped).toEqual(expected),
  );

  it("remembers no message where none said it: staff did, or a page", () => {
    const said = { key: "k", scope: "all", at: at(3) };
    expect(stateAfter(undefined, said)?.heard).toEqual([]);
    expect(stateAfter(known, said)?.heard).toEqual(["m1"]);
  });

  it("begins with the first word, and remembers the last twenty", () => {
    const words = Array.from({ length: 25 }, (_, n) => `m${n}`);
    const last = words.reduce<AddressState | undefined>(
      (state, cause) => stateAfter(state, { key: "k", scope: "all", at: at(1), cause }),
      undefined,
    );
    expect(last).toEqual({ key: "k", stopped: "all", at: at(1), heard: words.slice(-20) });
  });
});
