import type { Enrollment, News } from "#lib/domain/enrollment.ts";
import { patientKeyOf } from "#lib/domain/ids.ts";
import { louder } from "#lib/domain/journey/beside.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Facts } from "#lib/domain/journey/effects.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { runningOf } from "./running.ts";

/** Whose turn it is, and what it is told: the visits and facts in its news are looked at too. */
type Turning = { definition: JourneyDraft; told: Pick<News, "ref">[] };

/** What a journey may look at: the patient, what it is about, what the news is about, the policy. */
export async function loadFacts(
  ports: Pick<Ports, "records" | "clock">,
  { patientId, subject }: Pick<Enrollment, "patientId" | "subject">,
  { definition, told }: Turning,
): Promise<Facts | undefined> {
  const named = [subject.id, ...told.flatMap(({ ref }) => ref ?? [])];
  const others = [...new Set(named)].flatMap((id) => recordOf(id, patientId));
  const [patient, ...found] = await ports.records.getMany([{ kind: "patient", id: patientId }, ...others], {
    consistent: true,
  });
  if (patient?.kind !== "patient") return undefined;
  const own = found.find((record) => record?.id === subject.id);
  const rest = found.filter((record) => record !== undefined && record !== own) as Stored<
    "appointment" | "fact"
  >[];
  const silencedBy = await runningOf(ports, patientId, louder(definition));
  return {
    patient: patient.data as Facts["patient"],
    policy: await loadPolicy(ports),
    ...(own?.kind === "appointment" && { appointment: own.data as NonNullable<Facts["appointment"]> }),
    ...(own?.kind === "fact" && { fact: own.data as NonNullable<Facts["fact"]> }),
    ...(rest.length > 0 && { told: Object.fromEntries(rest.map(({ id, data }) => [id, data])) }),
    ...(silencedBy && { silencedBy }),
  };
}

const kinds: Record<string, Kind> = { apt: "appointment", fct: "fact" };

/** The record that an id is of, where a journey may look at it and it is this patient's. */
function recordOf(id: string, patientId: string): { kind: Kind; id: string }[] {
  const kind = kinds[id.slice(0, 3)];
  return kind && patientKeyOf(id) === patientKeyOf(patientId) ? [{ kind, id }] : [];
}
