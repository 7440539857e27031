import * as z from "zod";
import { DirectoryInput } from "#lib/domain/inputs.ts";
import type { Ask } from "#lib/domain/intake.ts";
import { parse } from "./context.ts";
import { type Addressed, namesFor } from "./identity.ts";
import { Address, HumanName, Resource, Telecom } from "./primitives.ts";
import { zoneFor } from "./us-zones.ts";
import { addressText, firstPhone, fullName, named } from "./words.ts";

/** hl7.org/fhir/R4/location.html */
const Location = Resource.extend({
  name: z.string().optional(),
  description: z.string().optional(),
  telecom: z.array(Telecom).optional(),
  address: Address.optional(),
});

/** hl7.org/fhir/R4/practitioner.html */
const Practitioner = Resource.extend({
  name: z.array(HumanName).optional(),
  telecom: z.array(Telecom).optional(),
});

function directoryAsk(
  told: Omit<DirectoryInput, "identifiers">,
  resource: z.infer<typeof Resource>,
  to: Addressed,
): Ask {
  const identifiers = namesFor(resource.resourceType, to, named(resource.identifier), [resource.id, told]);
  return { do: "directory", input: parse(DirectoryInput, { ...told, identifiers }) };
}

export function locationAsk(raw: unknown, to: Addressed): Ask {
  const location = parse(Location, raw);
  const phone = firstPhone(location.telecom)?.slice(0, 40);
  const address = addressText(location.address);
  const timeZone = zoneFor(location.extension, location.address);
  const name = (location.name ?? location.description ?? "Location").slice(0, 300) || "Location";
  const more = { ...(phone && { phone }), ...(address && { address }), ...(timeZone && { timeZone }) };
  return directoryAsk({ type: "location", name, ...more }, location, to);
}

export function practitionerAsk(raw: unknown, to: Addressed): Ask {
  const practitioner = parse(Practitioner, raw);
  const phone = firstPhone(practitioner.telecom)?.slice(0, 40);
  const name = fullName(practitioner.name).slice(0, 300) || "Practitioner";
  return directoryAsk({ type: "practitioner", name, ...(phone && { phone }) }, practitioner, to);
}
