import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { leaveOut } from "#infra/bundle/leave-out.ts";
import { requireShim } from "#infra/bundle.ts";
import * as letters from "#lib/adapters/letter/print.ts";
import * as liquid from "#lib/domain/content/liquid.ts";
import * as phone from "#lib/domain/patient/phone.ts";
import { aLetter } from "#test/support/letters.ts";
import { describeWithSharedData, sharedLines } from "#test/support/shared-data.ts";
import { captured } from "#test/support/wire.ts";

const folder = mkdtempSync(join(tmpdir(), "followthrough-cuts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(import.meta.dirname, "../..");

/** Code of ours as a function carries it: minified, and without what is left out of its libraries. */
async function asBundled<T>(contents: string): Promise<T> {
  const outfile = join(folder, `${createHash("sha256").update(contents).digest("hex")}.mjs`);
  await build({
    stdin: { contents, resolveDir: root },
    ...{ outfile, bundle: true, minify: true, plugins: [leaveOut], banner: { js: requireShim } },
    ...{ format: "esm", platform: "node", mainFields: ["module", "main"] },
  });
  return (await import(outfile)) as T;
}

const bundledPhone = await asBundled<typeof phone>('export * from "#lib/domain/patient/phone.ts"');
const bundledLiquid = await asBundled<typeof liquid>('export * from "#lib/domain/content/liquid.ts"');

describe("what is left out of a bundle", () => {
  const written = fc.oneof(
    fc.stringMatching(/^\+?[0-9() .-]{5,18}$/),
    fc
      .tuple(fc.constantFrom("1", "44", "52", "39", "7", "61", "590"), fc.nat(9_999_999_999))
      .map((n) => `+${n.join("")}`),
  );

  it("changes no phone number: how numbers are written is not asked", () => {
    fc.assert(
      fc.property(written, fc.constantFrom("US", "MX", "GB", "IT", "AR", "KZ"), (text, region) => {
        expect(bundledPhone.parsePhone(text, region)).toEqual(phone.parsePhone(text, region));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    "{{ name | upcase }} {{ name | downcase }} {{ name | capitalize }}",
    "{{ name | append: '!' | prepend: '> ' | replace: 'a', 'o' | strip | truncate: 5 }}",
    "{{ nobody | default: 'you' }}",
    "{% if name %}yes{% else %}no{% endif %}{% unless name %}no{% endunless %}",
    "{% case name %}{% when 'Maria' %}M{% else %}?{% endcase %}{% comment %}x{% endcomment %}{% # y %}",
  ])("changes no template: %s", (source) => {
    const said = (engine: typeof liquid) => engine.parse(source, "text")({ name: "Maria", nobody: null });
    expect(said(bundledLiquid)).toBe(said(liquid));
  });

  it.each([
    "{% for a in name %}{% endfor %}",
    "{% assign a = 1 %}",
    "{{ name | date }}",
    "{{ name | sort }}",
  ])("is what no author may use: %s", (source) => {
    expect(() => liquid.parse(source, "text")).toThrow();
    expect(() => bundledLiquid.parse(source, "text")).toThrow();
  });
});

it("prints a letter from a bundle, where no font lies beside it, as it prints it here", async () => {
  const bundled = await asBundled<typeof letters>('export { printed } from "#lib/adapters/letter/print.ts"');
  const [there, here] = await Promise.all([bundled.printed(aLetter()), letters.printed(aLetter())]);
  expect(there.ok && here.ok && there.pdf.equals(here.pdf)).toBe(true);
});

type Sdk = typeof import("@aws-sdk/client-dynamodb");
const bundledSdk = await asBundled<Sdk>(
  'export { DynamoDBClient, GetItemCommand, TransactionCanceledException } from "@aws-sdk/client-dynamodb"',
);

/** What a caller sees of an error, and how often the client tried. */
async function met(sdk: Sdk, status: number, json: object) {
  const wire = captured({ status, json });
  const client = new sdk.DynamoDBClient({ ...(wire.config as object), maxAttempts: 2 });
  const get = new sdk.GetItemCommand({ TableName: "records", Key: { PK: { S: "a" } } });
  const error: unknown = await client.send(get as never).catch((thrown: unknown) => thrown);
  const { name, message, $fault } = error as Error & { $fault: string };
  const reasons = error instanceof sdk.TransactionCanceledException ? error.CancellationReasons : undefined;
  return { name, message, $fault, tries: wire.requests.length, reasons };
}

describe("an error of a service", () => {
  it.each([
    ["ThrottlingException", 400, {}],
    ["ProvisionedThroughputExceededException", 400, {}],
    ["ReplicatedWriteConflictException", 400, {}],
    ["ItemCollectionSizeLimitExceededException", 400, {}],
    ["InternalServerError", 500, {}],
    ["TransactionCanceledException", 400, { CancellationReasons: [{ Code: "ConditionalCheckFailed" }] }],
  ])("is met in a bundle as outside of one: %s", async (name, status, more) => {
    const body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "why", ...more };
    expect(await met(bundledSdk, status, body)).toEqual(await met(dynamodb, status, body));
  });
});

describeWithSharedData("Google's phone numbers (03-sms/phone)", () => {
  const examples = sharedLines<{ region: string; input: string }>(
    "03-sms/phone/libphonenumber-examples.ndjson",
  );

  it("are read the same in a bundle", () => {
    expect(examples.length).toBeGreaterThan(500);
    for (const { region, input } of examples)
      expect(bundledPhone.parsePhone(input, region)).toEqual(phone.parsePhone(input, region));
  });
});
