import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { create as createFhir } from "#functions/http/fhir.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { fullScope } from "#lib/domain/api/scopes.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { person } from "../clinic/people.ts";
import { visit } from "../clinic/visits.ts";
import type { Booked } from "../clinic.ts";
import type { LocalSystem } from "../system.ts";
import { allOf } from "./collect.ts";

/** A file that cannot be played; the message says what to do. */
export class BadFile extends Error {
  override name = "BadFile";
}

/** The clinic's EHR, as its token would say. */
const ehr = { authorizer: { claims: { client_id: "demo-ehr", scope: fullScope("patients.write") } } };

type Progress = (done: number, total: number, what: string) => void;

/**
 * The user's own patients: a FHIR bundle (.json), or one bundle or resource per line (.ndjson), either gzipped. Takes
 * them in through the FHIR endpoint itself, and books each living patient a visit within the days that are played.
 */
export async function importOwn(
  system: LocalSystem,
  file: string,
  days: number,
  progress: Progress,
): Promise<Booked[]> {
  const documents = documentsIn(file);
  const fhir = createFhir(system.ports, fhirFormat);
  for (const [i, text] of documents.entries()) {
    const answer = await fhir({
      httpMethod: "POST",
      path: pathFor(text, file),
      body: text,
      requestContext: ehr,
    });
    if (answer.statusCode >= 400)
      throw new BadFile(`${file}, document ${i + 1}: ${answer.body.slice(0, 500)}`);
    await system.settle();
    progress(i + 1, documents.length, "bundles taken in");
  }
  return bookVisits(system, days);
}

function documentsIn(file: string): string[] {
  let text: string;
  try {
    const bytes = readFileSync(file);
    text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    throw new BadFile(`${file} cannot be read: ${(error as Error).message}`);
  }
  const lines = /\.ndjson(\.gz)?$/.test(file);
  return lines ? text.split("\n").filter((line) => line.trim() !== "") : [text];
}

function pathFor(text: string, file: string): string {
  let type: unknown;
  try {
    type = JSON.parse(text).resourceType;
  } catch {
    throw new BadFile(`${file} is neither a FHIR bundle in JSON nor one per line (.ndjson), gzipped or not.`);
  }
  return type === "Bundle" ? "/fhir/R4" : `/fhir/R4/${type}`;
}

async function bookVisits(system: LocalSystem, days: number): Promise<Booked[]> {
  const { ports } = system;
  const from = ports.clock.now();
  const patients = await allOf(ports.records, { kind: "patient", of: "customer" });
  const booked: Booked[] = [];
  for (const [i, patient] of patients.filter((p) => !p.deceased && p.active).entries()) {
    const one = visit(i, from, Math.max(1, days - 2));
    const ask = { ...one.input, patientId: patient.id };
    const { record }: { record: Stored<"appointment"> } = await saveAppointment(ports, ask, {
      actor: { type: "ehr", id: "sample-ehr" },
    });
    booked.push({ person: person(i), visit: one, patientId: patient.id, appointmentId: record.id });
  }
  return booked;
}
