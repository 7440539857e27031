import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cut, leftOut, replaced } from "./cut.ts";

/**
 * The schemas of every operation of a service lie in one file, and esbuild keeps those with a computed key
 * (`{[_h]: …}`), for it could run code. The keys are constants of the same file: written out, what a function never
 * calls falls away (48 KB of SES, 58 KB of push).
 */
function namedKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  const literal = (whole: string, name = "") => `${constants.get(name) ?? whole.slice(0, -1)}:`;
  return source.replace(/\[(\w+)\]:/g, literal);
}

const adapters = fileURLToPath(new URL("../../lib/adapters", import.meta.url));

/** Errors that an adapter tells apart by their class, or reads a field of. */
const asked = new Set(
  readdirSync(adapters, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => readFileSync(join(adapters, file), "utf8").match(/\b[A-Z]\w+Exception\b/g) ?? []),
);

/** Errors whose class says that the call may be repeated. */
function repeatable(path: string): Set<string | undefined> {
  const classes = readFileSync(join(dirname(path), "../models/errors.js"), "utf8").split(/^export class /m);
  return new Set(classes.filter((text) => text.includes("$retryable")).map((text) => text.split(" ")[0]));
}

/**
 * Any other error needs no class of its own: where it is not registered, the SDK throws the service's general exception
 * under the same name, by which repeats and outcomes are decided (20 KB of DynamoDB, 14 KB of Step Functions).
 */
function errorsThatMatter(source: string, path: string): string {
  const again = repeatable(path);
  return replaced(source, /^\w+_registry\.registerError\(\w+\$, (\w+)\);$/gm, (line, name = "") =>
    asked.has(name) || again.has(name) || name.endsWith("ServiceException") ? line : "",
  );
}

/** A client reads its own version of its package's description, and nothing else (2 KB a client). */
const versionOnly = (source: string): string => JSON.stringify({ version: JSON.parse(source).version });

/** What stands in for SHA-256 where Node has no crypto: it has. */
const nativeSha256 = (source: string): string =>
  replaced(source, /^import \{ Sha256Js \} from .*$/gm, "const Sha256Js = undefined;");

export const sdkCuts: Cut[] = [
  {
    of: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/,
    cut: (source, path) => errorsThatMatter(namedKeys(source), path),
  },
  { of: /@aws-sdk\/client-[^/]+\/package\.json$/, cut: versionOnly },
  { of: /\/checksum\/sha256\/Sha256Node\.js$/, cut: nativeSha256 },
  // 15 KB that the SDK asks for when an operation streams events; none of ours does.
  { of: /@smithy\/core\/.*\/event-streams\/index\.js$/, cut: () => leftOut("event streams") },
  // 34 KB to read a browser's name, were the SDK in one.
  { of: /node_modules\/bowser\//, cut: () => leftOut("browsers") },
  // 7 KB: DynamoDB's client makes the cache, and only Timestream's operations look into it.
  {
    of: /@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/,
    cut: () => "export class EndpointCache { get() {} has() { return false; } }",
  },
];
