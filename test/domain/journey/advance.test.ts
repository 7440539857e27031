import { describe, expect, it } from "vitest";
import type { News, Subject } from "#lib/domain/enrollment.ts";
import { enrollmentIdOf } from "#lib/domain/journey/advance.ts";
import { anEnd, aPause, aWaitFor } from "#test/support/bare-steps.ts";
import { appointmentId, journeyOf, Play, patientId } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T16:00:00.000Z";
const end = anEnd();
const piece = (seq: number, type: string): News => ({ seq, at: now, type, key: `k${seq}` });

describe("an enrollment's id", () => {
  const visit: Subject = { type: "appointment", id: appointmentId };
  const journey = { id: "reminder" };
  const id = enrollmentIdOf(journey, patientId, visit);

  it("is the same whenever the same run is asked for", () => {
    expect(enrollmentIdOf(journey, patientId, visit, 1)).toBe(id);
    expect(enrollmentIdOf({ id: "reminder", concurrency: "per-subject" }, patientId, visit)).toBe(id);
    expect(id).toMatch(/^enr_/);
  });

  it("is another for another journey, subject or run", () => {
    const others = [
      enrollmentIdOf({ id: "recall" }, patientId, visit),
      enrollmentIdOf(journey, patientId, { type: "appointment", id: "apt_2" }),
      enrollmentIdOf(journey, patientId, { type: "referral", id: appointmentId }),
      enrollmentIdOf(journey, patientId, visit, 2),
      enrollmentIdOf(journey, patientId, visit, 3),
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });

  it("is the patient's own whatever began it, where a journey runs once per patient", () => {
    const once = { id: "reminder", concurrency: "per-patient" as const };
    const of = (subject: Subject, run?: number) => enrollmentIdOf(once, patientId, subject, run);
    expect(of({ type: "appointment", id: "apt_2" })).toBe(of(visit));
    expect(of(visit, 2)).not.toBe(of(visit));
  });
});

describe("a beginning", () => {
  it("is at the first step that waits, and has said how it came there", () => {
    const p = new Play(journeyOf({ a: { do: "notify", event: "e", next: "b" }, b: aPause("end"), end }), now);
    expect(p.enrollment).toMatchObject({
      patientId,
      journey: { id: "test-journey", version: 1 },
      subject: { type: "appointment", id: appointmentId },
      status: "active",
      visits: { a: 1, b: 1 },
      seenSeq: 0,
      startedAt: now,
      trail: [
        { step: "a", at: now, why: "start" },
        { step: "b", at: now, why: "next" },
      ],
    });
  });
});

describe("news", () => {
  const steps = {
    a: aWaitFor("patient.updated", "b"),
    b: aWaitFor("consent.granted", "c"),
    c: aWaitFor("consent.revoked", "end"),
    end,
  };
  const three = [piece(1, "patient.updated"), piece(2, "consent.granted"), piece(3, "consent.revoked")];

  it("is acted on in the order of its numbers, in whatever order it lies there", () => {
    for (const order of [
      [2, 0, 1],
      [1, 0, 2],
      [2, 1, 0],
    ]) {
      const p = new Play(journeyOf(steps), now).turn(
        later,
        order.map((i) => three[i] as News),
      );
      expect(p.enrollment).toMatchObject({ status: "ended", outcome: "done", seenSeq: 3 });
    }
    const two = new Play(journeyOf(steps), now).turn(later, [three[1], three[0]] as News[]);
    expect(two.enrollment).toMatchObject({ step: "c", seenSeq: 2 });
  });

  it("is acted on once, though it lies there twice or was seen before", () => {
    const twice = journeyOf({
      a: aWaitFor("patient.updated", "b"),
      b: aWaitFor("patient.updated", "end"),
      end,
    });
    const p = new Play(twice, now).turn(later, [piece(1, "patient.updated"), piece(1, "patient.updated")]);
    expect(p.enrollment).toMatchObject({ step: "b", seenSeq: 1 });
    expect(p.turn(later, [piece(1, "patient.updated")]).step).toBe("b");
    expect(p.turn(later, [piece(2, "patient.updated"), piece(1, "patient.updated")]).enrollment.status).toBe(
      "ended",
    );
  });

  it("after the end in the same turn changes nothing any more", () => {
    const definition = journeyOf(steps, {
      goal: { event: "appointment.arrived" },
      exitWhen: [{ event: "appointment.cancelled", reason: "cancelled" }],
    });
    const p = new Play(definition, now);
    p.turn(later, [piece(1, "appointment.arrived"), piece(2, "appointment.cancelled")]);
    expect(p.enrollment).toMatchObject({ outcome: "goal", reason: "appointment.arrived", seenSeq: 2 });
    const { enrollment } = p;
    expect(p.turn(later, [piece(3, "appointment.cancelled")])).toMatchObject({
      enrollment: { ...enrollment, seenSeq: 3 },
      last: [],
    });
  });

  it("of a way out ends it with that reason", () => {
    const p = new Play(
      journeyOf(steps, { exitWhen: [{ event: "appointment.cancelled", reason: "cancelled" }] }),
      now,
    ).news(later, "appointment.cancelled", appointmentId);
    expect(p.enrollment).toMatchObject({ outcome: "exited", reason: "cancelled" });
  });

  it("is kept while it is paused, the newest fifty pieces, and not wanted without any", () => {
    const p = new Play(journeyOf(steps), now);
    p.enrollment = { ...p.enrollment, status: "paused" };
    const { enrollment } = p;
    expect(p.turn(later, []).enrollment).toEqual(enrollment);
    expect(p.turn(later, [piece(1, "note.first")]).enrollment.pending).toEqual([piece(1, "note.first")]);
    p.turn(
      later,
      Array.from({ length: 60 }, (_, i) => piece(i + 2, "note.more")),
    );
    expect(p.enrollment.pending?.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 12));
    expect(p.enrollment.seenSeq).toBe(61);
  });
});
