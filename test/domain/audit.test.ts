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

it("digests equal data alike, whatever order it is written in, and tells different data apart", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
      const turned = Object.fromEntries(Object.entries(data).toReversed());
      expect(canonical(turned)).toBe(canonical(data));
      // JSON has no -0, so what is stored has none.
      expect(JSON.parse(canonical(data))).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
  expect(sha256({ a: 1, b: undefined })).toBe(sha256({ a: 1 }));
  expect(sha256({ a: "1" })).not.toBe(sha256({ a: 1 }));
});

it("digests a record's data as itself, and not as what was there before it", () => {
  const data = { status: "planned" };
  expect([dataDigest(data), dataDigest(data)]).toEqual([sha256(data), sha256(data)]);
  expect(dataDigest({ ...data, status: "sent" })).toBe(sha256({ status: "sent" }));
});
