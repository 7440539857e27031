import { describe, expect, it } from "vitest";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import {
  type FreedTime,
  freedBy,
  freedId,
  kindOf,
  matching,
  offersOf,
  type Waiting,
} from "#lib/domain/visit/waiting.ts";
import {
  anAppointment,
  appointmentId,
  aTuesday,
  hours,
  later,
  patientId,
  zone,
} from "#test/support/builders.ts";

const start = later(aTuesday, hours(30));
const booked = (more: Partial<Appointment> = {}) =>
  anAppointment({ start, locationName: "Main Street", visitType: "Follow-up", ...more });
const kind = { place: "Main Street", visitType: "Follow-up" };
const freed: Omit<FreedTime, "offers"> = {
  ...{ id: freedId(appointmentId, start), start, timeZone: zone, ...kind },
  freedAt: aTuesday,
  until: later(start, -hours(4)),
};
const waits = (more: Partial<Waiting> = {}): Waiting => ({
  ...{ id: "wtl_1", patientId: "pat_ana", appointmentId: "apt_ana", ...kind },
  since: "2026-05-01T12:00:00.000Z",
  status: "waiting",
  ...more,
});

describe("a visit frees its time", () => {
  it.each<[string, Partial<Appointment>]>([
    ["is cancelled", { status: "cancelled" }],
    ["never was", { status: "entered-in-error" }],
    ["moves", { start: later(start, hours(24)) }],
    ["has no time any more", { start: undefined }],
  ])("where it %s", (_, change) => expect(freedBy(booked(), booked(change), aTuesday)).toEqual(freed));

  it.each<[string, Appointment | undefined, Partial<Appointment>]>([
    ["took place", booked(), { status: "fulfilled" }],
    ["is described anew", booked(), { practitionerName: "Dr. Wu" }],
    ["was proposed only", booked({ status: "proposed" }), { status: "cancelled" }],
    ["was over", booked({ status: "cancelled" }), { status: "entered-in-error" }],
    ["had no time", booked({ start: undefined }), { status: "cancelled" }],
    ["was not known", undefined, { status: "cancelled" }],
  ])("but not where it %s", (_, before, change) =>
    expect(freedBy(before, booked(change), aTuesday)).toBeUndefined(),
  );

  it("while someone could still read of it and come: for four hours less than there are", () => {
    const cancelled = booked({ status: "cancelled" });
    expect(freedBy(booked(), cancelled, later(start, -hours(4) - 1))).toBeDefined();
    expect(freedBy(booked(), cancelled, later(start, -hours(4)))).toBeUndefined();
  });

  it("is one of the same visit and time, and another of each else", () => {
    const others = [freedId(appointmentId, aTuesday), freedId("apt_ana", start)];
    expect(freedId(appointmentId, start)).toBe(freed.id);
    expect(new Set([freed.id, ...others]).size).toBe(3);
  });

  it.each([
    [
      "by its place of the directory",
      { locationId: "loc_1", locationName: "Main Street" },
      { place: "loc_1" },
    ],
    ["by the name of its place", { locationName: "Main Street" }, { place: "Main Street" }],
    ["by what it is for", { visitType: "Follow-up" }, { visitType: "Follow-up" }],
    ["by nothing", {}, {}],
  ])("is like another %s", (_, visit, expected) => expect(kindOf(anAppointment(visit))).toEqual(expected));
});

describe("who may have a freed time", () => {
  const gaveUp = { patientId };

  it("is who waits for one of its kind, longest waiting first", () => {
    const [may, april] = [waits(), waits({ id: "wtl_2", since: "2026-04-01T12:00:00.000Z" })];
    const same = waits({ id: "wtl_0" });
    expect(matching(freed, [may, april, same], gaveUp)).toEqual([april, same, may]);
    expect(matching(freed, [same, may, april], gaveUp)).toEqual([april, same, may]);
  });

  it.each<[string, Partial<Waiting>]>([
    ["has been served", { status: "served" }],
    ["has left", { status: "left" }],
    ["gave it up", { patientId }],
    ["waits elsewhere", { place: "Elm Street" }],
    ["waits for another kind of visit", { visitType: "Flu shot" }],
  ])("is not who %s", (_, more) => expect(matching(freed, [waits(more)], gaveUp)).toEqual([]));
});

describe("a freed time is offered", () => {
  const visit = booked({ start: later(start, hours(48)) });
  const crowd = Array.from({ length: 25 }, (_, n) => ({
    waiting: waits({ id: `wtl_${n}`, patientId: `pat_${n}`, appointmentId: `apt_${n}` }),
    visit,
  }));

  it("to five at once, to the next five an hour later, and to twenty at most", () => {
    const offers = offersOf(freed, crowd);
    const hour = (n: number) => Array.from({ length: 5 }, () => later(aTuesday, hours(n)));
    expect(offers.map(({ at }) => at)).toEqual([0, 1, 2, 3].flatMap(hour));
    expect(offers[5]).toEqual({
      ...{ waitingId: "wtl_5", patientId: "pat_5", appointmentId: "apt_5" },
      at: later(aTuesday, hours(1)),
    });
  });

  it("to no wave for which it would be too late", () => {
    expect(offersOf({ ...freed, until: later(aTuesday, hours(1)) }, crowd)).toHaveLength(5);
    expect(offersOf({ ...freed, until: later(aTuesday, hours(1) + 1) }, crowd)).toHaveLength(10);
  });

  it.each<[string, Appointment | undefined]>([
    ["is gone", undefined],
    ["is cancelled", { ...visit, status: "cancelled" }],
    ["is sooner", { ...visit, start: later(start, -hours(1)) }],
    ["is at that time", { ...visit, start }],
    ["has no time", { ...visit, start: undefined }],
  ])("to nobody whose own visit %s", (_, own) =>
    expect(offersOf(freed, [{ waiting: waits(), visit: own }])).toEqual([]),
  );
});
