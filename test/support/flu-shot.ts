import type { TemplateDraft } from "#lib/domain/content/template.ts";

/** What a test's campaign says: it needs nothing of a visit. */
export const fluShot: TemplateDraft = {
  ...{ id: "flu-shot", purpose: "care", category: "prevention", privacy: "limited" },
  variants: [
    {
      channel: "sms",
      language: "en",
      body: "{{ clinic.name }}: time for your flu shot. Reply STOP to stop.",
    },
    {
      channel: "sms",
      language: "es",
      body: "{{ clinic.name }}: es hora de su vacuna. Responda STOP para parar.",
    },
  ],
};
