import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";

/** A text message in English. */
export const aVariant = (more: Partial<Variant> = {}): Variant => ({
  channel: "sms",
  language: "en",
  body: "Please come.",
  ...more,
});

/** Of care, about visits, in class limited. */
export const aDraft = (variants: Variant[], more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  id: "t",
  purpose: "care",
  category: "visits",
  privacy: "limited",
  variants,
  ...more,
});
