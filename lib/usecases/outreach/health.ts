import type { ChangeEvent } from "#lib/domain/event.ts";
import { worseHealth } from "#lib/domain/outreach/receipts.ts";
import type { Health } from "#lib/domain/patient/patient.ts";
import { withRinging } from "#lib/domain/patient/ringing.ts";
import { withHealth } from "#lib/domain/reach/reach.ts";
import type { Ports, RefusalCause } from "#lib/ports.ts";
import { retried } from "../retry.ts";

const healthAfter: Partial<Record<RefusalCause, Health>> = {
  address_invalid: "invalid",
  landline: "landline",
};

type What = { patientId: string; addressId: string; cause?: RefusalCause; health?: Health };

/** Writes what a provider told us of an address to the patient and the reach item, in one transaction. */
export async function recordHealth(ports: Pick<Ports, "records" | "clock">, what: What): Promise<void> {
  const { patientId, addressId } = what;
  const health = what.health ?? (what.cause && healthAfter[what.cause]);
  if (!health) return;
  await retried(async () => {
    const [patient, reach] = await Promise.all([
      ports.records.get("patient", patientId, { consistent: true }),
      ports.records.get("reach", patientId, { consistent: true }),
    ]);
    if (!patient || !reach) return;
    const known = patient.data.contactPoints.find((c) => c.id === addressId);
    if (!known || worseHealth(known.health, health) === known.health) return;
    const event: ChangeEvent = {
      type: "patient.updated",
      at: ports.clock.now(),
      actor: { type: "provider", id: known.channel },
      reason: `address_${health}`,
      cause: addressId,
    };
    const told = patient.data.contactPoints.map((c) => (c.id === addressId ? { ...c, health } : c));
    const contactPoints = withRinging(told, patientId);
    const next = withHealth(reach.data, addressId, health);
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
        data: { ...next, addresses: withRinging(next.addresses, patientId) },
        event: { ...event, type: "reach.updated" },
      },
    ]);
  });
}
