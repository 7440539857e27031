import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexKeyOf, keyOf } from "#lib/adapters/dynamodb/item.ts";
import { chainOf, customerShards, listShards, primaryKey, tableKeys } from "#lib/adapters/dynamodb/keys.ts";
import { createTableInput } from "#lib/adapters/dynamodb/table.ts";
import { digest, directOutreachId, outreachId } from "#lib/domain/ids.ts";
import type { Kind, Kinds } from "#lib/domain/kinds.ts";
import { samples } from "#test/support/sample-ids.ts";

const { patient, enrollment } = samples;
const kinds = Object.keys(samples) as Kind[];

describe("keys", () => {
  it("knows every kind", () => {
    expect(kinds.sort()).toEqual(Object.keys(primaryKey).sort());
  });

  it("gives no two records one key", () => {
    const ids = [
      ...kinds.map((kind) => [kind, samples[kind]] as const),
      ["outreach", directOutreachId(patient, "r")] as const,
      ["outreach", outreachId(enrollment, "ask", 2)] as const,
      ["journey", "recall@1"] as const,
      ["audit", `${patient}~70`] as const,
    ];
    const keys = ids.map(([kind, id]) => JSON.stringify(keyOf(kind, id)));
    expect(new Set(keys).size).toBe(ids.length);
  });

  it.each(kinds)(
    "keeps the keys of %s within printable ASCII, which the ends of a stretch enclose",
    (kind) => {
      for (const part of Object.values(keyOf(kind, samples[kind]))) expect(part).toMatch(/^[!-}]+$/);
    },
  );

  it.each(
    kinds.filter(
      (kind) => samples[kind].includes("k".repeat(26)) && kind !== "addressLink" && kind !== "audit",
    ),
  )("keeps %s in the patient's partition", (kind) => {
    expect(keyOf(kind, samples[kind]).PK).toBe(patient);
    if (kind !== "profile") expect(chainOf(kind, samples[kind])).toBe(patient);
  });

  it.each(["audit", "request", "profile", "audience", "part"] as const)("puts no %s under audit", (kind) => {
    expect(chainOf(kind, samples[kind])).toBeUndefined();
  });

  it("sorts versions and audit lines as numbers", () => {
    const property = fc.property(fc.nat(), fc.nat(), (a, b) => {
      const less = (kind: Kind, of: (n: number) => string) => keyOf(kind, of(a)).SK < keyOf(kind, of(b)).SK;
      expect(less("journey", (n) => `recall@${n}`)).toBe(a < b);
      expect(less("audit", (n) => `${patient}~${n}`)).toBe(a < b);
    });
    fc.assert(property);
  });

  it("is in the index while it is open, and not after", () => {
    const entry = (status: Kinds["outreach"]["status"]) =>
      indexKeyOf("outreach", samples.outreach, {
        status,
        dueAt: "2026-03-01T00:00:00.000Z",
      } as Kinds["outreach"]);
    expect(entry("planned")?.BSK).toBe(`2026-03-01T00:00:00.000Z#${samples.outreach}`);
    expect(entry("held")).toEqual(entry("planned"));
    for (const status of [
      "sent",
      "unknown",
      "delivered",
      "undelivered",
      "suppressed",
      "failed",
      "cancelled",
    ] as const)
      expect(entry(status)).toBeUndefined();
  });

  it("spreads patients evenly over its shards: none has twice its share", () => {
    const shards = new Map<string, number>();
    for (let n = 0; n < 4000; n++) {
      const id = `pat_${digest(26, n)}`;
      const { BPK } = indexKeyOf("patient", id, {} as Kinds["patient"]) ?? { BPK: "" };
      shards.set(BPK, (shards.get(BPK) ?? 0) + 1);
    }
    expect(shards.size).toBe(listShards);
    expect(customerShards("patient")).toBe(listShards);
    expect(Math.max(...shards.values())).toBeLessThan((2 * 4000) / listShards);
  });

  it("names a table that DynamoDB takes: an index's name has three letters at least", () => {
    const [index] = createTableInput("followthrough").GlobalSecondaryIndexes ?? [];
    expect(index?.IndexName).toBe(tableKeys.index.name);
    expect(tableKeys.index.name.length).toBeGreaterThanOrEqual(3);
  });
});
