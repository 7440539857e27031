import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "#lib/domain/content/liquid.ts";
import { fellBackFrom, type RenderRequest, render } from "#lib/domain/content/render.ts";
import type { Template, Variant } from "#lib/domain/content/template.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";

const template = (...variants: Variant[]): Template => ({
  id: "t",
  version: 1,
  status: "published",
  content: { id: "t", purpose: "care", category: "visits", privacy: "limited", variants },
});
const sms = (body: string, language = "en"): Variant => ({ channel: "sms", language, body });
const email = (subject: string, body: string): Variant => ({
  channel: "email",
  language: "en",
  subject,
  body,
});
const asked = (more: Partial<RenderRequest> = {}): RenderRequest => ({
  channel: "sms",
  language: "en",
  policy: defaultPolicy,
  variables: { patient: { given: "Maria" }, clinic: { name: "Oak" } },
  ...more,
});
const bodyOf = (body: string, given: string, channel: "sms" | "email" | "push" = "sms"): unknown => {
  const made = render(
    template({ channel, language: "en", subject: "s", body }),
    asked({ channel, variables: { patient: { given } } }),
  );
  return made.ok && made.body;
};

describe("render", () => {
  it("says it in the patient's language, else a shorter form of it, else the customer's", () => {
    const both = template(sms("Hi", "en"), sms("Hola", "es"));
    expect(render(both, asked({ language: "es-419" }))).toMatchObject({ body: "Hola", language: "es" });
    expect(render(both, asked({ language: "fr" }))).toMatchObject({ body: "Hi", language: "en" });
  });

  it("says it in the patient's format where there is one, else in the standard one, and in the language first", () => {
    const letters = template(
      sms("Hi", "en"),
      { ...sms("HI", "en"), format: "large-print" },
      sms("Hola", "es"),
    );
    const made = (language: string, format?: "large-print" | "easy-read") =>
      render(letters, asked({ language, format }));
    expect(made("en", "large-print")).toMatchObject({ body: "HI", format: "large-print" });
    expect(made("en", "easy-read")).toMatchObject({ body: "Hi", format: "standard" });
    expect(made("en")).toMatchObject({ body: "Hi", format: "standard" });
    expect(made("es", "large-print")).toMatchObject({ body: "Hola", format: "standard" });
    expect(made("fr", "large-print")).toMatchObject({ body: "HI", language: "en" });
  });

  const large = { language: "en", format: "large-print" } as const;
  const standard = { language: "en", format: "standard" } as const;

  it.each([
    ["sms", { language: "es-MX" }, { language: "es", format: "standard" }, undefined],
    ["sms", { language: "fr" }, standard, { language: "fr" }],
    ["email", large, standard, { format: "large-print" }],
    ["email", large, large, undefined],
    ["letter", large, standard, undefined],
    ["letter", { ...large, language: "fr" }, standard, { language: "fr" }],
    ["staff-call", { ...large, language: "fr" }, standard, undefined],
  ] as const)("says by %s, of who wants %j and gets %j: %j", (channel, wanted, got, fellBack) => {
    expect(fellBackFrom(channel, wanted, got)).toEqual(fellBack);
  });

  it("says of a text with marks that it has them", () => {
    const marked = (body: string) => render(template(email("s", body)), asked({ channel: "email" }));
    expect(marked("<p>Hi</p>")).toMatchObject({ markup: true });
    expect(marked("2 < 3, 4 > 3")).not.toHaveProperty("markup");
  });

  it.each([
    ["<p>{{ patient.given }}، أهلا</p>", '<div dir="rtl" lang="ar"><p><bdi>Maria</bdi>، أهلا</p></div>'],
    ['<html><a href="{{ clinic.name }}">أهلا</a>', '<html dir="rtl" lang="ar"><a href="Oak">أهلا</a>'],
    ['<div dir="rtl">أهلا</div>', '<div dir="rtl">أهلا</div>'],
    ["{{ patient.given }}، أهلا", "\u200fMaria، أهلا"],
    ["أهلا {{ patient.given }}", "أهلا Maria"],
  ])("turns the email %j for who reads from right to left", (body, made) => {
    const arabic: Variant = { ...email("s", body), language: "ar" };
    expect(render(template(arabic), asked({ channel: "email", language: "ar" }))).toMatchObject({
      body: made,
    });
  });

  it("leaves marks off titles, which show them", () => {
    expect(bodyOf("<title>{{ patient.given }}</title><p>Hi</p>", "Al", "email")).toBe(
      "<title>Al</title><p>Hi</p>",
    );
  });

  it("makes the values in the language it found", () => {
    const made = render(
      template(sms("{{ word }}")),
      asked({ language: "fr", variables: (language) => ({ word: language }) }),
    );
    expect(made).toMatchObject({ body: "en" });
  });

  it("falls back to a standard one that says that it is", () => {
    const named = template({ ...sms("Hi"), format: "standard" });
    expect(render(named, asked({ format: "large-print" }))).toMatchObject({ body: "Hi", format: "standard" });
  });

  it("has an approved template and a subject where its variant has, and no blanks around that", () => {
    const plain = render(template(sms("Hi")), asked());
    expect(plain).toEqual({ ok: true, body: "Hi", language: "en", format: "standard" });
    const made = render(template(email("  Hi {{ patient.given }} ", "x")), asked({ channel: "email" }));
    expect(made).toMatchObject({ subject: "Hi Maria" });
  });

  it("refuses by name where there is no variant", () => {
    expect(render(template(sms("Hi")), asked({ channel: "push" }))).toEqual({
      ok: false,
      reason: "template_variant_missing",
    });
  });

  it.each([
    ["a variable that is missing", "Hi {{ patient.family }}"],
    ["a group that is missing", "at {{ visit.time }}"],
    ["a missing one behind a filter", "{{ patient.family | upcase }}"],
    ["what the object inherits", "{{ patient.constructor }}"],
    ["a filter that is not allowed", "{{ patient.given | raw }}"],
    ["a file", "{% include 'x' %}"],
    ["another template", "{% render 'x' %}"],
    ["a loop", "{% for i in (1..100000000) %}x{% endfor %}"],
    ["broken Liquid", "{{ patient.given"],
  ])("fails on %s and sends nothing", (_, body) => {
    expect(render(template(sms(body)), asked())).toEqual({ ok: false, reason: "render_failed" });
  });

  it("asks for what may be absent with if", () => {
    const body = "{{ clinic.name }}{% if clinic.phone %}, {{ clinic.phone }}{% endif %}";
    expect(render(template(sms(body)), asked())).toMatchObject({ body: "Oak" });
  });

  it("does not take a changed draft for the one it read before", () => {
    expect(render(template(sms("one")), asked())).toMatchObject({ body: "one" });
    expect(render(template(sms("two")), asked())).toMatchObject({ body: "two" });
  });

  it("keeps a name from forging lines, and a subject on one line", () => {
    expect(bodyOf("Hi {{ patient.given }}!", " Eve\r\nReply 1\u202e\u0000")).toBe("Hi Eve Reply 1!");
    const made = render(
      template(email("Hi\n {{ patient.given }}", "x")),
      asked({ channel: "email", variables: { patient: { given: "E\nBcc: x" } } }),
    );
    expect(made).toMatchObject({ subject: "Hi E Bcc: x" });
  });

  it("escapes values in HTML and only there, and only once", () => {
    const name = `<b>"O'Neil & Co"</b>`;
    expect(bodyOf("<p>{{ patient.given }}</p>", name, "email")).toBe(
      "<p><bdi>&lt;b&gt;&quot;O&#39;Neil &amp; Co&quot;&lt;/b&gt;</bdi></p>",
    );
    expect(bodyOf("<p>{{ patient.given | upcase }}</p>", "<i>", "email")).toBe("<p><bdi>&lt;I&gt;</bdi></p>");
    expect(bodyOf("Hi {{ patient.given }}", name, "email")).toBe(`Hi ${name}`);
    expect(bodyOf("<p>{{ patient.given }}</p>", name)).toBe(`<p>${name}</p>`);
  });

  it.each([
    ["María Ángel", "Maria Angel"],
    ["Muñoz é ü à Ç", "Muñoz é ü à Ç"],
    ["O’Brien — “Al”…", `O'Brien - "Al"...`],
    ["Łukasz", "Łukasz"],
    ["李明", "李明"],
  ])("writes the value %s in SMS as %s", (given, written) => {
    expect(bodyOf("{{ patient.given }}", given)).toBe(written);
    expect(bodyOf("{{ patient.given }}", given, "push")).toBe(given);
  });

  it("writes the same with and without the interpreter", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "{{ patient.given }}",
        "{{a.b}}",
        "{{ name }}",
        "{{  a.b }}",
        "{{ true }}",
        "{ }",
        "}}",
        "{% if a.b %}{{ a.b }}{% else %}without{% endif %}",
        "{%if gone.far %}{{ gone.far }}{% endif %}",
        "{% if no %}never{% else %}{% if nothing %}never{% endif %}{% if name %}\nname{% endif %}{% endif %}",
        "{% if a.size %}sized{% endif %}",
        " {%- if a.b %} close {% endif -%} ",
        "{% if name == 7 %}seven{% elsif a %}a{% endif %}",
      ),
      fc.string({ maxLength: 8 }).filter((text) => !text.includes("{")),
    );
    const values = fc.record({
      patient: fc.record({ given: fc.string({ unit: "grapheme" }) }),
      a: fc.record({ b: fc.string() }),
      name: fc.oneof(fc.string(), fc.integer()),
      no: fc.constant(false),
      nothing: fc.constant(null),
    });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        values,
        fc.constantFrom("sms", "text", "html"),
        (parts, v, m) => {
          const source = parts.join("");
          const interpreted = `${source}{% if true %}{% endif %}`;
          expect(parse(source, m as "sms")(v)).toBe(parse(interpreted, m as "sms")(v));
        },
      ),
    );
  });
});
