import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { fhirPathExpressions } from "#lib/adapters/fhirpath/expressions.ts";
import { alertsOf, scoreOf } from "#lib/domain/forms/alerts.ts";
import { expressionsOf } from "#lib/domain/forms/expressions.ts";
import { fieldsOf, type Question } from "#lib/domain/forms/fields.ts";
import { type IssueCode, isError } from "#lib/domain/forms/issue.ts";
import { lintQuestionnaire } from "#lib/domain/forms/lint.ts";
import { Questionnaire, QuestionnaireResponse, responseItemsOf } from "#lib/domain/forms/questionnaire.ts";
import { stepsOf } from "#lib/domain/forms/steps.ts";
import { isAccepted, validateResponse } from "#lib/domain/forms/validate.ts";
import { calculate } from "#lib/usecases/forms/calculate.ts";
import { filledIn, libraryForm, questionsIn } from "#test/support/forms.ts";
import { describeWithSharedData, sharedJson, sharedPath } from "#test/support/shared-data.ts";

const sharedNames = (folder: string): string[] => readdirSync(sharedPath(folder)).sort();

type Row = {
  name: string;
  file: string;
  supporting: string[];
  errors: number;
  issues: { severity: string; text: string }[];
};
const folder = "01-fhir/questionnaire-validation";

/** What only a terminology server can say. */
const terminology = ["choice-gender-coding-async-qr", "quantity-units-not-in-value-set-qr"];

describeWithSharedData("the reference validator's questionnaires and responses", () => {
  const rows = sharedJson<Row[]>(`${folder}/INDEX.json`);
  const pairs = rows.filter(({ supporting }) => supporting.length > 0);
  const judged = pairs.filter(({ name }) => !terminology.includes(name));

  it.each(judged.map((row) => [row.name, row.errors === 0 ? "accepted" : "refused", row] as const))(
    "%s is %s",
    (_, verdict, row) => {
      const questionnaire = Questionnaire.parse(sharedJson(`${folder}/${row.supporting[0]}`));
      const issues = validateResponse(
        questionnaire,
        QuestionnaireResponse.parse(sharedJson(`${folder}/${row.file}`)),
      );
      const reasons = row.issues.filter(({ severity }) => severity === "error").map(({ text }) => text);
      expect(isAccepted(issues) ? "accepted" : "refused", JSON.stringify({ issues, reasons })).toBe(verdict);
    },
  );

  /** Its words for a reason, and ours. */
  const reasons: [RegExp, IssueCode][] = [
    [/not found in questionnaire/, "unknown_item"],
    [/does not match actual attachment size/, "size"],
    [/attachment is too large/, "too_big"],
    [/not in the set of permitted values/, "option"],
    [/greater than the allowed maximum/, "above"],
    [/less than the allowed minimum/, "below"],
    [/must be of the type/, "type"],
    [/Items of type 'display' cannot have answers/, "display_answered"],
    [/No sub-items found/, "group_empty"],
    [/should not have answers/, "group_answered"],
    [/No response answer found/, "required"],
    [/cannot be compared/, "incomparable"],
    [/has a unit that is not valid/, "unit"],
    [/resource type/, "resource"],
    [/Only one response answer item/, "too_many"],
    [/shorter then/, "too_short"],
    [/longer then/, "too_long"],
    [/minimum number of answers/, "too_few"],
  ];
  /** A group that was left out leaves its required questions unanswered: the reference asks only those of groups present. */
  const stricter: Record<string, IssueCode[]> = {
    "group-with-string-invalid-nesting-link-id-qr": ["required"],
  };
  const refused = judged.filter(({ errors }) => errors > 0);

  it.each(refused.map((row) => [row.name, row] as const))("%s is refused for the same reasons", (_, row) => {
    const questionnaire = Questionnaire.parse(sharedJson(`${folder}/${row.supporting[0]}`));
    const response = QuestionnaireResponse.parse(sharedJson(`${folder}/${row.file}`));
    const theirs = row.issues
      .filter(({ severity }) => severity === "error")
      .map(({ text }) => reasons.find(([words]) => words.test(text))?.[1]);
    const ours = validateResponse(questionnaire, response)
      .filter(isError)
      .map(({ code }) => code);
    expect([...new Set(ours)].sort()).toEqual(
      [...new Set([...theirs, ...(stricter[row.name] ?? [])])].sort(),
    );
  });

  it.each(["qr-internal-refs", "q_val_fail"])(
    "%s is accepted by the questionnaire that it contains",
    (name) => {
      const told = sharedJson<{ questionnaire: string; contained: { id: string; resourceType: string }[] }>(
        `${folder}/${name}.json`,
      );
      const own = told.contained.find(({ resourceType }) => resourceType === "Questionnaire");
      expect(told.questionnaire).toBe(`#${own?.id}`);
      const others = told.contained.filter(({ resourceType }) => resourceType === "ValueSet");
      const questionnaire = Questionnaire.parse({ ...own, contained: others });
      const issues = validateResponse(questionnaire, QuestionnaireResponse.parse(told));
      expect(issues.filter(isError)).toEqual([]);
    },
  );

  it("refuses a questionnaire with several conditions and no behaviour (que-12)", () => {
    const faults = lintQuestionnaire(Questionnaire.parse(sharedJson(`${folder}/q-enablewhen-me-wrong.json`)));
    expect(faults.map(({ pointer }) => pointer)).toContain("/item/2/enableBehavior");
  });
});

/** What a person might type: enough to pass the limits that these forms set. */
const typed = (question: Question): string | string[] => {
  switch (question.input) {
    case "one":
      return question.choices.at(-1)?.value ?? "";
    case "many":
      return question.choices.slice(0, 2).map(({ value }) => value);
    case "decimal":
    case "integer":
      return "60";
    case "date":
      return "2022-05-04";
    case "dateTime":
      return "2022-05-04T10:00";
    case "time":
      return "10:00";
    case "url":
      return "http://example.org";
    default:
      return "Something to say";
  }
};

describeWithSharedData("the SDC implementation guide's forms", () => {
  const names = sharedNames("01-fhir/sdc-ig-examples").filter((name) => name.startsWith("Questionnaire-"));
  const forms = names.map((name) => Questionnaire.parse(sharedJson(`01-fhir/sdc-ig-examples/${name}`)));
  const asking = forms.filter((form) => form.item?.length);

  it("are eighteen, one without questions (it asks adaptively)", () =>
    expect([forms.length, asking.length]).toEqual([18, 17]));

  it.each(asking.map((form) => [form.title ?? form.url, form] as const))(
    "%s is shown and sent",
    (_, form) => {
      const shown = stepsOf(form).flatMap((step) => questionsIn(fieldsOf(form, step, [])));
      expect(shown.length).toBeGreaterThan(0);
      const off = switchedOffAlways(form);
      const response = filledIn(form, typed, off);
      const issues = validateResponse(form, { ...response, status: "completed" }, off);
      expect(issues.filter(isError)).toEqual([]);
    },
  );
});

/** Conditions in FHIRPath are the adapter's: here they never hold. */
const switchedOffAlways = (form: Questionnaire) =>
  new Set(expressionsOf(form, "enableWhenExpression").map(({ linkId }) => linkId));

describeWithSharedData("the PHQ-9 of the SDC implementation guide", () => {
  /** Its answers, by the codes of our own PHQ-9: its weights skip 3, so they are not the instrument's. */
  const codes: Record<string, string> = {
    "Not-at-all": "LA6568-5",
    "Several-days": "LA6569-3",
    "More than half the days": "LA6570-1",
    "Nearly every day": "LA6571-9",
  };

  it("sums to 10, moderate, and raises the alert of item 9 (MANIFEST)", async () => {
    const sample = QuestionnaireResponse.parse(
      sharedJson(
        "01-fhir/sdc-ig-examples/QuestionnaireResponse-questionnaireresponse-sdc-profile-example-PHQ9.json",
      ),
    );
    const form = libraryForm("phq-9");
    const told = new Map(
      [...responseItemsOf(sample.item)].map(({ linkId, answer }) => [
        /Q(\d)$/.exec(linkId)?.[1] ?? linkId,
        codes[answer?.[0]?.valueCoding?.code ?? ""],
      ]),
    );
    const filled = filledIn(form.questionnaire, ({ linkId, choices }) => {
      const options = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];
      return choices[options.indexOf(told.get(linkId) ?? "")]?.value ?? "";
    });
    const response = await calculate(fhirPathExpressions, form.questionnaire, filled);
    expect(scoreOf(form, response)).toEqual({ instrument: "phq9", total: 10, band: "moderate" });
    expect(alertsOf(form, response).map(({ id }) => id)).toEqual(["item-9"]);
  });
});
