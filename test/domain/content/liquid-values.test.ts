import { describe, expect, it } from "vitest";

type Liquid = typeof import("#lib/domain/content/liquid.ts");

/** An engine is made with the first text of its medium: here by a module that has none yet, as in a function that starts. */
let modules = 0;
async function anew(): Promise<Liquid> {
  modules += 1;
  return import(new URL(`../../../lib/domain/content/liquid.ts?${modules}`, import.meta.url).href);
}
const media = ["sms", "text", "html"] as const;
const made = async (source: string, medium: (typeof media)[number], name: unknown) =>
  (await anew()).parse(source, medium)({ name, group: {} });

describe("an author may use", () => {
  it.each([
    ["{{ name | append: '!' }}", " Ana! "],
    ["{{ 'aNA' | capitalize }}", " Ana "],
    ["{{ none | default: name }}", " Ana "],
    ["{{ name | downcase }}", " ana "],
    ["{{ name | prepend: '!' }}", " !Ana "],
    ["{{ name | replace: 'n', 'm' }}", " Ama "],
    ["{{ ' Ana ' | strip | append: '.' }}", " Ana. "],
    ["{{ name | truncate: 2, '' }}", " An "],
    ["{{ name | upcase }}", " ANA "],
    ["{% if name == 'Ana' %}1{% elsif gone %}2{% endif %}", " 1 "],
    ["{% unless gone.far %}1{% endunless %}", " 1 "],
    ["{% case name %}{% when 'Ana' %}1{% endcase %}", " 1 "],
    ["{% comment %}1{% endcomment %}{% # 2 %}", "  "],
  ])("%s", async (source, text) => {
    for (const medium of media) expect(await made(` ${source} `, medium, "Ana")).toBe(text);
  });
});

describe("an author may not use", () => {
  it.each([
    ["a variable that is missing", "{{ gone | upcase }}", /undefined variable/],
    ["what the object inherits", "{{ group.constructor | upcase }}", /undefined variable/],
    ["a filter that there is not", "{{ name | shout }}", /undefined filter/],
    ["one of Liquid's that is not of the closed set", "{{ name | raw }}", /undefined filter/],
    ["a tag that is not", "{% assign a = 1 %}", /not found/],
  ])("%s", async (_, source, error) => {
    for (const medium of media) await expect(made(source, medium, "Ana")).rejects.toThrow(error);
  });
});

describe("a value on its way into a message", () => {
  it.each([
    ["  Ana ", "Ana"],
    [" Åse\u00a0\u2028", "Åse"],
    ["Ana\r\n\u202e\u0000Bo", "Ana Bo"],
    ["\u202e", ""],
    ["\u0007Ana", "Ana"],
    [null, ""],
    [7, "7"],
  ])("has no blanks around it, no lines and nothing that is not seen: %j is %j", async (value, text) => {
    for (const medium of media) expect(await made("[{{ name }}]", medium, value)).toBe(`[${text}]`);
  });

  it.each([
    ["sms", "‘’‚“”„–—…", `'''"""--...`],
    ["sms", "a\u00a0b\u202fc\u2009d", "a b c d"],
    ["sms", "Ángel & María", "Angel & Maria"],
    ["text", "“María” – <b>", "“María” – <b>"],
    ["html", `<b a="1">O'Neil & Co`, "&lt;b a=&quot;1&quot;&gt;O&#39;Neil &amp; Co"],
  ] as const)("is written for %s: %s as %s", async (medium, value, text) => {
    expect(await made("{{ name }}", medium, value)).toBe(text);
  });
});

it.each([
  ["sms", "<p>Hi</p>", "sms"],
  ["email", "<P>Hi</P>", "html"],
  ["email", "<h1>Hi", "html"],
  ["email", "2 < 3, <header>", "text"],
  ["voice", "\n  <speak>Hi</speak>", "html"],
  ["voice", "<speak>Hi</speak>", "html"],
  ["voice", "Say<speak>Hi</speak>", "text"],
  ["push", "<p>Hi</p>", "text"],
] as const)("a text by %s such as %j is marked up as %s", async (channel, body, medium) => {
  expect((await anew()).mediumOf(channel, body)).toBe(medium);
});

describe("the variables that a text names", () => {
  it.each([
    ["Hi {{ patient.given }}, {{ patient.given | upcase }}", ["patient.given"]],
    ["{% if a.b %}{{ c | default: d.e }}{% endif %}", ["a.b", "c", "d.e"]],
    ["{{ list.of[0] }} {{ all[n].rest }}", ["list.of", "all", "n"]],
    ["nothing", []],
  ])("of %j are %j", async (source, names) => {
    const { variablesOf } = await anew();
    expect([...new Set(variablesOf(source))].sort()).toEqual(names.sort());
  });
});
