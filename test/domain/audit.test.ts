import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AuditEvent,
  canonical,
  chainFaults,
  dataDigest,
  genesis,
  sealed,
  sha256,
} from "#lib/domain/audit.ts";
import { anEvent } from "#test/support/builders.ts";

function chainOf(length: number): AuditEvent[] {
  const lines: AuditEvent[] = [];
  for (let n = 1; n <= length; n++)
    lines.push(
      sealed({
        ...anEvent(),
        chain: "pat_x",
        n,
        subject: { kind: "patient", id: "pat_x", version: n },
        after: sha256({ n }),
        sequence: String(n),
        previous: lines.at(-1)?.hash ?? genesis,
      }),
    );
  return lines;
}

const some = fc
  .integer({ min: 2, max: 12 })
  .chain((length) => fc.record({ lines: fc.constant(chainOf(length)), at: fc.nat(length - 1) }));

describe("a chain", () => {
  it("is whole as it was written, from its first line on", () => {
    expect(chainFaults(chainOf(9))).toEqual([]);
    expect(chainFaults([])).toEqual([]);
  });

  it("shows a line that was taken out, wherever it was", () => {
    fc.assert(
      fc.property(some, ({ lines, at }) => {
        const faults = chainFaults(lines.toSpliced(at, 1), lines.length);
        expect(faults).toContainEqual({ n: at + 1, fault: "missing" });
      }),
    );
  });

  it("shows that its end was cut off, where its length is known", () => {
    expect(chainFaults(chainOf(3), 5)).toEqual([
      { n: 4, fault: "missing" },
      { n: 5, fault: "missing" },
    ]);
  });

  it("shows a line that was changed, even by one who closes it anew", () => {
    fc.assert(
      fc.property(some, ({ lines, at }) => {
        const { hash: _, ...line } = lines[at] as AuditEvent;
        const forged = { ...line, actor: { type: "staff" as const, id: "someone-else" } };
        const put = (other: AuditEvent) => chainFaults(lines.toSpliced(at, 1, other));
        expect(put({ ...forged, hash: (lines[at] as AuditEvent).hash })).toEqual([
          { n: at + 1, fault: "changed" },
        ]);
        if (at < lines.length - 1) expect(put(sealed(forged))).toEqual([{ n: at + 2, fault: "unlinked" }]);
      }),
    );
  });

  it("shows two lines that changed places", () => {
    fc.assert(
      fc.property(some, ({ lines, at }) => {
        fc.pre(at > 0);
        const swapped = lines.with(at, lines[at - 1] as AuditEvent).with(at - 1, lines[at] as AuditEvent);
        expect(chainFaults(swapped)).not.toEqual([]);
      }),
    );
  });

  it("shows a line that is there twice", () => {
    const lines = chainOf(3);
    expect(chainFaults([...lines, lines[2] as AuditEvent])).not.toEqual([]);
  });
});

/** The plain way to write it. */
const written = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(written)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${written(one)}`)}}`;
};

describe("data", () => {
  const json = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 2 }),
    fc.dictionary(fc.string({ minLength: 1 }), fc.nat(), { minKeys: 33, maxKeys: 40 }),
  );

  it("is written as JSON with its names in order, whatever order they came in", () => {
    fc.assert(
      fc.property(json, (value) => {
        // JSON has no -0, so what is stored has none.
        const data: unknown = JSON.parse(JSON.stringify(value));
        expect(canonical(data)).toBe(written(data));
      }),
    );
  });

  it("is what JSON keeps of it: no value where there is none, and null for it in a list", () => {
    expect(canonical({ a: 1, b: undefined })).toBe('{"a":1}');
    expect(canonical([undefined, 1])).toBe("[null,1]");
  });

  it("has the same digest for ever: a trail that an earlier version wrote is read by this one", () => {
    expect(sha256({ b: [1, null, 'é"\n'], a: { y: true, x: "text" } })).toBe(
      "a995e60a32876bca0b830f390c74136ffc5a97aced134b9aac2c203c5e95bdc2",
    );
    expect(sha256({ a: "1" })).not.toBe(sha256({ a: 1 }));
  });
});

it("digests a record's data as itself, and not as what was there before it", () => {
  const data = { status: "planned" };
  expect([dataDigest(data), dataDigest(data)]).toEqual([sha256(data), sha256(data)]);
  expect(dataDigest({ ...data, status: "sent" })).toBe(sha256({ status: "sent" }));
});
