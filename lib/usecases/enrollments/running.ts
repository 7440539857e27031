import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";

/** A patient's runs that have not ended. */
export async function runsOf(
  { records }: Pick<Ports, "records">,
  patientId: string,
): Promise<Stored<"enrollment">[]> {
  const found: Stored<"enrollment">[] = [];
  for await (const record of pages(records, { kind: "enrollment", of: "patient", patientId }))
    if (record.data.status !== "ended") found.push(record);
  return found;
}

/** The first of these journeys that runs for the patient; asks nothing where there are none. */
export async function runningOf(
  ports: Pick<Ports, "records">,
  patientId: string,
  journeys: string[],
): Promise<string | undefined> {
  if (journeys.length === 0) return undefined;
  const runs = await runsOf(ports, patientId);
  return runs.find(({ data }) => journeys.includes(data.journey.id))?.data.journey.id;
}
