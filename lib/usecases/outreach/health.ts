import type { ChangeEvent } from "#lib/domain/event.ts";
import { isWorse, type Known, withLearned } from "#lib/domain/patient/health.ts";
import { withHealth } from "#lib/domain/reach/reach.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

type What = { patientId: string } & Known;

/** Writes what a provider or a person told us of an address to the patient and the reach item, in one transaction. */
export async function recordHealth(ports: Pick<Ports, "records" | "clock">, what: What): Promise<void> {
  const { patientId, addressId, health } = what;
  await retried(async () => {
    const [patient, reach] = await Promise.all([
      ports.records.get("patient", patientId, { consistent: true }),
      ports.records.get("reach", patientId, { consistent: true }),
    ]);
    if (!patient || !reach) return;
    const known = patient.data.contactPoints.find((c) => c.id === addressId);
    if (!known || !isWorse([known], what)) return;
    const event: ChangeEvent = {
      type: "patient.updated",
      at: ports.clock.now(),
      actor: { type: "provider", id: known.channel },
      reason: `address_${health}`,
      cause: addressId,
    };
    const contactPoints = withLearned(patient.data.contactPoints, patientId, what);
    await ports.records.save([
      {
        kind: "patient",
        id: patientId,
        expect: patient.version,
        data: { ...patient.data, contactPoints },
        event,
      },
      {
        kind: "reach",
        id: patientId,
        expect: reach.version,
        data: withHealth(reach.data, what),
        event: { ...event, type: "reach.updated" },
      },
    ]);
  });
}
