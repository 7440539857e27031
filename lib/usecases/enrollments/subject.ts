import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { Facts } from "#lib/domain/journey/effects.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";

/** What a journey may look at: the patient, the visit it is about, the policy. */
export async function loadFacts(
  ports: Pick<Ports, "records" | "clock">,
  { patientId, subject }: Pick<Enrollment, "patientId" | "subject">,
): Promise<Facts | undefined> {
  const wanted = [
    { kind: "patient" as const, id: patientId },
    ...(subject.type === "appointment" ? [{ kind: "appointment" as const, id: subject.id }] : []),
  ];
  const [patient, appointment] = await ports.records.getMany(wanted, { consistent: true });
  if (patient?.kind !== "patient") return undefined;
  const policy = await loadPolicy(ports);
  return {
    patient: patient.data as Facts["patient"],
    policy,
    ...(appointment && { appointment: appointment.data as NonNullable<Facts["appointment"]> }),
  };
}
