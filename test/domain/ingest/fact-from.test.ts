import { describe, expect, it } from "vitest";
import { directoryFrom, factFrom, factVerdict, newDirectoryId } from "#lib/domain/ingest/fact-from.ts";
import { sourceDigest } from "#lib/domain/ingest/source.ts";
import type { FactInput } from "#lib/domain/inputs.ts";
import { patientId } from "#test/support/builders.ts";

const [monday, tuesday] = ["2026-11-02T00:00:00.000Z", "2026-11-03T00:00:00.000Z"];
const told: FactInput = { patientId, reference: "lab-1", type: "observation", status: "final" };

describe("a fact after a message", () => {
  it("is as told, without the source's name of it", () => {
    const { reference: _, ...said } = told;
    expect(factFrom("fct_1", told, undefined)).toEqual({
      ...said,
      id: "fct_1",
      sourceDigest: sourceDigest(told),
    });
  });

  it("stands at the time that was known where the message says none", () => {
    const known = factFrom("fct_1", { ...told, sourceUpdatedAt: monday }, undefined);
    expect(known.sourceUpdatedAt).toBe(monday);
    expect(factFrom("fct_1", told, known).sourceUpdatedAt).toBe(monday);
  });

  it("is not undone by an older message, and not written for a repeated one", () => {
    const known = factFrom("fct_1", { ...told, sourceUpdatedAt: tuesday }, undefined);
    expect(factVerdict(known, { ...told, sourceUpdatedAt: monday })).toBe("stale");
    expect(factVerdict(known, { ...told, sourceUpdatedAt: tuesday })).toBe("unchanged");
    expect(factVerdict(known, { ...told, status: "amended" })).toBe("apply");
    expect(factVerdict(undefined, told)).toBe("apply");
  });
});

describe("an entry of the directory", () => {
  const name = { system: "npi", value: "1234567893" };

  it("has one id for one name, by its type, and another for every nameless one", () => {
    const id = newDirectoryId("practitioner", [name], "u1");
    expect(id).toMatch(/^prc_[0-9a-z]{26}$/);
    expect(newDirectoryId("practitioner", [name, { system: "x", value: "y" }], "u2")).toBe(id);
    const nameless = newDirectoryId("location", [], "u1");
    expect(nameless).toMatch(/^loc_[0-9a-z]{26}$/);
    expect(newDirectoryId("location", [], "u2")).not.toBe(nameless);
  });

  it("is as told, without the names by which it is found", () => {
    const input = { type: "location" as const, name: "Riverside", reference: "r", identifiers: [name] };
    expect(directoryFrom("loc_1", input)).toEqual({
      id: "loc_1",
      type: "location",
      name: "Riverside",
      sourceDigest: sourceDigest(input),
    });
  });
});
