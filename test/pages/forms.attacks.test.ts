import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fhirPathExpressions } from "#lib/adapters/fhirpath/expressions.ts";
import { fieldsOf } from "#lib/domain/forms/fields.ts";
import { mostResponse } from "#lib/domain/forms/form.ts";
import { withPage } from "#lib/domain/forms/read-fields.ts";
import { stepsOf } from "#lib/domain/forms/steps.ts";
import { validateResponse } from "#lib/domain/forms/validate.ts";
import { formWords } from "#lib/domain/forms/words.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { spoken } from "#lib/domain/pages/words.ts";
import { stepView } from "#lib/lambda/pages/views/forms.ts";
import { calculate } from "#lib/usecases/forms/calculate.ts";
import { blank, questionsIn } from "#test/support/forms.ts";

const anyForm = fc.constantFrom(...libraryForms);
const nasty = fc.oneof(
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.constantFrom(
    '<script>alert("1")</script>',
    "'\"><img src=x onerror=alert(1)>",
    "__proto__",
    "0",
    "99",
    "-1",
    "1e309",
    "NaN",
    "true",
  ),
);

/** Whatever a browser, or what is none, may send for a page. */
const anyPage = fc.record({
  form: anyForm,
  step: fc.nat({ max: 3 }),
  texts: fc.array(nasty, { minLength: 1, maxLength: 8 }),
});

it("takes no answer that its item could not have, whatever is sent", async () => {
  await fc.assert(
    fc.asyncProperty(anyPage, async ({ form: { questionnaire }, step, texts }) => {
      const page = stepsOf(questionnaire)[step];
      if (!page) return;
      let n = 0;
      const sent = () => [texts[n++ % texts.length] as string];
      const { response } = withPage(questionnaire, blank, page, { sent });
      const counted = await calculate(fhirPathExpressions, questionnaire, response);
      // What is missing or out of bounds is for a person to mend; no type, option or item may be made up.
      const madeUp = ["type", "option", "unknown_item", "order", "group_answered"];
      const issues = validateResponse(questionnaire, counted).filter(({ code }) => madeUp.includes(code));
      expect(issues).toEqual([]);
      expect(JSON.stringify(counted).length).toBeLessThan(mostResponse);
    }),
    { numRuns: 150 },
  );
});

it("shows what was typed as text and never as markup", async () => {
  const words = formWords("en");
  await fc.assert(
    fc.asyncProperty(anyPage, async ({ form: { questionnaire }, step, texts }) => {
      const page = stepsOf(questionnaire)[step];
      if (!page) return;
      const [evil] = ['<img src=x onerror="alert(1)">', ...texts];
      const { response } = withPage(questionnaire, blank, page, { sent: () => [evil as string] });
      const fields = fieldsOf(questionnaire, page, response.item);
      const names = questionsIn(fields).map(({ name }) => name);
      const { body } = stepView(
        {
          spoken: spoken("en", "en"),
          csrf: "c",
          words,
          path: "/p/form",
          title: evil as string,
          version: 1,
          urgent: [],
        },
        {
          step,
          place: { n: 1, of: 1 },
          fields,
          errors: names.map((name) => ({ name, label: evil as string, text: evil as string })),
          typed: () => evil,
          signed: new Set(),
          first: true,
        },
      );
      expect(String(await body)).not.toContain("<img");
    }),
    { numRuns: 60 },
  );
});
