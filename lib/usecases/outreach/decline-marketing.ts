import { patientOf } from "#lib/domain/ids.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import type { Ports, Receipt } from "#lib/ports.ts";

/**
 * The patient told the provider that they want no marketing there: a revocation from then on, for all of it on that
 * channel. 47 CFR 64.1200(a)(10): by any reasonable means. Its reference is the attempt, so that a repeat is the same entry.
 */
export async function declineMarketing(
  ports: Pick<Ports, "records" | "clock" | "ids">,
  { outreachId, attempt, channel, at }: Receipt,
  by: By,
): Promise<void> {
  // Ingest is heavy and this is rare: read then, not at each start.
  const { recordConsent } = await import("../ingest/record-consent.ts");
  const patientId = patientOf(outreachId);
  const reference = `${outreachId}#${attempt}`;
  const entry = { patientId, reference, channel, purpose: "marketing", state: "revoked", at } as const;
  await recordConsent(ports, { ...entry, source: "provider" }, by);
}
