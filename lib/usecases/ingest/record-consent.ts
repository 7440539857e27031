import { Consent } from "#lib/domain/consent/consent.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import { ConsentInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import { retried } from "../retry.ts";
import { eventOf, expectPatientId, type IngestPorts, type Saved, unknownReference } from "./change.ts";

/**
 * Appends an entry to the patient's consent ledger and makes it effective in the reach item, in one transaction. The
 * same entry of the same reference is appended once. Throws `unknown_reference` (patient), `validation_failed` (a written
 * one without evidence), `busy`.
 */
export async function recordConsent(
  ports: IngestPorts,
  input: ConsentInput,
  by: By,
): Promise<Saved<"consent">> {
  expectPatientId(input.patientId);
  const { reference, at, ...told } = ConsentInput.parse(input);
  const parts = [told.purpose, told.channel, told.category, told.state, at ?? ""];
  const id = ownedId("consent", input.patientId, reference ?? `unique:${ports.ids.unique()}`, ...parts);
  expectEvidence({ reference, ...told });
  const data = Consent.parse({
    ...told,
    ...(reference && { reference }),
    id,
    at: at ?? ports.clock.now(),
    by: by.actor,
  });
  return retried(async (consistent) => {
    const [previous, reach] = (await ports.records.getMany<"consent" | "reach">(
      [
        { kind: "consent", id },
        { kind: "reach", id: input.patientId },
      ],
      { consistent },
    )) as [Stored<"consent"> | undefined, Stored<"reach"> | undefined];
    if (!reach) throw unknownReference("/patientId");
    if (previous) return { record: previous, outcome: "unchanged" as const };
    const event = eventOf(ports, by, told.state === "granted" ? "consent.granted" : "consent.revoked");
    const effective = withConsent(reach.data, data);
    const reachEvent = eventOf(ports, by, "reach.updated", "consent");
    await ports.records.save([
      { kind: "consent", id, expect: 0, data, event },
      { kind: "reach", id: reach.id, expect: reach.version, data: effective, event: reachEvent },
    ]);
    return { record: { kind: "consent", id, version: 1, data, event }, outcome: "created" as const };
  });
}

/** 47 CFR 64.1200(f)(9): a written agreement that said what was agreed to. Who claims one says which, or where it is. */
function expectEvidence({ state, written, wording, reference }: Partial<ConsentInput>): void {
  if (state !== "granted" || !written || wording || reference) return;
  throw new Refusal("validation_failed", undefined, [
    {
      pointer: "/wording",
      detail: "A written consent needs the wording that was agreed to, or the reference of its paper.",
    },
  ]);
}
