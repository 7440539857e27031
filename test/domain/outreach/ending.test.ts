import { expect, it } from "vitest";
import { type CallFault, endingOf } from "#lib/domain/outreach/ending.ts";

const causes = new Map([
  ["Conflict/OPTED_OUT", "address_opted_out"],
  ["Conflict", "content"],
]);

it.each<[CallFault, object]>([
  [
    { status: 400, name: "Conflict", code: "Conflict/OPTED_OUT" },
    { outcome: "refused", code: "address_opted_out" },
  ],
  [
    { status: 400, name: "Conflict", code: "Conflict/OTHER" },
    { outcome: "refused", code: "content" },
  ],
  [
    { status: 403, name: "Denied" },
    { outcome: "refused", code: "account", detail: "Denied" },
  ],
  [
    { status: 400, name: "constructor" },
    { outcome: "refused", code: "account" },
  ],
  [{ status: 429, name: "Whatever" }, { outcome: "throttled" }],
  [{ status: 400, name: "ThrottlingException" }, { outcome: "throttled" }],
  [{ status: 408, name: "RequestTimeout" }, { outcome: "unknown" }],
  [{ status: 500, name: "InternalServerException" }, { outcome: "unknown" }],
  [{ status: 503, name: "ServiceUnavailable" }, { outcome: "unknown" }],
  [{ status: 200, name: "SyntaxError" }, { outcome: "unknown" }],
  [{ name: "TimeoutError" }, { outcome: "unknown" }],
  [{ name: "ThrottlingException" }, { outcome: "unknown" }],
  [{ name: "ECONNRESET" }, { outcome: "unknown" }],
  [{ name: "ECONNREFUSED" }, { outcome: "throttled" }],
  [{ name: "CredentialsProviderError" }, { outcome: "throttled" }],
])("%j ends as %j", (fault, expected) => {
  expect(endingOf(fault, causes, "account")).toMatchObject(expected);
});
