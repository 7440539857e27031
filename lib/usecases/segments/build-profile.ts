import type { Kind, Stored } from "#lib/domain/kinds.ts";
import { folded, profileKinds } from "#lib/domain/segment/fold.ts";
import { emptyProfile, type Profile, whoOf } from "#lib/domain/segment/profile.ts";
import type { Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";

const listed = profileKinds.filter((kind) => kind !== "patient");

/** The profile made anew from all of a patient's records; undefined where there is no such patient. */
export async function buildProfile(
  { records }: Pick<Ports, "records">,
  patientId: string,
  previous?: Profile,
): Promise<Profile | undefined> {
  const patient = await records.get("patient", patientId, { consistent: true });
  if (!patient) return undefined;
  let profile = emptyProfile(patientId, whoOf(patient.data));
  const own = await Promise.all(listed.map((kind) => all(records, kind, patientId)));
  // Nothing is taken back here: a record stands in its latest version only.
  for (const record of own.flat()) profile = folded(profile, record) as Profile;
  const { segments, clickedAt } = previous ?? profile;
  return { ...profile, segments, ...(clickedAt && { clickedAt }) };
}

async function all(records: Ports["records"], kind: Kind, patientId: string): Promise<Stored[]> {
  const found: Stored[] = [];
  for await (const record of pages(records, { kind, of: "patient", patientId })) found.push(record);
  return found;
}
