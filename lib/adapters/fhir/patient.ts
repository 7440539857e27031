import * as z from "zod";
import { type ContactPointInput, PatientInput } from "#lib/domain/inputs.ts";
import type { Ask } from "#lib/domain/intake.ts";
import { PostalAddress } from "#lib/domain/patient/postal-address.ts";
import { Language } from "#lib/domain/words.ts";
import { parse } from "./context.ts";
import { type Addressed, namesFor } from "./identity.ts";
import {
  Address,
  CodeableConcept,
  FhirDate,
  FhirDateTime,
  type FhirIdentifier,
  HumanName,
  Resource,
  Telecom,
} from "./primitives.ts";
import { usState, zoneFor } from "./us-zones.ts";
import { codesOf, named, nameOf } from "./words.ts";

/** hl7.org/fhir/R4/patient.html */
const Patient = Resource.extend({
  active: z.boolean().optional(),
  name: z.array(HumanName).optional(),
  telecom: z.array(Telecom).optional(),
  gender: z.enum(["male", "female", "other", "unknown"]).optional(),
  birthDate: FhirDate.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: FhirDateTime.optional(),
  address: z.array(Address).optional(),
  communication: z
    .array(z.object({ language: CodeableConcept, preferred: z.boolean().optional() }))
    .optional(),
});
type Patient = z.infer<typeof Patient>;

/** HL7 table 0203 types that name one person in one place. */
const ownNumber = new Set(["MR", "MRT", "PI", "PT"]);

/**
 * Numbers of a person that tell nobody else: medical record numbers and untyped ones. Social security, licence and
 * insurance numbers are not taken: nothing here needs them (45 CFR 164.502(b)), and a family may share one.
 */
const personal = (identifiers: FhirIdentifier[] = []): FhirIdentifier[] => {
  const typed = (i: FhirIdentifier) => codesOf(i.type ? [i.type] : []);
  const kept = identifiers.filter(
    (i) => i.system !== "http://hl7.org/fhir/sid/us-ssn" && typed(i).every((code) => ownNumber.has(code)),
  );
  return kept.toSorted((a, b) => Number(typed(b).length > 0) - Number(typed(a).length > 0));
};

const channelOf: Record<string, ContactPointInput["channel"]> = { phone: "sms", sms: "sms", email: "email" };
const mostContactPoints = 14;

/** Phones are reached by text unless they turn out to be landlines. The best ranked comes first, then mobiles. */
function contactPoints(telecom: Telecom[] = []): ContactPointInput[] {
  const rank = (t: Telecom) => (t.rank ?? 99) * 2 + (t.use === "mobile" ? 0 : 1);
  return telecom
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ system = "", value, use }) => {
      const channel = channelOf[system];
      const address = value?.trim();
      if (!channel || !address || use === "old") return [];
      return [{ channel, address: address.slice(0, 4096), ...(use && { use }) }];
    })
    .slice(0, mostContactPoints);
}

function languageOf(communication: Patient["communication"] = []): string | undefined {
  const best = communication.find((c) => c.preferred) ?? communication[0];
  const code = codesOf(best ? [best.language] : [])[0];
  return Language.safeParse(code).success ? code : undefined;
}

const homeOf = (addresses: Address[] = []): Address | undefined => {
  const current = addresses.filter((a) => a.use !== "old" && a.use !== "billing");
  return current.find((a) => a.use === "home") ?? current[0];
};

/** Where a letter goes; what cannot be printed on an envelope is kept as it is, for staff to correct. */
function letterTo(home: Address | undefined): ContactPointInput[] {
  if (!home) return [];
  const use = home.use === "work" || home.use === "temp" ? home.use : ("home" as const);
  const { city = "", postalCode = "" } = home;
  const lines = (home.line ?? []).flatMap((line) => line?.trim() || []);
  const code = postalCode.trim().replace(/^(\d{5})(\d{4})$/, "$1-$2");
  const postal = PostalAddress.safeParse({ lines, city, state: usState(home)?.code, postalCode: code });
  if (postal.success) return [{ channel: "letter", postal: postal.data, use }];
  const address =
    home.text ?? [...lines, [city, home.state, postalCode].filter(Boolean).join(" ")].join("\n");
  return address.trim() ? [{ channel: "letter", address: address.trim().slice(0, 4096), use }] : [];
}

/** Every field is said, absent ones too: a FHIR resource is all that its source knows. */
function inputOf(patient: Patient): Omit<PatientInput, "identifiers"> {
  const home = homeOf(patient.address);
  const state = home && (usState(home)?.code ?? home.state);
  const language = languageOf(patient.communication);
  const timeZone = zoneFor(patient.extension, home);
  return {
    name: nameOf(patient.name),
    ...(patient.birthDate?.length === 10 && { birthDate: patient.birthDate }),
    ...(patient.gender && { gender: patient.gender }),
    ...(language && { language }),
    ...(timeZone && { timeZone }),
    deceased: patient.deceasedBoolean ?? patient.deceasedDateTime !== undefined,
    active: patient.active ?? true,
    contactPoints: [...contactPoints(patient.telecom), ...letterTo(home)],
    attributes: {
      state: state?.slice(0, 500) ?? null,
      city: home?.city?.slice(0, 500) ?? null,
      postalCode: home?.postalCode?.slice(0, 500) ?? null,
    },
    ...(patient.meta?.lastUpdated && { sourceUpdatedAt: patient.meta.lastUpdated }),
  };
}

export function patientAsk(raw: unknown, to: Addressed): Ask {
  const patient = parse(Patient, raw);
  const input = inputOf(patient);
  const identifiers = namesFor("Patient", to, named(personal(patient.identifier)), [patient.id, input]);
  return { do: "patient", input: parse(PatientInput, { ...input, identifiers }) };
}
