import { describe, expect, it } from "vitest";
import {
  appointmentEvent,
  appointmentFrom,
  appointmentVerdict,
} from "#lib/domain/ingest/appointment-from.ts";
import { sourceDigest } from "#lib/domain/ingest/source.ts";
import type { AppointmentInput } from "#lib/domain/inputs.ts";
import { type Appointment, appointmentStatuses } from "#lib/domain/visit/appointment.ts";
import { anAppointment, appointmentId, patientId } from "#test/support/builders.ts";

const [monday, tuesday] = ["2026-11-02T00:00:00.000Z", "2026-11-03T00:00:00.000Z"];
const told = (more: Partial<AppointmentInput> = {}): AppointmentInput => ({
  patientId,
  status: "booked",
  start: "2026-12-01T15:00:00.000Z",
  ...more,
});
const chicago = { timeZone: "America/Chicago", locationName: "Riverside" };
const made = (input: AppointmentInput, previous?: Appointment, place: object = {}) =>
  appointmentFrom(appointmentId, input, { ...chicago, ...place }, previous);

describe("a message about a visit", () => {
  it("is applied where nothing is known, and changes nothing where it is repeated", () => {
    expect(appointmentVerdict(undefined, told())).toBe("apply");
    expect(appointmentVerdict(made(told()), told())).toBe("unchanged");
  });

  it("is too late where the source has said something since", () => {
    const newer = made(told({ sourceUpdatedAt: tuesday }));
    expect(appointmentVerdict(newer, told({ sourceUpdatedAt: monday }))).toBe("stale");
    expect(
      appointmentVerdict(made(told({ sourceUpdatedAt: monday })), told({ sourceUpdatedAt: tuesday })),
    ).toBe("apply");
  });

  const finality = ["proposed", "booked", "arrived", "noshow", "fulfilled", "cancelled", "entered-in-error"];
  it.each(appointmentStatuses)("of one moment, saying %s, yields to what is more final alone", (status) => {
    const known = made(told({ status, sourceUpdatedAt: monday }));
    const lesser = finality.slice(0, finality.indexOf(status));
    for (const other of appointmentStatuses.filter((one) => one !== status)) {
      const verdict = appointmentVerdict(known, told({ status: other, sourceUpdatedAt: monday }));
      expect([other, verdict]).toEqual([other, lesser.includes(other) ? "stale" : "apply"]);
    }
  });
});

describe("a visit after a message", () => {
  it("is as told, and where it is by its place", () => {
    expect(made(told({ visitType: "flu shot", sourceUpdatedAt: monday }))).toEqual({
      id: appointmentId,
      patientId,
      status: "booked",
      start: "2026-12-01T15:00:00.000Z",
      visitType: "flu shot",
      ...chicago,
      confirmation: "none",
      sourceUpdatedAt: monday,
      sourceDigest: sourceDigest(told({ visitType: "flu shot", sourceUpdatedAt: monday })),
    });
  });

  it("has the zone and the name that the message says before those of its place", () => {
    const said = { timeZone: "America/Denver", locationName: "Hillside" };
    expect(made(told(said))).toMatchObject(said);
    expect(made(told(), undefined, { locationName: undefined })).not.toHaveProperty("locationName");
  });

  it("keeps what the patient said of it until it moves", () => {
    const known = anAppointment({ start: told().start, confirmation: "confirmed" });
    expect(made(told({ practitionerName: "Dr. Wu" }), known).confirmation).toBe("confirmed");
    expect(made(told({ start: "2026-12-02T15:00:00.000Z" }), known).confirmation).toBe("none");
  });
});

describe("what happened to a visit", () => {
  it.each([
    ["proposed", "appointment.proposed"],
    ["booked", "appointment.booked"],
    ["arrived", "appointment.arrived"],
    ["noshow", "appointment.noshow"],
    ["fulfilled", "appointment.fulfilled"],
    ["cancelled", "appointment.cancelled"],
    ["entered-in-error", "appointment.cancelled"],
  ] as const)("that is now %s is %s", (status, event) => {
    expect(appointmentEvent(undefined, anAppointment({ status }))).toBe(event);
    const other = status === "booked" ? "proposed" : "booked";
    expect(appointmentEvent(anAppointment({ status: other }), anAppointment({ status }))).toBe(event);
  });

  it.each([
    ["moved", { start: "2026-12-02T15:00:00.000Z" }, "appointment.moved"],
    ["got a doctor", { practitionerName: "Dr. Wu" }, "appointment.updated"],
  ])("that %s, though it stands as it stood", (_, change, event) => {
    expect(appointmentEvent(anAppointment(), anAppointment(change))).toBe(event);
  });
});
