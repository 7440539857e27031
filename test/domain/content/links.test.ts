import { describe, expect, it } from "vitest";
import { addressesIn, hostOf, withoutAddresses } from "#lib/domain/content/links.ts";

describe("the addresses in a text", () => {
  it.each([
    ["See https://a.example/x?y=1.", ["https://a.example/x?y=1"]],
    ["Really http://a.example/x?!", ["http://a.example/x"]],
    ["a.example/x, oak.org; oak.org", ["a.example/x", "oak.org"]],
    ["dr.lee@oak.com at 9 a.m./p.m.", []],
    ["nothing", []],
  ])("%j are %j", (text, addresses) => {
    expect(addressesIn(text)).toEqual(addresses);
  });

  it("are taken out of it", () => {
    expect(withoutAddresses("See https://a.example/x or oak.org now")).toBe("See  or  now");
  });
});

describe("the host of an address", () => {
  it.each([
    ["https://Go.Oak.example:444/a:1", "go.oak.example"],
    ["http://oak.example?a=1", "oak.example"],
    ["oak.example#top", "oak.example"],
    ["https://", ""],
    ["https://oak.example:443@evil.example/", "oak.example:443@evil.example"],
  ])("%s is %j", (address, host) => {
    expect(hostOf(address)).toBe(host);
  });
});
