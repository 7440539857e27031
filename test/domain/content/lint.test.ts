import { describe, expect, it } from "vitest";
import { lintTemplate, templateWarnings } from "#lib/domain/content/lint.ts";
import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { aDraft } from "#test/support/content.ts";

const english = { ...defaultPolicy, languages: ["en"] };
const sms = (body: string): Variant => ({ channel: "sms", language: "en", body });
const faultsOf = (body: string, more: Partial<TemplateDraft> = {}) =>
  lintTemplate(aDraft([sms(body)], more), english);

describe("lintTemplate", () => {
  it("finds nothing in a good one", () => {
    expect(faultsOf("Hi {{ patient.given }}, see {{ form }}", { variables: ["form"] })).toEqual([]);
  });

  it.each([
    ["Liquid that cannot be read", "Hi {{ patient.given", /no template we can read/],
    ["an unknown filter", "{{ patient.given | shout }}", /undefined filter: shout/],
    ["a tag that is not allowed", "{% include 'x' %}", /tag "include" not found/],
    ["an unknown variable", "{{ patient.diagnosis }}", /patient\.diagnosis is not a variable/],
    ["one that may be absent", "Call {{ clinic.phone }}", /write {% if clinic\.phone %}/],
    ["the kind of visit", "{% if visit.type %}{{ visit.type }}{% endif %}", /visit\.type reveals more/],
    ["a text of four parts", "x".repeat(500), /4 parts/],
    ["an opt-out word as an answer", "Reply 1 to come or CANCEL.", /CANCEL opts a patient out/],
  ])("names %s, and where", (_, body, detail) => {
    expect(faultsOf(body)).toEqual([{ pointer: "/variants/0/body", detail: expect.stringMatching(detail) }]);
  });

  it("lists the variables there are", () => {
    expect(faultsOf("{{ visit.day }}")[0]?.detail).toContain("visit.date, visit.time, visit.weekday");
  });

  it.each(["sms", "voice", "email", "letter"] as const)(
    "refuses a text by %s that nobody could get",
    (channel) => {
      const letters = "a".repeat(9_000);
      const body = `{{ clinic.name }}. {{ clinic.name | append: "${letters}" | replace: "a", "${letters}" }}`;
      const faults = lintTemplate(aDraft([{ channel, language: "en", subject: "s", body }]), english);
      expect(faults).toEqual([
        { pointer: "/variants/0/body", detail: expect.stringContaining("Nobody could get it") },
      ]);
    },
  );

  it("refuses a variable that hides those of the patient", () => {
    expect(faultsOf("Hi {{ patient.given }}", { variables: ["patient"] })).toEqual([
      { pointer: "/variants/0/body", detail: expect.stringContaining("hides one of ours") },
    ]);
  });

  it.each(["voice", "letter"] as const)("asks no more of %s that cannot be read", (channel) => {
    expect(lintTemplate(aDraft([{ channel, language: "en", body: "{% if %}" }]), english)).toEqual([
      { pointer: "/variants/0/body", detail: expect.stringContaining("no template we can read") },
    ]);
  });

  it("names what class none must not say", () => {
    expect(faultsOf("Hi {{ patient.given }}", { privacy: "none" })[0]?.detail).toContain("reveals more");
  });

  it.each(["sms", "voice", "push", "email", "whatsapp"] as const)("keeps phi off %s", (channel) => {
    const variant: Variant = { channel, language: "en", subject: "s", body: "{{ clinic.name }}: b" };
    const pointers = (privacy: TemplateDraft["privacy"]) =>
      lintTemplate(aDraft([variant], { privacy }), english).map((fault) => fault.pointer);
    expect(pointers("phi")).toEqual(["/privacy"]);
    expect(pointers("part2")).toEqual(["/privacy"]);
    expect(pointers("limited")).toEqual([]);
  });

  it("names the open channels that a class may not leave by, and what to do instead", () => {
    const push: Variant = { channel: "push", language: "en", body: "b" };
    expect(lintTemplate(aDraft([sms("a"), push], { privacy: "phi" }), english)[0]?.detail).toBe(
      "Class phi may not leave by sms, push: put the content behind a secure link and make the class limited.",
    );
  });

  it.each([
    ["none", "{{ clinic.name }} wrote", []],
    [
      "limited",
      "{{ patient.given }}, {{ clinic.name }} wrote",
      ["patient.given reveals more than class none"],
    ],
  ] as const)("keeps the patient off WhatsApp in class %s", (privacy, body, faults) => {
    const found = lintTemplate(aDraft([{ channel: "whatsapp", language: "en", body }], { privacy }), english);
    expect(found.map(({ detail }) => detail)).toEqual(faults.map((text) => expect.stringContaining(text)));
  });

  it("reads what fills the placeholders of an approved template as any text", () => {
    const approved = { name: "n", language: "en", parameters: ["{{ clinic.name }}", "{{ clinic.nam }}"] };
    const variant: Variant = {
      channel: "whatsapp",
      language: "en",
      body: "{{ clinic.name }} wrote",
      approved,
    };
    expect(lintTemplate(aDraft([variant]), english)).toEqual([
      {
        pointer: "/variants/0/approved/parameters/1",
        detail: expect.stringContaining("clinic.nam is not a variable"),
      },
    ]);
  });

  it.each([
    ["sms", "/approved"],
    ["voice", "/approved"],
    ["push", "/approved"],
  ] as const)("knows no approved template by %s", (channel, pointer) => {
    const approved = { name: "n", language: "en", parameters: [] };
    const variant: Variant = { channel, language: "en", body: "{{ clinic.name }} calls.", approved };
    expect(lintTemplate(aDraft([variant]), english).map((fault) => fault.pointer)).toEqual([
      `/variants/0${pointer}`,
    ]);
  });

  it("asks of a call what a call must say", () => {
    const call: Variant = { channel: "voice", language: "en", body: "Please come." };
    expect(lintTemplate(aDraft([call]), english)).toEqual([
      { pointer: "/variants/0/body", detail: expect.stringContaining("Say who calls") },
    ]);
  });

  it.each([
    ["portal", "{{ patient.given }}, from {{ clinic.name }}", []],
    ["portal", "{% if visit.type %}{{ visit.type }}{% endif %}", ["/variants/0/subject"]],
  ] as const)("knows that the subject by %s stands in a list: %s", (channel, subject, pointers) => {
    const variant: Variant = { channel, language: "en", subject, body: subject };
    const found = lintTemplate(aDraft([variant], { privacy: "phi" }), english);
    expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it("lets the portal say more", () => {
    const variant: Variant = { channel: "portal", language: "en", body: "b" };
    expect(lintTemplate(aDraft([variant], { privacy: "phi" }), english)).toEqual([]);
  });

  it("wants every language of the customer on every channel, and each once", () => {
    const push: Variant = { channel: "push", language: "es", body: "x" };
    const faults = lintTemplate(aDraft([sms("a"), { ...sms("b"), language: "EN" }, push]), {
      ...defaultPolicy,
      languages: ["en-US", "es-419"],
    });
    expect(faults.map((fault) => fault.detail)).toEqual([
      "There is a variant for sms in en already: remove one of the two.",
      "Add a variant for sms in es-419.",
      "Add a variant for push in en-US.",
    ]);
  });

  it.each([undefined, "", " \n"])("wants a subject for an email, and takes %j for none", (subject) => {
    const variant: Variant = {
      channel: "email",
      language: "en",
      body: "b",
      ...(subject !== undefined && { subject }),
    };
    expect(lintTemplate(aDraft([variant]), english)).toEqual([
      { pointer: "/variants/0/subject", detail: "An email needs a subject: add one." },
    ]);
  });
});

describe("templateWarnings", () => {
  it("names what is doubtful of the whole and of each variant, and where", () => {
    const large: Variant = { channel: "push", language: "en", format: "large-print", body: "Hi" };
    const spanish: Variant = { channel: "whatsapp", language: "es", body: "Hola" };
    const arabic: Variant = { channel: "email", language: "ar", body: "أهلا" };
    const both = { ...english, languages: ["en", "es"] };
    expect(templateWarnings(aDraft([large, spanish, arabic]), both)).toEqual([
      { pointer: "/variants", detail: expect.stringContaining("large-print is not there in es") },
      { pointer: "/variants/1/approved", detail: expect.stringContaining("24 hours") },
      { pointer: "/variants/2/body", detail: expect.stringContaining("No published formula grades ar") },
    ]);
  });

  it("names the letters that make a text dear, and marketing without a way out", () => {
    const warnings = templateWarnings(aDraft([sms("Está aquí")], { purpose: "marketing" }), english);
    expect(warnings.map((warning) => warning.detail)).toEqual([
      expect.stringContaining("á í makes"),
      expect.stringContaining("Reply STOP"),
    ]);
  });
});
