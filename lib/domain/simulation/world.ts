import type { Fact } from "../fact.ts";
import { ownedId } from "../ids.ts";
import { withVisit } from "../reach/reach.ts";
import { addDuration } from "../time/duration.ts";
import type { Appointment } from "../visit/appointment.ts";
import type { Instant } from "../words.ts";
import { type Life, later, lot, note, type Teller } from "./life.ts";
import type { Told } from "./world-events.ts";

/** Something has happened: what the world's rules say follows from it is put on the agenda. */
export function happen(life: Life, on: string, tell: Teller, from: Instant = life.now): void {
  life.settings.world.forEach((rule, i) => {
    if (rule.on !== on || lot(life, "world", i, on) >= rule.share) return;
    const start = life.appointment?.start;
    later(life, addDuration(from, rule.after, life.patient.timeZone), () => {
      // What was to happen at a visit happens when it moved to, and no more when it was.
      if (on !== "visit" || life.appointment?.start === start) occur(life, rule.tell, tell);
    });
  });
}

function occur(life: Life, told: Told, tell: Teller): void {
  const ref = refOf(life, told);
  if (ref === undefined) return;
  note(life, "told", told.event);
  tell(life, { type: told.event, ref });
  if (told.event === "appointment.moved" && life.appointment?.start)
    happen(life, "visit", tell, life.appointment.start);
}

/** The id of what was changed; undefined where it cannot happen any more. */
function refOf(life: Life, told: Told): string | undefined {
  if ("fact" in told) return factChange(life, told.fact);
  if ("attributes" in told) {
    life.patient = { ...life.patient, attributes: { ...life.patient.attributes, ...told.attributes } };
    return life.patient.id;
  }
  return told.event === "appointment.booked" ? newVisit(life, told) : ownVisit(life, told);
}

function factChange(
  life: Life,
  change: { type?: Fact["type"] | undefined; status?: string | undefined; code?: string | undefined },
): string | undefined {
  const told: Pick<Fact, "type"> | undefined = change.type ? { type: change.type } : life.fact;
  if (!told) return undefined;
  const fact: Fact = {
    id: ownedId("fact", life.patient.id, "simulated", life.order),
    patientId: life.patient.id,
    at: life.now,
    ...told,
    ...(change.status && { status: change.status }),
    ...(change.code && { code: { code: change.code } }),
  };
  if (!change.type) life.fact = fact;
  life.told = { ...life.told, [fact.id]: fact };
  return fact.id;
}

type VisitTold = Extract<Told, { event: `appointment.${string}` }>;

function newVisit(life: Life, told: VisitTold): string {
  const visit: Appointment = {
    id: ownedId("appointment", life.patient.id, "simulated", life.order),
    patientId: life.patient.id,
    status: "booked",
    start: addDuration(life.now, "P10D", life.patient.timeZone),
    timeZone: life.patient.timeZone,
    confirmation: "none",
    ...("visit" in told && told.visit?.visitType && { visitType: told.visit.visitType }),
  };
  life.told = { ...life.told, [visit.id]: visit };
  life.reach = withVisit(life.reach, visit, life.now);
  return visit.id;
}

const ends = {
  arrived: "arrived",
  noshow: "noshow",
  fulfilled: "fulfilled",
  cancelled: "cancelled",
} as const;

/** A visit that is over, or that the patient will not come to, does not take place. */
function ownVisit(life: Life, told: VisitTold): string | undefined {
  const { appointment } = life;
  if (appointment?.status !== "booked") return undefined;
  const what = told.event.slice("appointment.".length);
  const declined = appointment.confirmation === "declined" || appointment.confirmation === "reschedule";
  if (what === "arrived" && declined) return undefined;
  const by = "by" in told ? told.by : undefined;
  life.appointment = {
    ...appointment,
    ...(what in ends && { status: ends[what as keyof typeof ends] }),
    ...(by && appointment.start && { start: addDuration(appointment.start, by, appointment.timeZone) }),
    ...(what === "moved" && { confirmation: "none" as const }),
  };
  life.reach = withVisit(life.reach, life.appointment, life.now);
  return appointment.id;
}
