import { momentOf } from "#lib/domain/content/variables.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { digest } from "#lib/domain/ids.ts";
import { isComing, type VisitAnswer, visitAnswers } from "#lib/domain/visit/answer.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import { comingTimes } from "#lib/domain/visit/offer.ts";
import type { Screen } from "#lib/lambda/pages/layout.ts";
import {
  dayParts,
  freedView,
  goneView,
  offeredView,
  timeDone,
  timeView,
  visitView,
} from "#lib/lambda/pages/views/visit.ts";
import { chooseTime, offerFor } from "#lib/usecases/pages/offer-times.ts";
import { readText } from "#lib/usecases/pages/read-text.ts";
import { answerVisit, loadVisit } from "#lib/usecases/pages/visit.ts";
import { freedFor, takeFreed, waitForEarlier, waitingFor } from "#lib/usecases/pages/waiting-list.ts";
import { writeMessage } from "#lib/usecases/pages/write-message.ts";
import { type Call, field, type Go, type Page } from "./call.ts";

/** Confirm, decline, or ask for another time: one tap. */
export const visit: Page = {
  async show(call) {
    const { ports, session, request } = call;
    const { appointment, task } = await loadVisit(ports, session);
    const own = appointment?.data.confirmation;
    return visitView(call, {
      appointment: appointment?.data,
      coming: appointment !== undefined && isComing(appointment.data, ports.clock.now()),
      said: own && own !== "none" ? own : task?.answer,
      change: request.query.change === "1",
      waits: appointment !== undefined && (await isWaiting(call, appointment.data)),
      hasText: (await readText(ports, session, session.outreachId)) !== undefined,
    });
  },
  async act(call) {
    const wait = field(call, "wait");
    if (wait) {
      await waitForEarlier(call.ports, call.session, wait === "yes");
      return { go: "/p/visit" };
    }
    const answer = visitAnswers.find((one) => one === field(call, "answer"));
    if (!answer) return visit.show(call);
    await answerOrLook(call, answer);
    return { go: answer === "reschedule" ? "/p/time" : answer === "declined" ? "/p/barriers" : "/p/visit" };
  },
};

const isWaiting = async ({ ports }: Call, visit: Appointment): Promise<boolean> =>
  (await waitingFor(ports.records, visit))?.data.status === "waiting";

/** A visit that was moved or cancelled meanwhile is shown as it is now. */
async function answerOrLook({ ports, session }: Call, answer: VisitAnswer): Promise<void> {
  try {
    await answerVisit(ports, session, answer);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "wrong_state") throw error;
  }
}

/** Another time: one that the clinic offers, or what would suit, in the patient's own words. */
export const time: Page = {
  async show(call) {
    const { request, ports, spoken } = call;
    const offer = await offerOf(call);
    const freed = await freedFor(ports, call.session);
    if (freed && !freed.data.takenBy) return freedView(call, momentIn(call, freed.data));
    if (request.query.done === "1") return timeDone(spoken);
    if (request.query.done === "chosen") return timeDone(spoken, offer.chosen);
    if (offer.times.length > 0 && request.query.other !== "1") return offeredView(call, offer.times);
    return timeView(call, ports.secrets.token());
  },
  async act(call) {
    const { request, spoken, ports, session } = call;
    const { words } = spoken;
    if (field(call, "freed")) return take(call);
    const chosen = field(call, "time");
    if (chosen) return choose(call, chosen);
    const parts = dayParts.filter((part) => request.form.getAll("part").includes(part));
    const days = words.time.weekdays.filter((_, i) => request.form.getAll("day").includes(String(i)));
    const wish = field(call, "wish")?.slice(0, 500);
    const text = [...parts.map((part) => words.time[part]), ...days, wish].filter(Boolean).join(", ");
    if (!text) return timeView(call, ports.secrets.token(), words.time.nothing);
    await answerOrLook(call, "reschedule");
    await writeMessage(ports, session, { text, once: onceOf(call), wish: true });
    return { go: "/p/time?done=1" };
  },
};

const momentIn = ({ spoken }: Call, { start, timeZone }: { start: string; timeZone: string }): string => {
  const { date, time: at } = momentOf(start, timeZone, spoken.language);
  return `${date}, ${at}`;
};

/** The freed time of the link: whoever comes second is told so. */
async function take(call: Call): Promise<Screen | Go> {
  const { ports, session } = call;
  const freed = await freedFor(ports, session);
  if (!freed || (await takeFreed(ports, session)) === "gone") return goneView(call);
  const once = digest(26, session.patientId, "freed", freed.id);
  await writeMessage(ports, session, { text: momentIn(call, freed.data), once, wish: true });
  return { go: "/p/time?done=1" };
}

/** What is offered instead of the session's visit, as people there read it. */
async function offerOf(call: Call) {
  const { ports, session } = call;
  const [offer, visit] = await Promise.all([
    session.appointmentId ? offerFor(ports.records, session.appointmentId) : undefined,
    session.appointmentId ? ports.records.get("appointment", session.appointmentId) : undefined,
  ]);
  const timeZone = visit?.data.timeZone ?? "UTC";
  const said = (start: string): string => momentIn(call, { start, timeZone });
  const times = offer && visit ? comingTimes(offer.data, ports.clock.now()) : [];
  const chosen = offer?.data.chosen;
  return {
    times: times.map((value) => ({ value, text: said(value) })),
    ...(chosen && visit && { chosen: said(chosen) }),
  };
}

/** Taken first, and then told to the care team as the patient's wish; the same tap again is the same message. */
async function choose(call: Call, value: string): Promise<Screen | Go> {
  const { ports, session, spoken } = call;
  const { times } = await offerOf(call);
  const offered = times.find((one) => one.value === value);
  const done = offered ? await chooseTime(ports, session, value) : "gone";
  if (done === "gone" || !offered) return offeredView(call, times, spoken.words.time.gone);
  const once = digest(26, session.id, "time", value);
  await writeMessage(ports, session, { text: offered.text, once, wish: true });
  return { go: "/p/time?done=chosen" };
}

/** The form's own name of this sending; what is no such name is one of the session's. */
export const onceOf = (call: Call): string => digest(26, call.session.id, field(call, "once") ?? "");
