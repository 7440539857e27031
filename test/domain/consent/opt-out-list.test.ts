import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mending, mendingOf } from "#lib/domain/consent/opt-out-list.ts";

const [before, then, after] = ["2026-06-01", "2026-06-02", "2026-06-03"].map((d) => `${d}T14:00:00.000Z`) as [
  string,
  string,
  string,
];
const theirs = { since: then };
const ours = (stopped: "all" | string[], at: string) => ({ stopped, at });

describe("where our opt-outs and the provider's list disagree", () => {
  it.each<[string, Parameters<typeof mendingOf>, Mending]>([
    ["nobody has it", [undefined, undefined], "none"],
    ["both have it", [ours("all", before), theirs], "none"],
    ["we alone have it", [ours("all", before), undefined], "add_theirs"],
    ["they alone have it, and we never heard of the number", [undefined, theirs], "stop_ours"],
    ["they alone have it, and a START was said to us before", [ours([], before), theirs], "stop_ours"],
    ["they alone have it, and a START was said at that moment", [ours([], then), theirs], "stop_ours"],
    ["they alone have it, and a START was said to us since", [ours([], after), theirs], "remove_theirs"],
    ["a category alone was stopped with us", [ours(["news"], after), undefined], "none"],
    ["a category alone was stopped with us, after their entry", [ours(["news"], after), theirs], "stop_ours"],
  ])("%s: %s", (_, [known, entry], mending) => {
    expect(mendingOf(known, entry)).toBe(mending);
  });

  it("no opt-out is ever lost but to a START that came after it", () => {
    const instant = fc.constantFrom(before, then, after);
    const known = fc.record({
      stopped: fc.constantFrom<"all" | string[]>("all", [], ["news"]),
      at: instant,
    });
    fc.assert(
      fc.property(fc.option(known, { nil: undefined }), instant, (state, since) => {
        const mending = mendingOf(state, { since });
        const stays = mending === "stop_ours" || state?.stopped === "all";
        const started = state?.stopped.length === 0 && state.at > since;
        expect(stays).toBe(!started);
      }),
    );
  });
});
