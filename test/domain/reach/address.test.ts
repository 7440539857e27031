import { expect, it } from "vitest";
import { addressKey, addressLinkId } from "#lib/domain/reach/address.ts";

it("is one key however an email is written, and for a phone that texts and rings", () => {
  expect(addressKey("email", " Maria@Example.org ")).toBe(addressKey("email", "maria@example.org"));
  expect(addressKey("voice", "+13125550100")).toBe(addressKey("sms", "+13125550100"));
  expect(addressKey("email", "+13125550100")).not.toBe(addressKey("sms", "+13125550100"));
});

it("holds nothing of the address, and neither does the id of a link", () => {
  const key = addressKey("sms", "+13125550100");
  expect(key).toMatch(/^[0-9a-z]{26}$/);
  expect(addressLinkId(key, "pat_x")).toBe(`${key}~pat_x`);
});
