type Concept = [system: string, code: string, display: string, weight?: number];

const gender = "http://hl7.org/fhir/administrative-gender";
const loinc = "http://loinc.org";

/** Value sets small and fixed enough to be known without a terminology server. */
export const knownValueSets: Record<string, Concept[]> = {
  /** hl7.org/fhir/R4/valueset-administrative-gender.html */
  "http://hl7.org/fhir/ValueSet/administrative-gender": [
    [gender, "male", "Male"],
    [gender, "female", "Female"],
    [gender, "other", "Other"],
    [gender, "unknown", "Unknown"],
  ],
  /** LOINC answer list LL358-3: how often, as PHQ and GAD ask, with its scores. */
  "http://loinc.org/vs/LL358-3": [
    [loinc, "LA6568-5", "Not at all", 0],
    [loinc, "LA6569-3", "Several days", 1],
    [loinc, "LA6570-1", "More than half the days", 2],
    [loinc, "LA6571-9", "Nearly every day", 3],
  ],
};
