import * as z from "zod";
import { Reviewable, Template, TemplateDraft } from "../content/template.ts";
import { JourneyDraft } from "../journey/definition.ts";
import { Channel, Format, Instant } from "../words.ts";
import { revision } from "./person-views.ts";

/** `rule`: of those that a reviewer may set aside. */
const Finding = z.object({ pointer: z.string(), detail: z.string(), rule: z.string().optional() });

/** `errors` forbid publishing; `warnings` do not. */
export const LintAnswer = z.object({
  publishable: z.boolean(),
  errors: z.array(Finding),
  warnings: z.array(Finding),
});

export const head = <T extends z.ZodType>(draft: T) =>
  z.object({
    id: z.string(),
    draft: draft.optional(),
    /** The version that new work uses; absent before the first publish and after retirement. */
    published: z.int().optional(),
    versions: z.int(),
    ...revision,
  });
export const HeadLine = z.object({
  id: z.string(),
  published: z.int().optional(),
  versions: z.int(),
  hasDraft: z.boolean(),
  ...revision,
});
export const VersionLine = z.object({
  id: z.string(),
  version: z.int(),
  status: z.enum(["published", "retired"]),
});

/** How far the draft has come; by whom is in the audit trail. */
const review = z.object({ status: z.enum(["submitted", "approved"]), at: Instant });

export const TemplateHeadView = head(TemplateDraft).extend({
  review: review.extend({ accepts: z.array(Reviewable).optional() }).optional(),
});
export const TemplateVersionView = Template;
export const JourneyHeadView = head(JourneyDraft).extend({ review: review.optional() });
export const JourneyVersionView = VersionLine.extend({ definition: JourneyDraft });

const VariantName = {
  channel: Channel,
  language: z.string(),
  format: Format,
};
const Parts = z.object({ encoding: z.enum(["GSM-7", "UCS-2"]), segments: z.int() });
const Direction = z.enum(["ltr", "rtl"]);

/** Besides what lint finds, what each variant is. `usd`: one message at list price, to compare and not to budget. */
export const TemplateLintAnswer = LintAnswer.extend({
  variants: z.array(
    z.object({
      ...VariantName,
      direction: Direction,
      /** Absent where the language has no published formula. */
      reading: z.object({ formula: z.string(), grade: z.number() }).optional(),
      /** Parts with usual values and with the longest plausible ones; `culprits` are the letters that shorten a part. */
      sms: z.object({ usual: Parts, longest: Parts, culprits: z.array(z.string()) }).optional(),
      usd: z.object({ usual: z.number(), longest: z.number() }),
    }),
  ),
});

/** Besides what lint finds, how hard its templates are to read: the highest school grade by language. */
export const JourneyLintAnswer = LintAnswer.extend({
  templates: z.array(
    z.object({ id: z.string(), version: z.int(), grades: z.record(z.string(), z.number()) }),
  ),
});

const fellBackFrom = z.object({ language: z.string(), format: Format }).partial().optional();

export const Preview = z.object({
  /** Every variant as it would leave, whoever gets it; without `body` where it cannot be rendered for this patient. */
  variants: z.array(
    z.object({
      ...VariantName,
      subject: z.string().optional(),
      body: z.string().optional(),
      direction: Direction,
      grade: z.number().optional(),
      sms: Parts.extend({ culprits: z.array(z.string()) }).optional(),
      usd: z.number(),
    }),
  ),
  /** Which one this patient would get on each channel, and what they wanted instead where it fell back. */
  chosen: z.array(
    z.union([
      z.object({ ...VariantName, fellBackFrom }),
      z.object({ channel: Channel, missing: z.literal(true) }),
    ]),
  ),
});
export type Preview = z.infer<typeof Preview>;
