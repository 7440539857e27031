import { expect, it } from "vitest";
import { movableClock } from "#lib/adapters/local/clock.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Log } from "#lib/ports.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { seedLibrary } from "../../bin/local/clinic.ts";
import { createHost } from "../../bin/local/host.ts";
import { resume } from "../../bin/local/resume.ts";
import { memoryStore, type Store } from "../../bin/local/store.ts";
import { maria, monday, thursday } from "./support.ts";

const log: Log = { info: () => undefined, warn: () => undefined, error: (message) => expect.fail(message) };
const by = { actor: { type: "ehr" as const, id: "test" } };
const hostOn = (store: Store, at: string) => createHost({ store, clock: movableClock(at), log });

/** An earlier run's table, whose stream has been read: nothing but the records is left. */
async function leftAt(to: string): Promise<Store> {
  const store = memoryStore();
  const host = hostOn(store, monday);
  await host.inTurn(async () => {
    const { ports } = host.system;
    await seedLibrary(host.system);
    const { record } = await savePatient(ports, maria as PatientInput, by);
    const visit = { patientId: record.id, reference: "v", status: "booked" as const, start: thursday };
    await saveAppointment(ports, visit, by);
  });
  await host.runTo(to);
  await host.stop();
  return store;
}

it("takes up a journey that was waiting for its day", async () => {
  const host = hostOn(await leftAt("2026-06-01T18:00:00.000Z"), "2026-06-01T19:00:00.000Z");
  await host.inTurn(() => resume(host));
  await host.runTo("2026-06-02T15:00:00.000Z");
  expect(host.system.outbox.list()).toHaveLength(1);
});

it("takes up a journey that was waiting for an answer, and asks no second time before its time", async () => {
  const host = hostOn(await leftAt("2026-06-02T16:00:00.000Z"), "2026-06-02T16:00:00.000Z");
  await host.inTurn(() => resume(host));
  await host.runTo("2026-06-03T14:00:00.000Z");
  expect(host.system.outbox.list()).toEqual([]);
  await host.runTo("2026-06-03T16:00:00.000Z");
  expect(host.system.outbox.list()).toMatchObject([{ channel: "email" }]);
});

it("does not begin before the last thing that happened", async () => {
  const host = hostOn(await leftAt("2026-06-02T16:00:00.000Z"), monday);
  await host.inTurn(() => resume(host));
  expect(host.clock.now() >= "2026-06-02T15:00:00.000Z").toBe(true);
});
