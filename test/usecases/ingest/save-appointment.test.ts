import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppointmentInput } from "#lib/domain/inputs.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { saveDirectoryEntry } from "#lib/usecases/ingest/save-directory.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { ehr, ingestWorld, maria } from "#test/support/ingest.ts";

async function clinic() {
  const world = ingestWorld();
  const patient = await savePatient(world.ports, maria(), ehr);
  const patientId = patient.record.id;
  const visit = (changes: Partial<AppointmentInput> = {}): AppointmentInput => ({
    patientId,
    reference: "visit-1",
    status: "booked",
    start: "2026-12-01T15:00:00.000Z",
    ...changes,
  });
  const save = (changes?: Partial<AppointmentInput>) => saveAppointment(world.ports, visit(changes), ehr);
  return { ...world, patientId, visit, save };
}

describe("what happened to a visit", () => {
  it.each<[string, Partial<AppointmentInput>, string]>([
    ["moved", { start: "2026-12-02T15:00:00.000Z" }, "appointment.moved"],
    ["got a doctor", { practitionerName: "Dr. Wu" }, "appointment.updated"],
    ["was cancelled", { status: "cancelled" }, "appointment.cancelled"],
    ["never was", { status: "entered-in-error" }, "appointment.cancelled"],
    ["began", { status: "arrived" }, "appointment.arrived"],
    ["was missed", { status: "noshow" }, "appointment.noshow"],
    ["is over", { status: "fulfilled" }, "appointment.fulfilled"],
  ])("%s", async (_, changes, type) => {
    const { save } = await clinic();
    expect((await save()).record.event.type).toBe("appointment.booked");
    const { record, outcome } = await save(changes);
    expect([record.event.type, outcome, record.version]).toEqual([type, "updated", 2]);
  });

  it("is nothing where the same is said again", async () => {
    const { save, written } = await clinic();
    await save();
    const before = written.length;
    expect((await save()).outcome).toBe("unchanged");
    expect(written.length).toBe(before);
  });

  it("is booked once a proposal is", async () => {
    const { save } = await clinic();
    expect((await save({ status: "proposed" })).record.event.type).toBe("appointment.proposed");
    expect((await save()).record.event.type).toBe("appointment.booked");
  });
});

it("tells the reach item, in the same transaction, what is now true of the visit", async () => {
  const { save, records, patientId } = await clinic();
  await save();
  const { record } = await save({ start: "2026-12-02T15:00:00.000Z" });
  const reach = await records.get("reach", patientId);
  expect(reach?.data.visits[record.id]?.print).toBe(fingerprint(record.data));
});

it("forgets what the patient said of a visit that moved, and of no other change", async () => {
  const { save, records } = await clinic();
  const { record } = await save();
  const data = { ...record.data, confirmation: "confirmed" as const };
  await records.save([{ ...record, expect: record.version, data }]);
  expect((await save({ practitionerName: "Dr. Wu" })).record.data.confirmation).toBe("confirmed");
  expect((await save({ start: "2026-12-03T15:00:00.000Z" })).record.data.confirmation).toBe("none");
});

it("takes name and time zone from the location, and the zone from the patient without one", async () => {
  const { ports, save } = await clinic();
  const place = {
    type: "location",
    name: "Mesa Clinic",
    timeZone: "America/Phoenix",
    reference: "mesa",
  } as const;
  const { record } = await saveDirectoryEntry(ports, place, ehr);
  expect((await save({ locationId: record.id })).record.data).toMatchObject({
    locationName: "Mesa Clinic",
    timeZone: "America/Phoenix",
  });
  expect((await save({ reference: "visit-2" })).record.data.timeZone).toBe("America/Chicago");
});

describe("refused, with nothing written", () => {
  const patientId = `pat_${"0".repeat(26)}`;
  it.each<[string, Partial<AppointmentInput>, object, string]>([
    ["an unknown patient", { patientId }, {}, "unknown_reference"],
    ["an id that is none", { patientId: "maria" }, {}, "unknown_reference"],
    ["an unknown location", { locationId: "loc_x" }, {}, "unknown_reference"],
    ["a time zone that is none", { timeZone: "Mars/Olympus" }, {}, "validation_failed"],
    ["an update of what is not there", {}, { expect: 3 }, "stale_version"],
    [
      "the visit of another patient",
      {},
      { id: `apt_${"0".repeat(26)}_${"0".repeat(16)}` },
      "validation_failed",
    ],
  ])("%s", async (_, changes, by, code) => {
    const { ports, visit, written } = await clinic();
    const before = written.length;
    await expect(saveAppointment(ports, visit(changes), { ...ehr, ...by })).rejects.toMatchObject({ code });
    expect(written.length).toBe(before);
  });
});

it("records a stale message and does not apply it", async () => {
  const { save, records } = await clinic();
  const { record } = await save({ sourceUpdatedAt: "2026-11-02T00:00:00.000Z", status: "cancelled" });
  const stale = await save({ sourceUpdatedAt: "2026-11-01T00:00:00.000Z" });
  expect(stale).toMatchObject({ outcome: "stale", record: { event: { type: "appointment.stale" } } });
  expect((await records.get("appointment", record.id))?.data).toEqual(record.data);
});

const message = fc.record({
  status: fc.constantFrom("booked", "arrived", "cancelled", "noshow", "fulfilled", "proposed"),
  start: fc.constantFrom("2026-12-01T15:00:00.000Z", "2026-12-02T15:00:00.000Z", "2026-12-03T15:00:00.000Z"),
  practitionerName: fc.constantFrom("Dr. Wu", "Dr. Roe"),
  sourceUpdatedAt: fc.constantFrom(
    "2026-11-01T00:00:00.000Z",
    "2026-11-02T00:00:00.000Z",
    "2026-11-03T00:00:00.000Z",
  ),
});

it("any permutation and repetition of messages ends the same (invariant 5)", async () => {
  const orders = fc
    .array(message, { minLength: 1, maxLength: 6 })
    .chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.shuffledSubarray(messages, { minLength: messages.length }),
        fc.array(fc.constantFrom(...messages), { maxLength: 4 }),
      ),
    );
  await fc.assert(
    fc.asyncProperty(orders, async ([messages, permuted, repeated]) => {
      const end = async (sent: typeof messages) => {
        const { save, records, patientId } = await clinic();
        for (const one of sent) await save(one as Partial<AppointmentInput>);
        const [appointment] = (await records.list({ kind: "appointment", of: "patient", patientId })).items;
        const reach = await records.get("reach", patientId);
        return { data: appointment?.data, visits: reach?.data.visits };
      };
      expect(await end([...permuted, ...repeated])).toEqual(await end(messages));
    }),
    { numRuns: 200 },
  );
});

it("of messages sent at once none is lost", async () => {
  const { save, records, patientId } = await clinic();
  const references = Array.from({ length: 10 }, (_, i) => `visit-${i}`);
  await Promise.all(references.map((reference) => save({ reference })));
  expect(Object.keys((await records.get("reach", patientId))?.data.visits ?? {})).toHaveLength(10);
});
