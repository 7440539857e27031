import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fact.ts";
import type { Life } from "#lib/domain/simulation/life.ts";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { happen } from "#lib/domain/simulation/world.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import { anAppointment, days, hours, later } from "#test/support/builders.ts";
import { draft, lifeOf, stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const visit = anAppointment({ start: later(simulatedMonday, days(8)) });
const fact: Fact = { id: "fct_1", patientId: visit.patientId, type: "service-request", status: "active" };

/** A world of these rules, in which something happens on Monday. */
function world(rules: object[], more: Partial<Life> = { appointment: visit }) {
  const { world } = SimulationSettings.parse({ world: rules });
  const still = stillLife(more, { world });
  const happens = (on: string) => {
    happen(still.life, on, still.tell);
    still.pass();
    return still;
  };
  return { ...still, happens };
}
const onBegin = (tell: object, more?: Partial<Life>) => world([{ on: "begin", tell }], more).happens("begin");

describe("a rule of the world", () => {
  const rule = { on: "begin", after: "PT2H", tell: { event: "appointment.arrived" } };

  it("acts so long after what it waits for, and tells the journey", () => {
    const { life, told } = world([rule]).happens("begin");
    const at = later(simulatedMonday, hours(2));
    expect(told).toEqual([{ type: "appointment.arrived", ref: visit.id, at }]);
    expect(life.lines).toEqual([{ at, what: "told", note: "appointment.arrived" }]);
    expect(life.appointment?.status).toBe("arrived");
  });

  it.each([
    ["another thing", "answered:confirmed", 1, 0],
    ["the share of nobody", "begin", 0, 0],
    ["the share of everybody", "begin", 1, 1],
  ])("acts on %s so often: %s, %d → %d", (_, on, share, times) => {
    expect(world([{ ...rule, share }]).happens(on).told).toHaveLength(times);
  });

  it("acts in its share of the patients", () => {
    const acted = Array.from({ length: 200 }, (_, n) =>
      world([{ ...rule, share: 0.3 }], { n, appointment: visit }),
    )
      .map(({ happens }) => happens("begin").told.length)
      .reduce((a, b) => a + b, 0);
    expect(Math.abs(acted / 200 - 0.3)).toBeLessThan(0.1);
  });

  it("of a visit acts by its start, and after it moved by its new one alone", () => {
    const rules = [
      { on: "begin", after: "P1D", tell: { event: "appointment.moved", by: "P3D" } },
      { on: "visit", after: "PT1H", tell: { event: "appointment.arrived" } },
      { on: "begin", after: "P2D", tell: { event: "appointment.updated" } },
    ];
    const { life, tell, happens } = world(rules);
    happen(life, "visit", tell, visit.start);
    const { told } = happens("begin");
    expect(told.map(({ type, at }) => [type, at])).toEqual([
      ["appointment.moved", later(simulatedMonday, days(1))],
      ["appointment.updated", later(simulatedMonday, days(2))],
      ["appointment.arrived", later(simulatedMonday, days(11) + hours(1))],
    ]);
  });

  it("of a visit acts once, whatever else about the visit changes", () => {
    const rules = [
      { on: "begin", tell: { event: "appointment.updated" } },
      { on: "visit", tell: { event: "patient.updated", attributes: { came: true } } },
    ];
    const { life, tell, happens } = world(rules);
    happen(life, "visit", tell, visit.start);
    expect(happens("begin").told.map(({ type }) => type)).toEqual(["appointment.updated", "patient.updated"]);
  });

  it("that waits for something else acts though the visit moved meanwhile", () => {
    const rules = [
      { on: "begin", tell: { event: "appointment.moved", by: "P3D" } },
      { on: "begin", after: "P1D", tell: { event: "appointment.noshow" } },
    ];
    expect(world(rules).happens("begin").life.appointment?.status).toBe("noshow");
  });
});

describe("what happens to a visit", () => {
  it.each<[string, object, Partial<Appointment>]>([
    ["arrived", {}, { status: "arrived" }],
    ["noshow", {}, { status: "noshow" }],
    ["fulfilled", {}, { status: "fulfilled" }],
    ["cancelled", {}, { status: "cancelled" }],
    ["updated", {}, {}],
    ["moved", { by: "P1D" }, { start: later(simulatedMonday, days(9)), confirmation: "none" }],
  ])("%s", (what, more, changed) => {
    const confirmed = { ...visit, confirmation: "confirmed" as const };
    const { life } = onBegin({ event: `appointment.${what}`, ...more }, { appointment: confirmed });
    expect(life.appointment).toEqual({ ...confirmed, ...changed });
  });

  it.each([
    ["arrived", "confirmed", true],
    ["arrived", "declined", false],
    ["arrived", "reschedule", false],
    ["noshow", "declined", true],
  ] as const)("%s, after the patient said %s: %s", (what, confirmation, happens) => {
    const { told } = onBegin({ event: `appointment.${what}` }, { appointment: { ...visit, confirmation } });
    expect(told).toHaveLength(happens ? 1 : 0);
  });

  it.each([
    undefined,
    { ...visit, status: "cancelled" as const },
    { ...visit, status: "fulfilled" as const },
  ])("is nothing where there is none to come: %j", (appointment) => {
    const { told, life } = onBegin({ event: "appointment.arrived" }, appointment ? { appointment } : {});
    expect([told, life.lines]).toEqual([[], []]);
  });

  it("is known to the gate at once, so that no message names a time that is no more", () => {
    const { life } = onBegin({ event: "appointment.moved", by: "P1D" });
    const fresh = onBegin({ event: "appointment.updated" });
    expect(Object.keys(life.reach.visits)).toEqual([visit.id]);
    expect(life.reach.visits[visit.id]).not.toEqual(fresh.life.reach.visits[visit.id]);
  });
});

describe("what else happens", () => {
  it("may be another visit, ten days on, of a kind that the journey may ask for", () => {
    const { life, told } = onBegin({ event: "appointment.booked", visit: { visitType: "flu shot" } });
    const [other] = Object.values(life.told) as Appointment[];
    expect(other).toEqual({
      id: told[0]?.ref,
      patientId: life.patient.id,
      status: "booked",
      start: later(simulatedMonday, days(10)),
      timeZone: life.patient.timeZone,
      confirmation: "none",
      visitType: "flu shot",
    });
    expect(life.appointment).toEqual(visit);
    expect(Object.keys(life.reach.visits)).toContain(other?.id);
    expect(Object.values(onBegin({ event: "appointment.booked" }).life.told)[0]).not.toHaveProperty(
      "visitType",
    );
  });

  it("may be a change of the fact that the journey is about", () => {
    const { life, told } = onBegin(
      { event: "fact.updated", fact: { status: "completed", code: "done" } },
      { fact },
    );
    const changed = { ...fact, status: "completed", code: { code: "done" } };
    expect([life.fact, life.told[fact.id]]).toEqual([expect.objectContaining(changed), life.fact]);
    expect(told).toEqual([{ type: "fact.updated", ref: fact.id, at: simulatedMonday }]);
  });

  it("is nothing of a fact where the journey is about none", () => {
    expect(onBegin({ event: "fact.updated", fact: { status: "completed" } }).told).toEqual([]);
  });

  it("may be another fact, which leaves the journey's own as it is", () => {
    const { life, told } = onBegin({ event: "fact.recorded", fact: { type: "immunization" } }, { fact });
    const id = told[0]?.ref as string;
    expect(life.told[id]).toEqual({
      id,
      patientId: life.patient.id,
      type: "immunization",
      at: simulatedMonday,
    });
    expect(life.fact).toEqual(fact);
  });

  it("may be an attribute that changed, beside the others", () => {
    const still = world([{ on: "begin", tell: { event: "patient.updated", attributes: { smokes: false } } }]);
    const { riskLevel } = still.life.patient.attributes;
    const { life, told } = still.happens("begin");
    expect(life.patient.attributes).toEqual({ riskLevel, smokes: false });
    expect(told).toEqual([{ type: "patient.updated", ref: life.patient.id, at: simulatedMonday }]);
  });
});

it("the start of the visit that a journey is about is waited for from its beginning on", () => {
  const definition = draft(
    { wait: { do: "wait", for: "P20D", next: "over" }, over: { do: "end", outcome: "over" } },
    { subject: "appointment", enrollWhen: { event: "appointment.booked" } },
  );
  const { world } = SimulationSettings.parse({
    world: [{ on: "visit", tell: { event: "appointment.arrived" } }],
  });
  const life = lifeOf(definition, simulatedMonday, { settings: { world } });
  expect(life.lines).toContainEqual({
    at: later(simulatedMonday, days(7)),
    what: "told",
    note: "appointment.arrived",
  });
  expect(life.appointment?.status).toBe("arrived");
});
