import * as z from "zod";
import { PageName } from "../pages/link.ts";
import { type Actor, Channel, type Instant, Language, PrivacyClass, Purpose, Slug } from "../words.ts";

/** One way to say it: a channel and language, with LiquidJS in `subject` and `body`. */
export const Variant = z.strictObject({
  channel: Channel,
  language: Language,
  subject: z.string().max(200).optional(),
  body: z.string().min(1).max(20_000),
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

/** A published version: immutable but for its retirement. */
export const Template = z.object({
  id: z.string(),
  version: z.int().min(1),
  status: z.enum(["published", "retired"]),
  content: TemplateDraft,
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
  review?: { status: "submitted" | "approved"; by: Actor; at: Instant };
};
