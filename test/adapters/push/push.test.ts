import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pushChannel, pushClient } from "#lib/adapters/push/send.ts";
import { captured } from "#test/support/wire.ts";
import { envelopeFor } from "../channel.contract.ts";

const answering = (result?: Record<string, unknown>) =>
  captured({ status: 200, json: { ApplicationId: "app-1", Result: result ? { "tok:en": result } : {} } });

async function sending(result?: Record<string, unknown>, address = "GCM:tok:en") {
  const wire = answering(result);
  const port = pushChannel(pushClient(wire.config), { applicationId: "app-1" });
  const end = await port.send(envelopeFor(port, address)).catch((error: Error) => ({ outcome: error.name }));
  return { end, requests: wire.requests };
}

describe("a push", () => {
  it.each([
    ["SUCCESSFUL", 200, { outcome: "accepted", providerId: "m-1" }],
    ["OPT_OUT", 400, { outcome: "refused", code: "address_opted_out" }],
    ["PERMANENT_FAILURE", 410, { outcome: "refused", code: "address_invalid" }],
    ["PERMANENT_FAILURE", 400, { outcome: "refused", code: "address_invalid" }],
    ["PERMANENT_FAILURE", 403, { outcome: "refused", code: "account" }],
    ["PERMANENT_FAILURE", 413, { outcome: "refused", code: "content" }],
    ["THROTTLED", 429, { outcome: "throttled" }],
    ["TEMPORARY_FAILURE", 503, { outcome: "throttled" }],
    ["UNKNOWN_FAILURE", 500, { outcome: "UnknownEnd" }],
    ["DUPLICATE", 200, { outcome: "UnknownEnd" }],
    ["TIMEOUT", 504, { outcome: "UnknownEnd" }],
  ])("of which the device's result is %s %i comes to %j", async (DeliveryStatus, StatusCode, expected) => {
    const { end } = await sending({ DeliveryStatus, StatusCode, MessageId: "m-1" });
    expect(end).toMatchObject(expected);
  });

  it("of which the answer says nothing has no known end", async () => {
    expect((await sending()).end).toEqual({ outcome: "UnknownEnd" });
  });

  it("goes by address and never by endpoint, in the words of the device's own service", async () => {
    const ok = { DeliveryStatus: "SUCCESSFUL", StatusCode: 200 };
    const { requests } = await sending(ok);
    expect(requests[0]?.input.MessageRequest).toEqual({
      Addresses: {
        "tok:en": { ChannelType: "GCM", Context: { outreachId: expect.any(String), attempt: "2" } },
      },
      MessageConfiguration: {
        GCMMessage: { Action: "OPEN_APP", Body: expect.any(String), Title: expect.any(String) },
      },
      TraceId: expect.stringMatching(/^out_.*\.2$/),
    });
    const apple = await sending(ok, "APNS_SANDBOX:tok:en");
    expect(apple.requests[0]?.input.MessageRequest).toMatchObject({
      Addresses: { "tok:en": { ChannelType: "APNS_SANDBOX" } },
      MessageConfiguration: { APNSMessage: { Action: "OPEN_APP" } },
    });
  });

  it.each(["ADM:token", "token", "GCM:", "+12025550142"])(
    "to %s is refused without a call",
    async (address) => {
      const { end, requests } = await sending(undefined, address);
      expect(end).toMatchObject({ outcome: "refused", code: "address_invalid" });
      expect(requests).toEqual([]);
    },
  );

  it("is never retried by the SDK, whatever its maker was told", async () => {
    expect(await pushClient({ region: "us-east-1", maxAttempts: 5 }).config.maxAttempts()).toBe(1);
  });
});

/** Amazon Pinpoint's engagement half ended on 2026-10-30: only SendMessages lives on. */
describe("Pinpoint in this repository", () => {
  const root = new URL("../../../", import.meta.url).pathname;
  const files = ["lib", "functions", "infra", "bin"].flatMap((room) =>
    globSync(`${room}/**/*.ts`, { cwd: root }),
  );
  /** Names imported from `@aws-sdk/client-pinpoint` itself; the SMS and voice client is another package. */
  const importedFrom = (source: string): string[] =>
    [...source.matchAll(/import\s*(?:type\s*)?\{([^}]*)\}\s*from\s*"@aws-sdk\/client-pinpoint"/g)].flatMap(
      (m) => (m[1] as string).split(",").map((name) => name.trim().replace(/^type\s+/, "")),
    );
  const sources = files.map((file) => ({ file, source: readFileSync(`${root}${file}`, "utf8") }));
  const users = sources.filter(({ source }) => /["']@aws-sdk\/client-pinpoint["']/.test(source));

  it("is used by the push adapter alone", () => {
    expect(users.map((u) => u.file)).toEqual(["lib/adapters/push/send.ts"]);
  });

  it("is used for no command but SendMessages, named one by one", () => {
    const names = users.flatMap(({ source }) => importedFrom(source));
    expect(names.filter((name) => name.endsWith("Command"))).toEqual(["SendMessagesCommand"]);
    expect(names.filter((name) => /^Pinpoint$|paginate|\*/.test(name))).toEqual([]);
    for (const { source } of users)
      expect(source).not.toMatch(/import\s*(?:type\s*)?\*|import\(|\bEndpoints\s*:/);
  });

  it("would be noticed with another command", () => {
    const stray = 'import {\n  CreateCampaignCommand,\n  type X,\n} from "@aws-sdk/client-pinpoint";';
    expect(importedFrom(stray)).toContain("CreateCampaignCommand");
  });
});
