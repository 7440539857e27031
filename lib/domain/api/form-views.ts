import * as z from "zod";
import { StoredFile } from "../files/file.ts";
import { FormDraft, FormResponse } from "../forms/form.ts";
import { Slug } from "../words.ts";
import { head, VersionLine } from "./content-views.ts";
import { revision } from "./person-views.ts";

const Told = z.looseObject({
  id: Slug,
  kind: FormDraft.shape.kind,
  questionnaire: z
    .looseObject({ resourceType: z.literal("Questionnaire") })
    .meta({ description: "A FHIR R4 Questionnaire; SDC's and our own extensions are in docs/forms.md" }),
});

/**
 * A draft as it may be sent. Checked as a whole FormDraft; the document shows its outline, because a questionnaire holds
 * items within items and OpenAPI's readers stumble over schemas that refer to themselves.
 */
export const FormBody = Told.transform((told, context): FormDraft => {
  const parsed = FormDraft.safeParse(told);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    context.addIssue({ code: "custom", path, message, input: told });
  return z.NEVER;
});

export const FormHeadView = head(Told);
export const FormVersionView = VersionLine.extend({ content: Told });

/** What a patient answered, and what it came to. */
export const FormResponseView = FormResponse.extend({
  response: z.looseObject({ resourceType: z.literal("QuestionnaireResponse") }),
  ...revision,
});
/** A picture with its bytes: base 64 in JSON, so that no browser shows it by itself and no gateway bends it. */
export const FileView = StoredFile.extend({
  data: z.string().meta({ contentEncoding: "base64" }),
  ...revision,
});

/** Without answers, scores and signatures. */
export const FormResponseLine = FormResponse.pick({
  id: true,
  patientId: true,
  taskId: true,
  enrollmentId: true,
  form: true,
  status: true,
  openedAt: true,
  savedAt: true,
  submittedAt: true,
}).extend(revision);
