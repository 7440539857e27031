import type { DirectoryEntry, Fact } from "../fact.ts";
import { digest } from "../ids.ts";
import type { DirectoryInput, FactInput } from "../inputs.ts";
import type { Identifier } from "../patient/patient.ts";
import { marks, sourceDigest, type Verdict, verdictOn } from "./source.ts";

export const factVerdict = (previous: Fact | undefined, input: FactInput): Verdict =>
  verdictOn(previous, { sourceUpdatedAt: input.sourceUpdatedAt, sourceDigest: sourceDigest(input) });

export function factFrom(id: string, input: FactInput, previous: Fact | undefined): Fact {
  const { reference: _, sourceUpdatedAt, ...told } = input;
  return { ...told, id, ...marks(previous, { sourceUpdatedAt, sourceDigest: sourceDigest(input) }) };
}

const prefixes = { location: "loc", practitioner: "prc" } as const;

export function newDirectoryId(type: DirectoryEntry["type"], names: Identifier[], unique: string): string {
  const [first] = names;
  const local = first ? digest(26, type, first.system, first.value) : digest(26, "unique", unique);
  return `${prefixes[type]}_${local}`;
}

export function directoryFrom(id: string, input: DirectoryInput): DirectoryEntry {
  const { reference: _, identifiers: __, ...told } = input;
  return { ...told, id, sourceDigest: sourceDigest(input) };
}
