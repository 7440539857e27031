import { usdOf } from "../outreach/list-prices.ts";
import { type Direction, dirOf, fallbackChain } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import type { Channel, Format } from "../words.ts";
import { hardest } from "./lint-words.ts";
import { readersLanguage } from "./readers.ts";
import { fellBackFrom, render } from "./render.ts";
import { type Segments, segmentsOf } from "./segments.ts";
import type { TemplateDraft, Variant } from "./template.ts";
import type { Variables } from "./variables.ts";
import { variantFor } from "./variant-for.ts";
import { wholeText } from "./whole-text.ts";

type Name = { channel: Channel; language: string; format: Format };

/** A variant as it would leave for somebody, whoever gets it. `body` is absent where it cannot be rendered for them. */
export type PreviewedVariant = Name & {
  subject?: string;
  body?: string;
  direction: Direction;
  grade?: number;
  sms?: Pick<Segments, "encoding" | "segments" | "culprits">;
  usd: number;
};

/** Which of them a person would get on a channel, and what they wanted instead where it fell back. */
export type Chosen = { channel: Channel } & (
  | (Omit<Name, "channel"> & { fellBackFrom?: { language?: string; format?: Format } })
  | { missing: true }
);

export type Reader = { language: string; format?: Format | undefined };
type About = { policy: Policy; variables: (language: string) => Variables };

export const previewOf = (
  content: TemplateDraft,
  reader: Reader,
  about: About,
): { variants: PreviewedVariant[]; chosen: Chosen[] } => ({
  variants: content.variants.map((variant) => previewed(content, variant, about)),
  chosen: [...new Set(content.variants.map(({ channel }) => channel))].map((channel) =>
    chosenFor(content, channel, reader, about.policy),
  ),
});

function previewed(content: TemplateDraft, variant: Variant, { policy, variables }: About): PreviewedVariant {
  const { channel, language, format = "standard" } = variant;
  const alone = { id: content.id, version: 0, content: { ...content, variants: [variant] } };
  const rendered = render(alone, { channel, language, format, policy, variables });
  const body = rendered.ok ? wholeText(rendered, { privacy: content.privacy, channel, policy }) : undefined;
  const sms = channel === "sms" && body !== undefined ? segmentsOf(body) : undefined;
  const grade = hardest(content, variant)?.grade;
  return {
    channel,
    language,
    format,
    direction: dirOf(language),
    ...(rendered.ok && rendered.subject && { subject: rendered.subject }),
    ...(body !== undefined && { body }),
    ...(grade !== undefined && { grade }),
    ...(sms && { sms: { encoding: sms.encoding, segments: sms.segments, culprits: sms.culprits } }),
    usd: usdOf(channel, sms?.segments ?? 1),
  };
}

function chosenFor(content: TemplateDraft, channel: Channel, reader: Reader, policy: Policy): Chosen {
  const language = readersLanguage(channel, reader.language, policy);
  const chain = fallbackChain(language, policy.language);
  const variant = variantFor(content, channel, chain, reader.format);
  if (!variant) return { channel, missing: true };
  const got = { language: variant.language, format: variant.format ?? "standard" };
  const missed = fellBackFrom(channel, reader, got);
  return { channel, ...got, ...(missed && { fellBackFrom: missed }) };
}
