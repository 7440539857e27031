import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { Step } from "#lib/domain/journey/grammar.ts";
import { lintJourney } from "#lib/domain/journey/lint.ts";
import { journeyWarnings } from "#lib/domain/journey/lint-warnings.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { libraryKnown } from "#test/support/simulation.ts";
import { root } from "./support/imports.ts";

const page = readFileSync(join(root, "docs/journeys.md"), "utf8");

describe("docs/journeys.md", () => {
  it("has an example that may be published, without a warning", () => {
    const [, example = ""] = /```yaml\n(id: [^`]*)```/.exec(page) ?? [];
    const draft = JourneyDraft.parse(parse(example));
    expect(lintJourney(draft, libraryKnown, defaultPolicy)).toEqual([]);
    expect(journeyWarnings(draft, libraryKnown)).toEqual([]);
  });

  it("has a row for each kind of step", () => {
    const rows = page
      .slice(page.indexOf("## The steps"))
      .split("\n## ")[0]
      ?.matchAll(/^\| `([a-z-]+)` \|/gm);
    expect([...(rows ?? [])].map(([, kind]) => kind)).toEqual(
      Step.options.map((option) => option.shape.do.value),
    );
  });
});
