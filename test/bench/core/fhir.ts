import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { person } from "../../../bin/local/clinic/people.ts";
import { visit } from "../../../bin/local/clinic/visits.ts";
import type { Case } from "../measure.ts";

export type Resource = { resourceType: string; id: string };
export type Bundle = {
  resourceType: "Bundle";
  type: string;
  entry: { resource: Resource; request: { method: string; url: string } }[];
};

const synthea = new URL(
  "../../../../shared/data/01-fhir/synthea-50-patients.bundles.ndjson.gz",
  import.meta.url,
);

/** Whole-patient bundles: Synthea's where they are beside the repository, else the sample clinic's in FHIR. */
export function bundles(count: number): { source: string; all: Bundle[] } {
  if (!existsSync(synthea)) return { source: "the sample clinic", all: made(count) };
  const lines = gunzipSync(readFileSync(synthea)).toString().split("\n").filter(Boolean);
  const all = lines.slice(0, Math.min(count, 50)).map((line) => JSON.parse(line) as Bundle);
  return { source: `Synthea, ${all.length} patients`, all };
}

function made(count: number): Bundle[] {
  return Array.from({ length: count }, (_, n) => {
    const { input } = person(n);
    const { input: booking } = visit(n, "2026-06-01T13:00:00.000Z", 12);
    const id = `bench-${n}`;
    const patient = {
      resourceType: "Patient",
      id,
      identifier: [{ system: "urn:bench", value: input.reference }],
      name: [{ use: "official", family: input.name.family, given: [input.name.given] }],
      birthDate: input.birthDate,
      telecom: (input.contactPoints ?? []).map(({ channel, address }) => ({
        system: channel === "email" ? "email" : "phone",
        value: address,
      })),
    };
    const appointment = {
      resourceType: "Appointment",
      id: `visit-${n}`,
      status: "booked",
      start: booking.start,
      end: booking.end,
      participant: [{ status: "accepted", actor: { reference: `Patient/${id}` } }],
    };
    const entry = [patient, appointment].map((resource) => ({
      resource,
      request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
    }));
    return { resourceType: "Bundle" as const, type: "batch", entry };
  });
}

/** Bundles differ in size: a run is all of them, and counts their resources. */
export function fhirCases(all: Bundle[]): Case[] {
  const resources = all.reduce((sum, { entry }) => sum + entry.length, 0);
  return [
    {
      name: fhirName,
      per: resources,
      run: () => all.map((body) => fhirFormat.read({ method: "POST", path: [], body })).length,
    },
  ];
}

export const fhirName = "FHIR: resources read into our words";
