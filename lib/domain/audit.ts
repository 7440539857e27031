import { hash } from "node:crypto";
import type { ChangeEvent } from "./event.ts";
import { remembered, rememberedFew } from "./remembered.ts";

/**
 * One line of the audit trail. Lines of one partition (a patient, a journey…) form a chain: each holds the digest of
 * the one before it, so removing, changing or reordering one is detected (invariant 8).
 */
export type AuditEvent = ChangeEvent & {
  /** The chain: the partition key of the items it tells of. */
  chain: string;
  /** 1, 2, 3… without a gap. */
  n: number;
  subject: { kind: string; id: string; version: number };
  /** SHA-256 of the record's data before and after, hex; `before` is absent on creation. */
  before?: string;
  after: string;
  /** The stream's sequence number of the change: where a consumer that starts again goes on. */
  sequence: string;
  /** `hash` of line n − 1, or 64 zeros. */
  previous: string;
  hash: string;
};

export const genesis = "0".repeat(64);

/**
 * JSON with sorted keys, so that equal data has one digest whatever wrote it. Written out in one go: every change is
 * digested, and its line hashed, and lists of entries cost twice as much as the hash itself.
 */
export function canonical(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  let text = "";
  if (Array.isArray(value)) {
    for (const one of value) text += (text && ",") + canonical(one);
    return `[${text}]`;
  }
  for (const name of inOrder(Object.keys(value))) {
    const one: unknown = (value as Record<string, unknown>)[name];
    if (one !== undefined) text += (text && ",") + prefixOf(name) + canonical(one);
  }
  return `{${text}}`;
}

const few = 32;

/** By code unit, in place: of the dozen names that there are, the built-in sort costs three times as much. */
function inOrder(names: string[]): string[] {
  if (names.length > few) return names.sort();
  for (let i = 1; i < names.length; i++) {
    const name = names[i] as string;
    let at = i;
    for (; at > 0 && (names[at - 1] as string) > name; at--) names[at] = names[at - 1] as string;
    names[at] = name;
  }
  return names;
}

/** Printable ASCII without quote and backslash stands for itself: RFC 8259 section 7. */
const plain = /^[ !#-[\]-~]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/** Names are few and come again with every change; ids are names too, and too many to be kept. */
const prefixOf = (name: string): string => (name.length < 24 ? prefixes(name) : prefixAnew(name));
const prefixAnew = (name: string): string => `${quoted(name)}:`;
const prefixes = rememberedFew(1_000, prefixAnew);

export const sha256 = (value: unknown): string => hash("sha256", canonical(value), "hex");

/**
 * Of a record's data, which nobody changes: where the same object comes again, as what the next change found, it is known. By
 * the data itself, not by its record and version: what was changed behind the version's back has its own digest.
 */
export const dataDigest: (data: object) => string = remembered(sha256);

/** Closes a line: its hash covers all of it and the line before. */
export const sealed = (line: Omit<AuditEvent, "hash">): AuditEvent => ({ ...line, hash: sha256(line) });

export type ChainFault = { n: number; fault: "missing" | "changed" | "unlinked" };

/** Every fault of a chain given in order of `n`, from line `first` on; none means it is whole. */
export function chainFaults(lines: AuditEvent[], expectedLength = lines.length): ChainFault[] {
  const faults: ChainFault[] = [];
  let previous = genesis;
  let n = 0;
  for (const line of lines) {
    n += 1;
    for (; n < line.n; n++) faults.push({ n, fault: "missing" });
    const { hash, ...rest } = line;
    if (sha256(rest) !== hash) faults.push({ n: line.n, fault: "changed" });
    if (line.previous !== previous) faults.push({ n: line.n, fault: "unlinked" });
    previous = hash;
  }
  for (n += 1; n <= expectedLength; n++) faults.push({ n, fault: "missing" });
  return faults;
}
