import * as z from "zod";

/**
 * FHIR R4 Questionnaire and QuestionnaireResponse (hl7.org/fhir/R4/questionnaire.html), as far as a form needs them.
 * Loose: what is not named here is kept as it came.
 */

const itemTypes = [
  "group",
  "display",
  "question",
  "boolean",
  "decimal",
  "integer",
  "date",
  "dateTime",
  "time",
  "string",
  "text",
  "url",
  "choice",
  "open-choice",
  "attachment",
  "reference",
  "quantity",
] as const;
export type ItemType = (typeof itemTypes)[number];

export const Extension = z.looseObject({
  url: z.string(),
  get extension() {
    return z.array(Extension).optional();
  },
});
export type Extension = z.infer<typeof Extension>;

const extended = { extension: z.array(Extension).optional() };

export const Coding = z.looseObject({
  ...extended,
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
});
export type Coding = z.infer<typeof Coding>;

export const Quantity = z.looseObject({
  value: z.number().optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});
export type Quantity = z.infer<typeof Quantity>;

const Attachment = z.looseObject({
  contentType: z.string().optional(),
  data: z.string().optional(),
  url: z.string().optional(),
  size: z.number().optional(),
  title: z.string().optional(),
});
const Reference = z.looseObject({ reference: z.string().optional(), display: z.string().optional() });

/** value[x] of an answer, an option or an initial value: one of these at most. */
const valueX = {
  valueBoolean: z.boolean().optional(),
  valueDecimal: z.number().optional(),
  valueInteger: z.number().optional(),
  valueDate: z.string().optional(),
  valueDateTime: z.string().optional(),
  valueTime: z.string().optional(),
  valueString: z.string().optional(),
  valueUri: z.string().optional(),
  valueAttachment: Attachment.optional(),
  valueCoding: Coding.optional(),
  valueQuantity: Quantity.optional(),
  valueReference: Reference.optional(),
};

const operators = ["exists", "=", "!=", ">", "<", ">=", "<="] as const;

const EnableWhen = z.looseObject({
  question: z.string(),
  operator: z.enum(operators),
  answerBoolean: z.boolean().optional(),
  answerDecimal: z.number().optional(),
  answerInteger: z.number().optional(),
  answerDate: z.string().optional(),
  answerDateTime: z.string().optional(),
  answerTime: z.string().optional(),
  answerString: z.string().optional(),
  answerCoding: Coding.optional(),
  answerQuantity: Quantity.optional(),
  answerReference: Reference.optional(),
});
export type EnableWhen = z.infer<typeof EnableWhen>;

const AnswerOption = z.looseObject({ ...extended, ...valueX, initialSelected: z.boolean().optional() });
export type AnswerOption = z.infer<typeof AnswerOption>;

const shadow = z.looseObject(extended).optional();

/** Types do not follow an item into itself, so its fields are named first. */
const itemFields = {
  ...extended,
  linkId: z.string().min(1).max(255),
  definition: z.string().optional(),
  code: z.array(Coding).optional(),
  prefix: z.string().optional(),
  text: z.string().optional(),
  _text: shadow,
  type: z.enum(itemTypes),
  enableWhen: z.array(EnableWhen).optional(),
  enableBehavior: z.enum(["all", "any"]).optional(),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  maxLength: z.int().optional(),
  answerValueSet: z.string().optional(),
  answerOption: z.array(AnswerOption).optional(),
  initial: z.array(z.looseObject({ ...extended, ...valueX })).optional(),
};
const FlatItem = z.looseObject(itemFields);
export type QuestionnaireItem = z.infer<typeof FlatItem> & { item?: QuestionnaireItem[] | undefined };
export const QuestionnaireItem: z.ZodType<QuestionnaireItem> = FlatItem.extend({
  item: z.lazy(() => z.array(QuestionnaireItem)).optional(),
});

export const Questionnaire = z.looseObject({
  resourceType: z.literal("Questionnaire"),
  ...extended,
  url: z.string().optional(),
  version: z.string().optional(),
  title: z.string().max(300).optional(),
  _title: shadow,
  description: z.string().max(5000).optional(),
  _description: shadow,
  language: z.string().optional(),
  contained: z.array(z.looseObject({ resourceType: z.string(), id: z.string().optional() })).optional(),
  item: z.array(QuestionnaireItem).optional(),
});
export type Questionnaire = z.infer<typeof Questionnaire>;

export const Answer = z.looseObject({
  ...valueX,
  get item() {
    return z.array(ResponseItem).optional();
  },
});
export type Answer = z.infer<typeof Answer>;

export const ResponseItem = z.looseObject({
  linkId: z.string(),
  text: z.string().optional(),
  get answer() {
    return z.array(Answer).optional();
  },
  get item() {
    return z.array(ResponseItem).optional();
  },
});
export type ResponseItem = z.infer<typeof ResponseItem>;

export const QuestionnaireResponse = z.looseObject({
  resourceType: z.literal("QuestionnaireResponse"),
  questionnaire: z.string().optional(),
  status: z.enum(["in-progress", "completed", "amended", "entered-in-error", "stopped"]),
  authored: z.string().optional(),
  item: z.array(ResponseItem).optional(),
});
export type QuestionnaireResponse = z.infer<typeof QuestionnaireResponse>;

/** Every item of it, parents first. */
export function* itemsOf(items: QuestionnaireItem[] | undefined): Generator<QuestionnaireItem> {
  for (const item of items ?? []) {
    yield item;
    yield* itemsOf(item.item);
  }
}

/** Every item of a response with its answers' own items, parents first. */
export function* responseItemsOf(items: ResponseItem[] | undefined): Generator<ResponseItem> {
  for (const item of items ?? []) {
    yield item;
    yield* responseItemsOf(item.item);
    for (const answer of item.answer ?? []) yield* responseItemsOf(answer.item);
  }
}
