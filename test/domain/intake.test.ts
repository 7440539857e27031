import { expect, it } from "vitest";
import { countsOf, type EntryResult, type ReadEntry } from "#lib/domain/intake.ts";

const of = (type: string): ReadEntry => ({ type, ask: { do: "nothing", why: "test" } });
const came = (outcome: "created" | "updated" | "unchanged" | "stale"): EntryResult => ({
  outcome,
  id: "x",
  version: 1,
});

it("counts what a message came to, each entry once and by its type", () => {
  const counts = countsOf(
    { mode: "batch", entries: [...Array(6).fill(of("Patient")), of("Basic"), of("Patient")] },
    [
      ...[came("created"), came("updated"), came("unchanged"), came("stale")],
      { outcome: "refused", faults: [] },
      came("updated"),
      { outcome: "ignored", why: "not kept" },
    ],
  );
  expect(counts).toEqual({
    // The last was not come to: the message was refused before.
    Patient: { received: 7, applied: 3, unchanged: 2, ignored: 0, refused: 2 },
    Basic: { received: 1, applied: 0, unchanged: 0, ignored: 1, refused: 0 },
  });
});
