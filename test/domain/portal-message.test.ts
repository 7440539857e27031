import { expect, it } from "vitest";
import { accountsOf } from "#lib/domain/portal-message.ts";

const portal = (...accounts: string[]) =>
  accounts.map((address) => ({ channel: "portal" as const, address }));

it.each([
  ["from the account it lies in, while the patient has it", portal("other", "maria"), { from: "maria" }],
  ["from where it lies, of somebody with no account any more", [], { from: "maria" }],
  [
    "from those the patient has now, and from the old one too",
    portal("mary", "proxy"),
    { from: "mary", alsoFrom: ["proxy", "maria"] },
  ],
  [
    "from no address of another channel",
    [{ channel: "email" as const, address: "maria" }, ...portal("mary")],
    { from: "mary", alsoFrom: ["maria"] },
  ],
])("an answer in the portal comes %s", (_what, addresses, from) => {
  expect(accountsOf({ account: "maria" }, addresses)).toEqual(from);
});
