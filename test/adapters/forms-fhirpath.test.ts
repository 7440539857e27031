import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";
import { expect, it } from "vitest";
import { fhirPathExpressions } from "#lib/adapters/fhirpath/expressions.ts";
import { model } from "#lib/adapters/fhirpath/model.ts";
import { expressionsOf } from "#lib/domain/forms/expressions.ts";
import { Questionnaire, QuestionnaireResponse } from "#lib/domain/forms/questionnaire.ts";
import { calculate } from "#lib/usecases/forms/calculate.ts";
import { describeWithSharedData, sharedJson } from "#test/support/shared-data.ts";

const lformsPhq9 = (): Questionnaire => Questionnaire.parse(sharedJson("06-clinical/lforms/phq9.json"));

const total = "/44261-6";
const answerCodes = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];

/** Answers to the nine questions by their weights. */
const answered = (questionnaire: Questionnaire, weights: number[]): QuestionnaireResponse =>
  QuestionnaireResponse.parse({
    resourceType: "QuestionnaireResponse",
    status: "completed",
    item: questionnaire.item?.slice(0, 9).map(({ linkId }, index) => ({
      linkId,
      answer: [{ valueCoding: { system: "http://loinc.org", code: answerCodes[weights[index] as number] } }],
    })),
  });

describeWithSharedData("the library's FHIRPath over our model of R4", () => {
  it.each([
    [[0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
    [[1, 1, 1, 1, 1, 0, 0, 0, 0], 5],
    [[0, 0, 0, 1, 2, 1, 3, 2, 1], 10],
    [[3, 3, 3, 3, 3, 3, 3, 3, 3], 27],
  ])("totals the PHQ-9 of LHC-Forms: %j is %i", async (weights, sum) => {
    const questionnaire = lformsPhq9();
    const response = await calculate(fhirPathExpressions, questionnaire, answered(questionnaire, weights));
    const item = response.item?.find(({ linkId }) => linkId === total);
    expect(item?.answer).toEqual([{ valueDecimal: sum }]);
  });

  it("answers as with the library's whole model", async () => {
    const questionnaire = lformsPhq9();
    const response = answered(questionnaire, [0, 1, 2, 3, 0, 1, 2, 3, 0]);
    const [expression] = expressionsOf(questionnaire, "calculated");
    const texts = [
      ...(expression?.variables ?? []).map(({ text }) => text).filter((text) => !text.includes("%q")),
      "%resource.item.answer.value.code",
      "%resource.repeat(item).where(answer.exists()).linkId",
      "%resource.item.answer.value.weight().sum()",
      "%resource.descendants().count()",
    ];
    const ask = (text: string, by: typeof model) =>
      fhirpath.evaluate(
        structuredClone(response),
        text,
        {
          resource: response,
          questionnaire,
          scoreExt: "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        },
        by as typeof model,
        { async: false },
      );
    for (const text of texts) expect([text, ask(text, model)]).toEqual([text, ask(text, r4 as typeof model)]);
    expect(ask("%resource.item.answer.value.code", model)).toHaveLength(9);
  });
});
