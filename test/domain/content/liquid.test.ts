import { afterEach, describe, expect, it, vi } from "vitest";
import { lintTemplate } from "#lib/domain/content/lint.ts";
import { filters, parse, tags } from "#lib/domain/content/liquid.ts";
import { render } from "#lib/domain/content/render.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";

afterEach(() => vi.restoreAllMocks());

it("renders a good text on a machine that pauses for a second at every step", () => {
  let at = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (at += 1000));
  const hello = parse("{% if visit.date %}On {{ visit.date }}{% endif %}, {{ patient.given }}", "text");
  expect(hello({ patient: { given: "Maria" }, visit: { date: "Tue" } })).toBe("On Tue, Maria");
});

describe("a text is bounded", () => {
  const made = (source: string, values: object = { name: "Maria" }) => parse(source, "text")(values);
  const letters = "a".repeat(9_000);

  it("in length", () => {
    expect(() => made("x".repeat(25_001))).toThrow(/parse/);
    expect(made("x".repeat(20_000))).toHaveLength(20_000);
  });

  it("in what a filter may make of it", () => {
    const grown = `{{ name | append: "${letters}" | replace: "a", "${letters}" }}`;
    expect(() => made(grown)).toThrow(/memory/);
  });

  it("in time, for nothing repeats: what may be written is a closed set", () => {
    for (const loop of [
      "for",
      "tablerow",
      "render",
      "include",
      "layout",
      "cycle",
      "increment",
      "assign",
      "capture",
    ])
      expect(() => made(`{% ${loop} x %}{% end${loop} %}`)).toThrow(/not found/);
    expect(filters).toEqual(
      "append capitalize default downcase prepend replace strip truncate upcase".split(" "),
    );
    expect(tags).toEqual(["if", "unless", "case", "comment", "#"]);
  });

  it.each([
    ["conditions in conditions", `${"{% if name %}".repeat(800)}x${"{% endif %}".repeat(800)}`],
    ["conditions side by side", "{% if name %}{{ name }}{% endif %}".repeat(550)],
    ["values", "{{ name }}".repeat(2_000)],
    ["open marks", "<".repeat(20_000)],
    ["marks of links", '<a href="'.repeat(2_000)],
    ["marks of links that end", '<p><a href="x">'.repeat(1_300)],
    ["a mark without end", `<p><a ${"href ".repeat(3_900)}`],
    ["marks of titles", "<p><title>".repeat(2_000)],
    ["short forms", "a. ".repeat(6_600)],
    ["links", "https://a.b/ ".repeat(1_500)],
    ["questions", "Reply 1 or ".repeat(1_800)],
  ])("and so are its lint and its rendering: %s", (_, body) => {
    const variant = { channel: "email" as const, language: "en", subject: "s", body };
    const about = {
      id: "t",
      purpose: "care",
      category: "c",
      privacy: "limited",
      variables: ["name"],
    } as const;
    const faults = lintTemplate(
      { ...about, variables: ["name"], variants: [variant] },
      {
        ...defaultPolicy,
        languages: ["en"],
      },
    );
    expect(Array.isArray(faults)).toBe(true);
    const content = { ...about, variables: ["name"], variants: [variant] };
    const request = {
      channel: "email",
      language: "en",
      policy: defaultPolicy,
      variables: { name: "x" },
    } as const;
    expect(render({ id: "t", version: 1, content }, request)).toHaveProperty("ok");
  });
});
