import { describe, expect, it } from "vitest";
import { asksOf } from "#lib/domain/content/asks.ts";
import { lintTemplate, templateWarnings } from "#lib/domain/content/lint.ts";
import { hardest, unanswerable, wordWarnings } from "#lib/domain/content/lint-words.ts";
import type { Variant } from "#lib/domain/content/template.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy, type Policy } from "#lib/domain/policy/policy.ts";
import { aDraft, aVariant } from "#test/support/content.ts";

const variant = (body: string, more: Partial<Variant> = {}) => aVariant({ body, ...more });
const draft = (...variants: Variant[]) => aDraft(variants);
const policyFor = (language: string, more: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy,
  languages: [language],
  linkBase: "https://go.oak.example",
  ...more,
});
const faultsOf = (one: Variant, more: Partial<Policy> = {}) =>
  lintTemplate(draft(one), policyFor(one.language, more));
const warningsOf = (one: Variant) =>
  templateWarnings(draft(one), policyFor(one.language)).map(({ detail }) => detail);

const hard =
  "Documentation of immunization eligibility must be submitted prior to your scheduled appointment at the facility.";

describe("the reading grade of a variant", () => {
  it("is refused above the policy's, with what to shorten", () => {
    expect(faultsOf(variant(hard))).toEqual([
      {
        pointer: "/variants/0/body",
        rule: "reading_grade",
        detail: expect.stringMatching(
          /^It takes 1\d(\.\d)? years of school to read, and may take 6\. Shorten "Documentation .*Hard words: documentation, immunization, eligibility, /,
        ),
      },
    ]);
  });

  it("is the policy's own to set, for a language or one of its regions", () => {
    expect(faultsOf(variant(hard), { readingGrade: { en: 20 } })).toEqual([]);
    expect(faultsOf(variant(hard), { readingGrade: {} })).toEqual([]);
    const british = variant(hard, { language: "en-GB" });
    expect(faultsOf(british, { readingGrade: { en: 6, "EN-gb": 20 } })).toEqual([]);
    expect(faultsOf(british)).toHaveLength(1);
  });

  it("counts what the author wrote: not names, not links, not what is marked up", () => {
    const plain = variant("Hi {{ patient.given }}, please come on {{ visit.date }}. Bring your card.");
    const marked = variant(
      "<p>Hi {{ patient.given }}, please come on {{ visit.date }}.</p><p>Bring your <b>card</b>. {% if link.url %}<a href='{{ link.url }}'>{{ link.url }}</a>{% endif %}</p>",
      { channel: "email", subject: "" },
    );
    expect(hardest(draft(plain), plain)?.grade).toBe(hardest(draft(marked), marked)?.grade);
  });

  it("is of the harder wording, where a text has two", () => {
    const both = variant(`{% if clinic.phone %}Call us.{% else %}${hard}{% endif %}`);
    expect(hardest(draft(both), both)?.hard).toContain("documentation");
  });

  it("is that of the words, without the link that they get", () => {
    const linked = variant("Please read this now{% if link.url %} {{ link.url }}{% endif %}.");
    expect(hardest(draft(linked), linked)?.longest).toBe("Please read this now .");
  });

  it("names five hard words at most, and none where sentences alone are too long", () => {
    const [five] = faultsOf(variant(`${hard} Immediately afterwards identification.`));
    expect(five?.detail).toMatch(/Hard words: \w+(, \w+){4}\.$/);
    const [long] = faultsOf(variant("He and she and we all go on and on and on and on."), {
      readingGrade: { en: 0 },
    });
    expect(long?.detail).toMatch(/Shorten "He and she [a-z ]+\."\.$/);
  });

  it("is six at most in every text of the library", () => {
    const grades = libraryTemplates.flatMap((one) =>
      one.variants.map((text) => hardest(one, text)?.grade ?? Number.NaN),
    );
    console.info(`library: ${grades.length} texts, grade ${Math.max(...grades)} at most`);
    expect(Math.max(...grades)).toBeLessThanOrEqual(6);
  });
});

describe("what a text asks for", () => {
  it.each([
    ["nothing", "Thank you. We will see you soon.", 0],
    ["a reply", "Reply 1 yes, 2 no, 3 call me. Reply STOP to opt out.", 1],
    ["a reply by letter", "Reply C to confirm or R for a new time.", 1],
    ["a reply, in Spanish", "Responda 1 si, 2 no, 3 hablar. STOP para no recibir textos.", 1],
    ["a reply that is explained", "If not, reply 2. Please reply with 1 for yes, 2 for no.", 1],
    ["a link", "Read more: [link.url] Questions? Call 555-0100.", 1],
    ["a link, twice", "Read [link.url] now. Again: [link.url]", 1],
    ["a reply or a link for the same", "Reply 1 yes, 2 no or tap [link.url]", 1],
    ["the same in Spanish", "Responda 1 si viene, 2 no o [link.url] STOP: no textos", 1],
    ["a reply and a link", "Read your steps: [link.url] Did you? Reply 1 yes, 2 no.", 2],
    ["two links", "See [link.url] and https://oak.example/map.", 2],
    ["two links, one without http", "See [link.url] or oak.org.", 2],
    ["two replies", "Will you come? Reply 1 yes, 2 no. Need a ride? Reply 1 yes, 2 no.", 2],
  ])("is %s", (_, text, actions) => {
    expect(asksOf(text).actions).toBe(actions);
  });

  it("counts in the wording that asks for most", () => {
    const two = "Will you come? Reply 1 yes, 2 no. Need a ride? Reply 1 yes, 2 no.";
    const detail = expect.stringContaining("2 things (a reply and a reply)");
    for (const body of [
      `{% if clinic.phone %}${two}{% else %}Thank you.{% endif %}`,
      `{% if clinic.phone %}Thank you.{% else %}${two}{% endif %}`,
    ])
      expect(faultsOf(variant(body))).toMatchObject([{ rule: "one_action", detail }]);
  });

  it("is one thing, or it is refused", () => {
    const body = "Read this: {% if link.url %}{{ link.url }}{% endif %} Did you? Reply 1 yes, 2 no.";
    expect(faultsOf(variant(body))).toEqual([
      {
        pointer: "/variants/0/body",
        rule: "one_action",
        detail: expect.stringContaining("2 things (a link and a reply)"),
      },
    ]);
  });
});

describe("the links of a text", () => {
  it.each([
    ["the customer's pages", "See https://go.oak.example/a", []],
    ["a host of the policy", "See https://www.oak-clinic.example/a", []],
    ["another host", "See https://evil.example/oak.example", ["evil.example is not a host of yours"]],
    ["one that ends alike", "See https://notoak-clinic.example/", ["notoak-clinic.example is not a host"]],
    ["one without http", "See evil.example/x", ["evil.example is not a host of yours"]],
    ["a port", "See https://go.oak.example:444/a", []],
    ["one that phones make a link of", "See www.evil.com.", ["www.evil.com is not a host of yours"]],
    ["a shortener", "See https://bit.ly/3xyz", ["bit.ly is a shortener"]],
    ["a shortener without http", "See TinyURL.com/3xyz", ["tinyurl.com is a shortener"]],
    ["a shortener's own page", "See https://www.tinyurl.com/3xyz", ["www.tinyurl.com is a shortener"]],
    ["one that hides a shortener's name", "See https://t.www.co/3xyz", ["t.www.co is not a host of yours"]],
    ["no host", "See https:// now", ["A link is not a host of yours"]],
    ["a host from a variable", "See https://{{ host }}/x", ["{{ is not a host of yours"]],
    ["no link at all", "Mon/Tue 9/10, dr.lee@oak.com, 1.5/2 pills, at 9 a.m./p.m.", []],
  ])("to %s", (_, body, faults) => {
    const found = lintTemplate(
      { ...draft(variant(body)), variables: ["host"] },
      policyFor("en", { linkHosts: ["oak-clinic.example", "bit.ly"], readingGrade: {} }),
    );
    expect(found).toEqual(
      faults.map((text) => ({ pointer: "/variants/0/body", detail: expect.stringContaining(text) })),
    );
  });
});

describe("the direction of a text", () => {
  it("warns of Latin words in a text from right to left, but not of values", () => {
    const arabic = variant("أهلا {{ patient.given }}. Reply STOP", { language: "ar", channel: "push" });
    expect(warningsOf(arabic)).toEqual([
      expect.stringContaining("No published formula grades ar"),
      expect.stringContaining("Reply, STOP runs against the direction of ar"),
    ]);
  });

  it("shows five of the words at most, and where", () => {
    const arabic = variant("{{ patient.given }} أهلا one two three four five six", { language: "ar" });
    expect(
      wordWarnings(draft(arabic), arabic).filter(({ detail }) => detail.includes("runs against")),
    ).toEqual([
      { pointer: "/body", detail: expect.stringMatching(/^one, two, three, four, five runs against/) },
    ]);
  });

  it("is no matter where there are no words, or none that can be read", () => {
    for (const body of ["{{ clinic.name }}", "{{ clinic.name"]) {
      const arabic = variant(body, { language: "ar" });
      expect(wordWarnings(draft(arabic), arabic)).toEqual([]);
    }
  });

  it("warns of the other way round: it may stand under the wrong language", () => {
    expect(warningsOf(variant("أهلا, welcome", { channel: "push" }))).toEqual([
      expect.stringContaining("أهلا runs against the direction of en"),
    ]);
  });
});

describe("a text that nobody could answer", () => {
  const question = "Will you come? Reply 1 yes, 2 no.";

  it.each([
    ["asks for nothing", [variant("Thank you.")], ["sms in en"]],
    ["asks for a reply", [variant(question)], []],
    [
      "asks for a reply where a value is there",
      [variant(`Hi. {% if clinic.phone %}${question}{% endif %}`)],
      [],
    ],
    ["is tapped, or spoken", [variant("Hi.", { channel: "push" }), variant("Hi.", { channel: "voice" })], []],
    [
      "asks in one language and not in another",
      [
        variant(question, { channel: "whatsapp" }),
        variant("Gracias.", { channel: "whatsapp", language: "es" }),
        variant("Obrigado.", { channel: "email", language: "pt" }),
      ],
      ["whatsapp in es", "email in pt"],
    ],
  ])("%s", (_, variants, names) => {
    expect(unanswerable(draft(...variants))).toEqual(names);
  });
});
