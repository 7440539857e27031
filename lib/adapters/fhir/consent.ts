import * as z from "zod";
import { ConsentInput } from "#lib/domain/inputs.ts";
import type { Ask } from "#lib/domain/intake.ts";
import { type Channel, channels, type Purpose } from "#lib/domain/words.ts";
import { type Context, parse, wantedPatient } from "./context.ts";
import { type Addressed, referenceFor } from "./identity.ts";
import { CodeableConcept, Coding, FhirDateTime, Period, Reference, Resource } from "./primitives.ts";
import { codesOf, named } from "./words.ts";

const Provision = z.object({
  type: z.enum(["deny", "permit"]).optional(),
  period: Period.optional(),
  purpose: z.array(Coding).optional(),
  code: z.array(CodeableConcept).optional(),
});
type Provision = z.infer<typeof Provision>;

/** hl7.org/fhir/R4/consent.html */
const Consent = Resource.extend({
  status: z.enum(["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"]),
  patient: Reference.optional(),
  dateTime: FhirDateTime.optional(),
  policyRule: CodeableConcept.optional(),
  sourceAttachment: z.unknown().optional(),
  sourceReference: z.unknown().optional(),
  provision: Provision.extend({ provision: z.array(Provision).optional() }).optional(),
});
type Consent = z.infer<typeof Consent>;

/** v3-ActReason purposes of use that mean reaching out to the patient. Others are about sharing data, not messages. */
const purposes: Record<string, Purpose> = {
  HMARKT: "marketing",
  HOPERAT: "operations",
  CAREMGT: "care",
  TREAT: "care",
  PATSFTY: "safety",
};

/** `provision.code` with this system narrows a consent to a channel: sms, voice, email, push, portal, letter. */
const channelSystem = "urn:followthrough:channel";

function channelsOf(provision: Provision): (Channel | "all")[] {
  const codings = (provision.code ?? []).flatMap((c) => c.coding ?? []);
  const codes = codings.flatMap((c) => (c.system === channelSystem ? (c.code ?? []) : []));
  const named = channels.filter((channel) => codes.includes(channel));
  return named.length > 0 ? named : ["all"];
}

/** A base rule without a type says what its policy says: v3-ActCode OPTIN or OPTOUT. */
const policyType = (consent: Consent): Provision["type"] => {
  const [code] = codesOf(consent.policyRule ? [consent.policyRule] : []);
  return code === "OPTIN" ? "permit" : code === "OPTOUT" ? "deny" : undefined;
};

type Entry = Omit<ConsentInput, "patientId">;

/**
 * A permission that ends is not taken: the ledger has no entry that ends by itself, and a message must not rely on
 * one. A denial is taken whatever its period: not sending is the safe side.
 */
function entriesOf(
  provision: Provision,
  type: Provision["type"],
  more: Omit<Entry, "state">,
  ended: boolean,
): Entry[] {
  const granted = type === "permit" && !ended;
  if (type === undefined || (granted && provision.period?.end)) return [];
  const meant = (provision.purpose ?? []).flatMap(({ code }) => purposes[code ?? ""] ?? []);
  return [...new Set(meant)].flatMap((purpose) =>
    channelsOf(provision).map((channel) => ({
      ...more,
      purpose,
      channel,
      state: granted ? ("granted" as const) : ("revoked" as const),
    })),
  );
}

/** Marketing needs prior express written consent (47 CFR 64.1200(f)(9)): the signed form must come with it. */
const isWritten = (consent: Consent): boolean =>
  consent.sourceAttachment !== undefined || consent.sourceReference !== undefined;

export function consentAsk(raw: unknown, to: Addressed, context: Context): Ask {
  const consent = parse(Consent, raw);
  const patient = wantedPatient(consent.patient, ["patient"], context);
  if (consent.status === "draft" || consent.status === "proposed")
    return { do: "nothing", why: "A consent takes effect when it is active." };
  const identity = { id: consent.id, identifiers: named(consent.identifier) };
  const at = consent.meta?.lastUpdated ?? consent.dateTime;
  const more = {
    reference: referenceFor("Consent", to, identity, consent),
    source: "ehr" as const,
    written: isWritten(consent),
    ...(at && { at }),
  };
  const { provision: base = {} } = consent;
  const ended = consent.status !== "active";
  const own = entriesOf(base, base.type ?? policyType(consent), more, ended);
  const nested = "provision" in base ? (base.provision ?? []) : [];
  const inputs = [...own, ...nested.flatMap((p) => entriesOf(p, p.type, more, ended))];
  if (inputs.length === 0)
    return { do: "nothing", why: "It says nothing about messages to the patient for one of our purposes." };
  return { do: "consents", patient, inputs: inputs.map((i) => parse(entry, i)) };
}

const entry = ConsentInput.omit({ patientId: true });
