import type { Alert, FormDraft } from "../../forms/form.ts";
import type { QuestionnaireItem } from "../../forms/questionnaire.ts";
import { asked, type Both, help, item, loinc, observation, said, unitOption } from "./build.ts";

type Unit = [code: string, name: string];
const mmHg: Unit = ["mm[Hg]", "mmHg"];

/** A reading with its units; one unit is shown, several are a choice. */
const reading = (linkId: string, text: Both, code: [string, string], units: Unit[]): QuestionnaireItem =>
  item(linkId, "quantity", text, {
    ...asked,
    code: [loinc(...code)],
    extension: [observation, ...units.map((unit) => unitOption(...unit))],
  });

const checkIn = (id: string, title: Both, items: QuestionnaireItem[], alerts: Alert[]): FormDraft => ({
  id,
  kind: "check-in",
  questionnaire: {
    resourceType: "Questionnaire",
    language: "en",
    ...said("title", title),
    item: [{ linkId: "reading", type: "group", item: items }],
  },
  alerts,
});

type Band = Pick<Alert, "id" | "any" | "title" | "priority" | "due"> & Partial<Alert>;
const alert = (band: Band): Alert => ({ queue: "care-team", atOnce: false, answer: "high", ...band });

/** 2017 ACC/AHA guideline: crisis above 180 or above 120, stage 2 from 140 or 90. Low: the care team's own bound. */
const bloodPressure: Alert[] = [
  alert({
    id: "crisis",
    any: [
      { linkId: "systolic", above: 180 },
      { linkId: "diastolic", above: 120 },
    ],
    title: "Call now: blood pressure above 180 or 120",
    priority: "urgent",
    due: "PT1H",
    show: "emergency",
    atOnce: true,
    answer: "alert",
  }),
  alert({
    id: "stage-2",
    any: [
      { linkId: "systolic", atLeast: 140, atMost: 180 },
      { linkId: "diastolic", atLeast: 90, atMost: 120 },
    ],
    title: "Review: blood pressure of stage 2",
    priority: "normal",
    due: "P2D",
  }),
  alert({
    id: "low",
    any: [{ linkId: "systolic", below: 90 }],
    title: "Call: low blood pressure",
    priority: "high",
    due: "PT4H",
    show: "call-us",
  }),
];

/** ADA Standards of Care, section 6: level 2 low below 54, level 1 below 70; very high above 250 mg/dL. */
const glucose: Alert[] = [
  alert({
    id: "very-low",
    any: [{ linkId: "glucose", below: 54 }],
    title: "Call now: glucose below 54",
    priority: "urgent",
    due: "PT1H",
    show: "emergency",
    atOnce: true,
    answer: "alert",
  }),
  alert({
    id: "low",
    any: [{ linkId: "glucose", atLeast: 54, below: 70 }],
    title: "Call: glucose below 70",
    priority: "high",
    due: "PT4H",
    show: "call-us",
    answer: "low",
  }),
  alert({
    id: "very-high",
    any: [{ linkId: "glucose", above: 250 }],
    title: "Review today: glucose above 250",
    priority: "high",
    due: "PT8H",
    show: "call-us",
  }),
];

export const checkIns: FormDraft[] = [
  checkIn(
    "blood-pressure",
    ["Your blood pressure", "Su presión arterial"],
    [
      item("how", "display", [
        "Sit still for five minutes. Then measure at your upper arm.",
        "Siéntese tranquilo cinco minutos. Después mida en la parte alta del brazo.",
      ]),
      reading(
        "systolic",
        ["Upper number", "Número de arriba"],
        ["8480-6", "Systolic blood pressure"],
        [mmHg],
      ),
      reading(
        "diastolic",
        ["Lower number", "Número de abajo"],
        ["8462-4", "Diastolic blood pressure"],
        [mmHg],
      ),
    ],
    bloodPressure,
  ),
  checkIn(
    "glucose",
    ["Your blood sugar", "Su azúcar en la sangre"],
    [
      {
        ...reading(
          "glucose",
          ["The number on your meter", "El número de su medidor"],
          ["2339-0", "Glucose [Mass/volume] in Blood"],
          [
            ["mg/dL", "mg/dL"],
            ["mmol/L", "mmol/L"],
          ],
        ),
        item: [help("glucose-help", ["For example 112 mg/dL.", "Por ejemplo 112 mg/dL."])],
      },
    ],
    glucose,
  ),
  checkIn(
    "weight",
    ["Your weight", "Su peso"],
    [
      reading(
        "weight",
        ["Your weight this morning", "Su peso de esta mañana"],
        ["29463-7", "Body weight"],
        [
          ["[lb_av]", "lb"],
          ["kg", "kg"],
        ],
      ),
    ],
    [],
  ),
  checkIn(
    "temperature",
    ["Your temperature", "Su temperatura"],
    [
      reading(
        "temperature",
        ["Your temperature now", "Su temperatura ahora"],
        ["8310-5", "Body temperature"],
        [
          ["[degF]", "°F"],
          ["Cel", "°C"],
        ],
      ),
    ],
    // Fever of an adult from 38.0 °C (100.4 °F): CDC, definitions of symptoms for reportable illnesses.
    [
      alert({
        id: "fever",
        any: [{ linkId: "temperature", atLeast: 38 }],
        title: "Call: fever",
        priority: "high",
        due: "PT4H",
        show: "call-us",
      }),
    ],
  ),
];
