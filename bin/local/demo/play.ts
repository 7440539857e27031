import { Agenda } from "#lib/adapters/local/agenda.ts";
import type { Left } from "#lib/adapters/local/outbox.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import { isFederalHoliday } from "#lib/domain/time/holidays.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { localParts } from "#lib/domain/time/time.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { answerTask } from "#lib/usecases/tasks/answer-task.ts";
import { completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import type { Manner } from "../clinic/people.ts";
import { type Random, randomFrom } from "../clinic/random.ts";
import { clinicZone } from "../clinic/visits.ts";
import type { Booked } from "../clinic.ts";
import type { LocalSystem } from "../system.ts";
import { repliesTo } from "./replies.ts";

const ehr: Actor = { type: "ehr", id: "sample-ehr" };
const desk: Actor = { type: "staff", id: "front-desk" };

export type Story = {
  system: LocalSystem;
  booked: Booked[];
  /** How a patient answers, by id. */
  manners: Map<string, Manner>;
  until: Instant;
  progress: (at: Instant, what: string) => void;
};

/** Plays patients, EHR and front desk against the system, hour by hour of its own clock. */
export async function play(story: Story): Promise<void> {
  const { system, until, progress } = story;
  const { clock } = system.ports;
  const random = randomFrom(20_260_601);
  const agenda = new Agenda();
  for (const one of story.booked) planFate(story, one, agenda);
  let seen = system.outbox.list().length;
  while (clock.now() < until) {
    const hour = addDuration(clock.now(), "PT1H", "UTC");
    for (let at = agenda.next(); at !== undefined && at <= hour; at = agenda.next()) {
      await system.runTo(later(at, clock.now()));
      await agenda.take(clock.now())?.();
    }
    await system.runTo(hour);
    const left = system.outbox.list();
    for (const message of left.slice(seen)) await planReplies(story, message, random, agenda);
    seen = left.length;
    await workTheDesk(story, random);
    progress(clock.now(), `${left.length} messages left`);
  }
}

const later = (a: Instant, b: Instant): Instant => [a, b].sort()[1] as Instant;

/** What the EHR will tell of a visit: moved, cancelled, arrived, not arrived. */
function planFate({ system, until }: Story, { visit, patientId }: Booked, agenda: Agenda): void {
  const { input, fate } = visit;
  const tell = (at: Instant, change: Partial<typeof input>): void => {
    if (at < until)
      agenda.add(at, async () => {
        await saveAppointment(system.ports, { ...input, ...change, patientId }, { actor: ehr });
      });
  };
  const hold = (start: Instant, status: "arrived" | "noshow"): void => {
    tell(start, { start, status });
    if (status === "arrived") tell(addDuration(start, "PT30M", clinicZone), { start, status: "fulfilled" });
  };
  if (fate.do === "cancel") tell(fate.at, { status: "cancelled" });
  else if (fate.do === "move") {
    const start = addDuration(input.start, `P${fate.days}D`, clinicZone);
    tell(fate.at, { start, end: addDuration(start, "PT30M", clinicZone) });
    hold(start, "arrived");
  } else hold(input.start, fate.do === "noshow" ? "noshow" : "arrived");
}

/** Only questions are answered: the outreach says which task it asks. */
async function planReplies(
  { system, manners }: Story,
  message: Left,
  random: Random,
  agenda: Agenda,
): Promise<void> {
  const outreach = await system.ports.records.get("outreach", message.outreachId);
  const manner = outreach && manners.get(outreach.data.patientId);
  if (!outreach?.data.taskId || !manner) return;
  const { taskId, patientId } = outreach.data;
  for (const [i, reply] of repliesTo(manner, message.language, random).entries()) {
    const at = plusMs(message.at, reply.afterMinutes * 60_000);
    agenda.add(at, async () => {
      if (message.channel === "sms")
        return system.receive({
          messageId: `${message.providerId}-${i}`,
          channel: "sms",
          from: message.address,
          text: reply.text,
          at,
        });
      // Who got an email answers on the clinic's own page, which calls the API.
      const task = await system.ports.records.get("patientTask", taskId);
      if (task?.data.answers.includes(reply.means) && task.data.status !== "cancelled")
        await answerTask(system.ports, taskId, reply.means, { actor: { type: "patient", id: patientId } });
    });
  }
}

/** The front desk works its list at ten, noon, two and four on working days, most of it each time. */
async function workTheDesk({ system }: Story, random: Random): Promise<void> {
  const { records, clock } = system.ports;
  const { date, time, weekday } = localParts(clock.now(), clinicZone);
  if (weekday === 0 || weekday === 6 || isFederalHoliday(date)) return;
  if (!["10:00", "12:00", "14:00", "16:00"].includes(time)) return;
  const open = await records.list({ kind: "staffTask", of: "queue", queue: "front-desk" }, { limit: 100 });
  for (const task of open.items)
    if (random.chance(0.8)) {
      const outcome = random.pick(task.data.outcomes.length > 0 ? task.data.outcomes : ["handled"]);
      await completeStaffTask(system.ports, task.id, { outcome, owner: "front-desk" }, { actor: desk });
    }
}
