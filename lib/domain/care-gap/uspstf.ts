import type { CareGapRule } from "./rule.ts";

type Given = Omit<CareGapRule, "agesOn" | "needs" | "excuses"> & Partial<CareGapRule>;
const rule = (given: Given): CareGapRule => ({ agesOn: "today", needs: [], excuses: [], ...given });

const uspstf = (id: number, title: string): string => `USPSTF recommendation ${id}: ${title}`;

/** SNOMED CT 428361000124107 and 428371000124100: discharged to hospice; LOINC and CPT codes are the services' own. */
const hospice = { why: "hospice", all: [{ codes: ["428361000124107", "428371000124100"], months: 12 }] };

/**
 * Preventive services as rules: ages and sexes are the recommendations' own, intervals the ones they name. Codes are
 * those that EHRs send most (LOINC, CPT, HCPCS, ICD-10-CM, SNOMED CT, CVX); a customer adds its own.
 */
export const careGapRules: readonly CareGapRule[] = [
  rule({
    id: "breast-cancer-screening",
    title: "Mammogram",
    source: uspstf(2035, "Breast Cancer: Screening, women 40 to 74, every second year (grade B)"),
    ages: [40, 74],
    sex: "female",
    done: [{ codes: ["24604-1", "24605-8", "24606-6", "26347-5", "26346-7", "77067", "77066"], months: 27 }],
    excuses: [
      { why: "mastectomy", all: [{ codes: ["Z90.13"] }] },
      { why: "mastectomy", all: [{ codes: ["Z90.11"] }, { codes: ["Z90.12"] }] },
      hospice,
    ],
  }),
  rule({
    id: "cervical-cancer-screening",
    title: "Pap or HPV test",
    source: uspstf(426, "Cervical Cancer: Screening, women 21 to 65 (grade A)"),
    ages: [21, 65],
    sex: "female",
    done: [
      { codes: ["10524-7", "19762-4", "33717-0", "88142", "88175"], months: 36 },
      { codes: ["21440-3", "30167-1", "59420-0", "87624"], months: 60 },
    ],
    excuses: [{ why: "no-cervix", all: [{ codes: ["Z90.710", "Z90.712"] }] }, hospice],
  }),
  rule({
    id: "colorectal-cancer-screening",
    title: "Colonoscopy or stool test",
    source: uspstf(1928, "Colorectal Cancer: Screening, adults 50 to 75 (grade A); 45 to 49 is grade B"),
    ages: [45, 75],
    done: [
      { codes: ["29771-3", "57905-2", "2335-8", "82274", "82270"], months: 12 },
      { codes: ["77353-1", "81528"], months: 36 },
      { codes: ["79101-2", "74263", "45330"], months: 60 },
      { codes: ["18746-8", "45378", "45380", "45385", "G0121"], months: 120 },
    ],
    excuses: [{ why: "colorectal-cancer", all: [{ codes: ["C18.9", "C19", "C20", "Z85.038"] }] }, hospice],
  }),
  rule({
    id: "hiv-screening",
    title: "HIV test, once",
    source: uspstf(485, "HIV Infection: Screening, 15 to 65 (grade A)"),
    ages: [15, 65],
    done: [{ codes: ["56888-1", "75622-1", "7917-8", "87389", "86703"] }],
    excuses: [{ why: "hiv", all: [{ codes: ["B20", "Z21"] }] }, hospice],
  }),
  rule({
    id: "abdominal-aortic-aneurysm-screening",
    title: "Ultrasound of the aorta, once",
    source: uspstf(518, "Abdominal Aortic Aneurysm: Screening, men 65 to 75 who ever smoked (grade B)"),
    ages: [65, 75],
    sex: "male",
    needs: [{ codes: ["Z87.891", "F17.210", "8517006", "77176002"] }],
    done: [{ codes: ["76706", "24566-2"] }],
    excuses: [{ why: "aneurysm", all: [{ codes: ["I71.4"] }] }, hospice],
  }),
  rule({
    id: "diabetes-a1c",
    title: "HbA1c in the last year, and not above 9",
    source: "CMS122: Diabetes: Hemoglobin A1c Poor Control (> 9%), ages 18 to 75",
    ages: [18, 75],
    needs: [{ codes: ["E10.10", "E10.9", "E11.9", "E11.65", "E11.22", "E11.40", "44054006", "46635009"] }],
    done: [{ codes: ["4548-4", "17856-6", "4549-2"], months: 12 }],
    unlessAbove: { codes: ["4548-4", "17856-6", "4549-2"], value: 9 },
    excuses: [hospice],
  }),
];
