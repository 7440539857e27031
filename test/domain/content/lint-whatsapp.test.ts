import { describe, expect, it } from "vitest";
import { whatsAppFaults, whatsAppWarnings } from "#lib/domain/content/lint-whatsapp.ts";
import { render } from "#lib/domain/content/render.ts";
import { TemplateDraft, type Variant } from "#lib/domain/content/template.ts";
import { aPolicy, aTemplate } from "#test/support/builders.ts";
import { aDraft } from "#test/support/content.ts";

describe("a WhatsApp variant", () => {
  const approved = { name: "message_waiting", language: "en_US", parameters: ["{{ clinic.name }}"] };
  const variant: Variant = { channel: "whatsapp", language: "en", body: "{{ clinic.name }} wrote", approved };

  it("fills the placeholders of its approved template", () => {
    const variables = { clinic: { name: "Riverside\nClinic" } };
    const template = aTemplate({ variants: [variant] });
    const said = render(template, { channel: "whatsapp", language: "en", policy: aPolicy(), variables });
    expect(said).toMatchObject({ approved: { name: "message_waiting", parameters: ["Riverside Clinic"] } });
  });

  it("is not sent with a placeholder that is empty, for WhatsApp refuses it", () => {
    const template = aTemplate({
      variants: [{ ...variant, approved: { ...approved, parameters: ["{{ gone }} "] } }],
    });
    const request = { channel: "whatsapp", language: "en", policy: aPolicy() } as const;
    const variables = { clinic: { name: "Oak" }, gone: " " };
    expect(render(template, { ...request, variables })).toEqual({ ok: false, reason: "render_failed" });
    expect(render(template, { ...request, variables: { ...variables, gone: "1" } })).toHaveProperty(
      "approved",
    );
  });

  it("warns where nothing was approved", () => {
    const { approved: _, ...free } = variant;
    const pointed = { pointer: "/approved", detail: expect.stringContaining("24 hours") };
    expect(whatsAppWarnings(aDraft([free]), free)).toEqual([pointed]);
    expect(whatsAppWarnings(aDraft([free]), { ...free, channel: "sms" })).toEqual([]);
    expect(whatsAppWarnings(aDraft([free], { category: "service" }), free)).toEqual([]);
    expect(whatsAppWarnings(aDraft([variant]), variant)).toEqual([]);
  });

  it("is refused where it is too long, and an approved template where none can be", () => {
    expect(whatsAppFaults({ ...variant, body: "x".repeat(1024) })).toEqual([]);
    expect(whatsAppFaults({ ...variant, body: "x".repeat(1025) })).toEqual([
      { pointer: "/body", detail: expect.stringContaining("1024") },
    ]);
    expect(whatsAppFaults({ ...variant, channel: "sms" })).toEqual([
      { pointer: "/approved", detail: expect.stringContaining("Only WhatsApp") },
    ]);
  });

  it.each([
    ["a name in capitals", { name: "Hello" }],
    ["a language that WhatsApp does not know", { language: "en-US" }],
  ])("cannot name %s", (_, more) => {
    const named = aDraft([{ ...variant, approved: { ...approved, ...more } }]);
    expect(TemplateDraft.safeParse(named).success).toBe(false);
    expect(TemplateDraft.safeParse(aDraft([variant])).success).toBe(true);
  });
});
