import * as z from "zod";
import { Template, TemplateDraft } from "../content/template.ts";
import { JourneyDraft } from "../journey/definition.ts";
import { Instant } from "../words.ts";
import { revision } from "./person-views.ts";

const Finding = z.object({ pointer: z.string(), detail: z.string() });

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

export const TemplateHeadView = head(TemplateDraft);
export const TemplateVersionView = Template;
export const JourneyHeadView = head(JourneyDraft).extend({
  /** How far the draft has come; by whom is in the audit trail. */
  review: z.object({ status: z.enum(["submitted", "approved"]), at: Instant }).optional(),
});
export const JourneyVersionView = VersionLine.extend({ definition: JourneyDraft });

export const Rendered = z.object({
  channel: z.string(),
  language: z.string(),
  subject: z.string().optional(),
  body: z.string(),
});
