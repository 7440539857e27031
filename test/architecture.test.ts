import { describe, expect, it } from "vitest";
import { type Import, importsOf, type Source, sourcesIn } from "./support/imports.ts";

/** The table of CONTRIBUTING.md. `inside`: which rooms a room may know; `packages`: which npm packages. */
type Rule = { room: string; inside: RegExp[]; packages: RegExp };

const domain = /^lib\/domain\//;
const ports = /^lib\/ports\.ts$/;
const usecases = /^lib\/usecases\//;
const keys = /^lib\/adapters\/dynamodb\/keys\.ts$/;
/** What every adapter of a provider at AWS does alike. */
const aws = /^lib\/adapters\/aws\//;
const none = /^$/;
const ruleLibraries = /^(zod|liquidjs|syllable|libphonenumber-js|rrule|@marcbachmann\/cel-js|node:crypto)$/;

/** Most exact first: the first rule whose room holds a file is its rule. */
const rules: Rule[] = [
  { room: "lib/domain/", inside: [domain], packages: ruleLibraries },
  { room: "lib/ports.ts", inside: [domain], packages: none },
  { room: "lib/usecases/", inside: [domain, ports, usecases], packages: none },
  {
    room: "lib/adapters/local/",
    inside: [domain, ports, /^lib\/adapters\//],
    packages: /^(@aws-sdk\/|node:|jsonata$|aws-lambda$)/,
  },
  {
    room: "lib/adapters/",
    inside: [domain, ports, keys, aws],
    packages: /^(@aws-sdk\/|@smithy\/|fhirpath$|pdfkit$|zod$|aws-lambda$|node:)/,
  },
  {
    room: "lib/lambda/wiring/",
    inside: [domain, ports, /^lib\/adapters\//, /^lib\/lambda\//],
    packages: /^(@aws-sdk\/|ulid$|zod$)/,
  },
  {
    room: "lib/lambda/",
    inside: [domain, ports, /^lib\/adapters\/dynamodb\/stream\.ts$/, /^lib\/lambda\//],
    packages: /^(@middy\/|@aws-lambda-powertools\/|hono$|zod$|yaml$|aws-lambda$|node:)/,
  },
  {
    room: "functions/",
    inside: [domain, ports, usecases, /^lib\/lambda\//, /^functions\//],
    packages: /^(zod|aws-lambda)$/,
  },
  {
    room: "infra/",
    inside: [domain, keys, /^infra\//],
    packages: /^(aws-cdk-lib|constructs|cdk-nag|esbuild|zod|node:)/,
  },
  { room: "bin/", inside: [/./], packages: /./ },
];

/** Rules decide without a clock, chance or the outside world. */
const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bfetch\(|\bawait [\w(]|\basync [\w(]/;

const watched = ["lib/domain", "lib/usecases", "lib/adapters", "lib/lambda", "functions", "infra", "bin"];
const sources = [...sourcesIn(["lib", "functions", "infra", "bin"])];

const ruleOf = (path: string): Rule | undefined => rules.find(({ room }) => path.startsWith(room));

function isStray({ from, to, inside }: Import): boolean {
  const rule = ruleOf(from);
  if (!rule) return true;
  if (!inside) return !rule.packages.test(to);
  const adapterFolder = /^lib\/adapters\/[^/]+\//.exec(from)?.[0];
  if (adapterFolder && to.startsWith(adapterFolder)) return false;
  return !rule.inside.some((room) => room.test(to));
}

const straysIn = (files: Source[]): string[] =>
  files
    .flatMap(importsOf)
    .filter(isStray)
    .map(({ from, to }) => `${from} → ${to}`);

function cyclesIn(files: Source[]): string[] {
  const edges = new Map(
    files.map((f) => [
      f.path,
      importsOf(f)
        .filter((i) => i.inside)
        .map((i) => i.to),
    ]),
  );
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const to of edges.get(path) ?? []) visit(to, [...trail, path]);
    state.set(path, "done");
  };
  for (const { path } of files) visit(path, []);
  return found;
}

describe("the rooms of the house", () => {
  it.each(watched)("%s has files to watch", (folder) => {
    expect(sources.filter((s) => s.path.startsWith(`${folder}/`)).length).toBeGreaterThan(0);
  });

  it("import only what the table allows", () => {
    expect(straysIn(sources)).toEqual([]);
  });

  it("have no import cycles", () => {
    expect(cyclesIn(sources)).toEqual([]);
  });

  it("have no barrels", () => {
    const barrels = sources.filter(({ path }) => path.endsWith("/index.ts")).map(({ path }) => path);
    expect(barrels).toEqual([]);
  });

  it("keep rules pure: no clock, chance, environment or waiting in the domain", () => {
    const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const dirty = sources.filter(({ path, text }) => domain.test(path) && impure.test(code(text)));
    expect(dirty.map(({ path }) => path)).toEqual([]);
  });
});

describe("the watch itself finds a planted", () => {
  const planted: [string, string, string][] = [
    [
      "rule that knows a use case",
      "lib/domain/gate/gate.ts",
      'import { deliver } from "../../usecases/outreach/deliver.ts";',
    ],
    [
      "type-only import of an adapter",
      "lib/usecases/react.ts",
      'import type { Key } from "#lib/adapters/dynamodb/keys.ts";',
    ],
    ["AWS SDK in a rule", "lib/domain/gate/gate.ts", 'import { SQSClient } from "@aws-sdk/client-sqs";'],
    ["adapter that knows its neighbour", "lib/adapters/sms/send.ts", 'import { x } from "../email/send.ts";'],
    ["dynamic import", "lib/usecases/react.ts", 'const x = await import("#functions/events/stream.ts");'],
    ["re-export", "lib/domain/gate/gate.ts", 'export { x } from "#lib/ports.ts";'],
    ["stack that knows a use case", "infra/stacks/api.ts", 'import { x } from "#lib/usecases/react.ts";'],
    ["source that knows a test", "lib/domain/gate/gate.ts", 'import "../../../test/support/builders.ts";'],
    ["file in no room", "lib/helpers.ts", 'import * as z from "zod";'],
  ];
  it.each(planted)("%s", (_, path, text) => {
    expect(straysIn([{ path, text }])).toHaveLength(1);
  });

  it("cycle", () => {
    const a = { path: "lib/domain/a.ts", text: 'import type { B } from "./b.ts";' };
    const b = { path: "lib/domain/b.ts", text: 'import { a } from "./a.ts";' };
    expect(cyclesIn([a, b])).toHaveLength(1);
  });
});
