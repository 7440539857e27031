import * as z from "zod";
import { PageName } from "../pages/link.ts";
import {
  type Actor,
  Channel,
  Format,
  type Instant,
  Language,
  PrivacyClass,
  Purpose,
  Slug,
} from "../words.ts";

/**
 * A template that Meta approved for the customer's WhatsApp account, which may begin a conversation: its name and
 * language there, and the text (LiquidJS) for each of its placeholders, in their order.
 */
export const Approved = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, "small letters, digits and underscores"),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "a language of WhatsApp's, such as en or en_US"),
  parameters: z.array(z.string().min(1).max(1024)).max(20).default([]),
});
export type Approved = z.infer<typeof Approved>;

/** One way to say it: a channel, language and format, with LiquidJS in `subject` and `body`. */
export const Variant = z.strictObject({
  channel: Channel,
  language: Language,
  /** The standard one where it is not said; every other one falls back to that. */
  format: Format.optional(),
  subject: z.string().max(200).optional(),
  body: z.string().min(1).max(20_000),
  approved: Approved.optional(),
});
export type Variant = z.infer<typeof Variant>;

export const TemplateDraft = z.strictObject({
  id: Slug,
  purpose: Purpose,
  category: Slug,
  /** Whose policy its messages follow, where it is not the patient's own program. */
  program: Slug.optional(),
  privacy: PrivacyClass,
  description: z.string().max(500).optional(),
  /** Variables a caller must give beside the patient's, the visit's and the clinic's own. */
  variables: z
    .array(z.string().regex(/^[a-z][a-zA-Z0-9]*$/))
    .max(20)
    .optional(),
  /** What `link.url` opens; else the visit or, without one, the messages. */
  page: PageName.optional(),
  variants: z.array(Variant).min(1).max(60),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;

/** Rules that judge words by a measure, which may err: a reviewer may set them aside for a draft, and that is recorded. */
export const reviewable = ["reading_grade", "one_action"] as const;
export const Reviewable = z.enum(reviewable);
export type Reviewable = z.infer<typeof Reviewable>;

/** A published version: immutable but for its retirement. */
export const Template = z.object({
  id: z.string(),
  version: z.int().min(1),
  status: z.enum(["published", "retired"]),
  content: TemplateDraft,
  /** What its reviewer set aside. By whom is in the audit trail. */
  accepted: z.array(Reviewable).optional(),
});
export type Template = z.infer<typeof Template>;

/** The head of a template or journey: its draft, and which versions there are. */
export type Head<Draft> = {
  id: string;
  draft: Draft | undefined;
  /** The version that new work uses; absent before the first publish and after retirement. */
  published: number | undefined;
  versions: number;
  /** Who wrote the draft last. */
  draftedBy?: Actor;
  /** How far the draft has come on its way to be published; a change of the draft begins anew. */
  review?: Review;
};

/** Whether that is a second pair of eyes: neither who wrote the draft nor who submitted it. */
export const isSecondPerson = (
  { id }: Pick<Actor, "id">,
  { review, draftedBy }: Pick<Head<unknown>, "review" | "draftedBy">,
): boolean => id !== review?.by.id && id !== draftedBy?.id;

/** `accepts`: the rules that whoever approved it set aside. */
export type Review = {
  status: "submitted" | "approved";
  by: Actor;
  at: Instant;
  accepts?: Reviewable[];
};
