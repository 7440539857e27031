import { describe, expect, it } from "vitest";
import { optOutRequest } from "#lib/domain/consent/opt-out-request.ts";
import { lintTemplate, templateWarnings } from "#lib/domain/content/lint.ts";
import { render, variablesFor } from "#lib/domain/content/render.ts";
import { segmentsOf } from "#lib/domain/content/segments.ts";
import { TemplateDraft, type Variant } from "#lib/domain/content/template.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { understand } from "#lib/domain/reply/understand.ts";

const english = { ...defaultPolicy, languages: ["en"] };
const sms = (body: string): Variant => ({ channel: "sms", language: "en", body });
const draft = (variants: Variant[], more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  id: "t",
  purpose: "care",
  category: "visits",
  privacy: "limited",
  variants,
  ...more,
});
const faultsOf = (body: string, more: Partial<TemplateDraft> = {}) =>
  lintTemplate(draft([sms(body)], more), english);

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

  it("names what class none must not say", () => {
    expect(faultsOf("Hi {{ patient.given }}", { privacy: "none" })[0]?.detail).toContain("reveals more");
  });

  it.each(["sms", "voice", "push", "email", "whatsapp"] as const)("keeps phi off %s", (channel) => {
    const variant: Variant = { channel, language: "en", subject: "s", body: "{{ clinic.name }}: b" };
    const pointers = (privacy: TemplateDraft["privacy"]) =>
      lintTemplate(draft([variant], { privacy }), english).map((fault) => fault.pointer);
    expect(pointers("phi")).toEqual(["/privacy"]);
    expect(pointers("part2")).toEqual(["/privacy"]);
    expect(pointers("limited")).toEqual([]);
  });

  it("lets the portal say more", () => {
    const variant: Variant = { channel: "portal", language: "en", body: "b" };
    expect(lintTemplate(draft([variant], { privacy: "phi" }), english)).toEqual([]);
  });

  it("wants every language of the customer on every channel, and each once", () => {
    const push: Variant = { channel: "push", language: "es", body: "x" };
    const faults = lintTemplate(draft([sms("a"), { ...sms("b"), language: "EN" }, push]), {
      ...defaultPolicy,
      languages: ["en-US", "es-419"],
    });
    expect(faults.map((fault) => fault.detail)).toEqual([
      "There is a variant for sms in en already: remove one of the two.",
      "Add a variant for sms in es-419.",
      "Add a variant for push in en-US.",
    ]);
  });

  it("wants a subject for an email", () => {
    const variant: Variant = { channel: "email", language: "en", body: "b" };
    expect(lintTemplate(draft([variant]), english).map((fault) => fault.pointer)).toEqual([
      "/variants/0/subject",
    ]);
  });
});

describe("templateWarnings", () => {
  it("names the letters that make a text dear, and marketing without a way out", () => {
    const warnings = templateWarnings(draft([sms("Está aquí")], { purpose: "marketing" }), english);
    expect(warnings.map((warning) => warning.detail)).toEqual([
      expect.stringContaining("á í makes"),
      expect.stringContaining("Reply STOP"),
    ]);
  });
});

describe("optOutRequest", () => {
  it.each([
    ["Reply CANCEL to cancel.", "CANCEL"],
    ["Reply C to confirm or CANCEL if you cannot come", "CANCEL"],
    ["Text QUIT if you quit smoking", "QUIT"],
    ["Answer with the word end when you are done", "END"],
    ["Responda CANCELAR si no puede venir", "CANCELAR"],
    ["Reply STOP if you cannot come", "STOP"],
  ])("finds what %j asks for", (body, word) => expect(optOutRequest(body)).toBe(word));

  it.each([
    "Reply STOP to opt out",
    "Reply 1 if you will come, 2 to cancel your visit",
    "Text STOP to end messages",
    "STOP para no recibir textos.",
    "Responda ALTO para cancelar",
    "Your visit will end at 5 PM. Reply 1.",
    "We END calls at 5 PM, reply YES",
    "To end the pain, take one and reply",
  ])("lets %j be", (body) => expect(optOutRequest(body)).toBeUndefined());
});

describe("the library", () => {
  const policy = { ...defaultPolicy, clinicName: "Riverside Clinic", clinicPhone: "555-010-0199" };
  const about = {
    appointmentId: "a",
    fingerprint: "f",
    start: "2026-09-30T14:30:00.000Z",
    timeZone: "America/New_York",
  };
  const rows = libraryTemplates.flatMap((content) =>
    content.variants.map((variant) => ({
      id: `${content.id} ${variant.channel} ${variant.language}`,
      content,
      variant,
    })),
  );
  const ownOf = ({ variables = [] }: TemplateDraft) =>
    Object.fromEntries(variables.map((name) => [name, "123456"]));
  const made = ({ content, variant: { channel, language } }: (typeof rows)[number], given: string) => {
    const variables = { ...variablesFor({ given, language, policy, about }), ...ownOf(content) };
    return render({ id: content.id, version: 1, content }, { channel, language, policy, variables });
  };

  it.each(libraryTemplates.map((content) => [content.id, content] as const))(
    "%s may be published",
    (_, content) => {
      expect(TemplateDraft.safeParse(content).success).toBe(true);
      expect([...lintTemplate(content, defaultPolicy), ...templateWarnings(content, defaultPolicy)]).toEqual(
        [],
      );
    },
  );

  it.each(rows)("$id renders, also where the clinic gave no phone", (row) => {
    expect(made(row, "Guadalupe").ok).toBe(true);
    const standard = variablesFor({ given: "A", language: "en", policy: defaultPolicy, about });
    const variables = { ...standard, ...ownOf(row.content) };
    const { channel, language } = row.variant;
    expect(
      render({ id: "t", version: 2, content: row.content }, { channel, language, policy, variables }).ok,
    ).toBe(true);
  });

  it.each(rows.filter((row) => row.variant.channel === "sms"))(
    "$id is one part of GSM-7, and names the clinic",
    (row) => {
      const text = made(row, "María José");
      expect(text.ok && segmentsOf(text.body)).toMatchObject({ encoding: "GSM-7", segments: 1 });
      expect(text.ok && text.body).toMatch(/^Riverside Clinic: /);
    },
  );

  it.each(["en", "es"])("asks in %s for answers that are understood", (language) => {
    const content = libraryTemplates.find((template) => template.id === "appointment-confirm");
    const body = content?.variants.find((v) => v.channel === "sms" && v.language === language)?.body ?? "";
    const asked = ["confirmed", "declined", "reschedule"];
    for (const text of body.split("{% else %}")) {
      const answers = [...text.matchAll(/\b([123]) ([^.,]+)/g)].map(([, key]) => key as string);
      expect(answers.map((key) => understand(key, { asked }).meaning)).toEqual(asked);
    }
  });
});
