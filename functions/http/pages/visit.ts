import { Refusal } from "#lib/domain/errors.ts";
import { digest } from "#lib/domain/ids.ts";
import { dayParts, timeDone, timeView, visitView } from "#lib/lambda/pages/views/visit.ts";
import { readText } from "#lib/usecases/pages/read-text.ts";
import {
  answerVisit,
  isComing,
  loadVisit,
  type VisitAnswer,
  visitAnswers,
} from "#lib/usecases/pages/visit.ts";
import { writeMessage } from "#lib/usecases/pages/write-message.ts";
import { type Call, field, type Page } from "./call.ts";

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
      hasText: (await readText(ports, session, session.outreachId)) !== undefined,
    });
  },
  async act(call) {
    const answer = visitAnswers.find((one) => one === field(call, "answer"));
    if (!answer) return visit.show(call);
    await answerOrLook(call, answer);
    return { go: answer === "reschedule" ? "/p/time" : answer === "declined" ? "/p/barriers" : "/p/visit" };
  },
};

/** A visit that was moved or cancelled meanwhile is shown as it is now. */
async function answerOrLook({ ports, session }: Call, answer: VisitAnswer): Promise<void> {
  try {
    await answerVisit(ports, session, answer);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "wrong_state") throw error;
  }
}

/** Which times would suit: kept as the patient's message, beside the answer that the visit page has taken. */
export const time: Page = {
  show: async (call) =>
    call.request.query.done === "1" ? timeDone(call.spoken) : timeView(call, call.ports.secrets.token()),
  async act(call) {
    const { request, spoken, ports, session } = call;
    const { words } = spoken;
    const parts = dayParts
      .filter((part) => request.form.getAll("part").includes(part))
      .map((p) => words.time[p]);
    const days = words.time.weekdays.filter((_, i) => request.form.getAll("day").includes(String(i)));
    const text = [...parts, ...days, field(call, "wish")?.slice(0, 500)].filter(Boolean).join(", ");
    if (!text) return timeView(call, ports.secrets.token(), words.time.nothing);
    await answerOrLook(call, "reschedule");
    await writeMessage(ports, session, { text, once: onceOf(call), wish: true });
    return { go: "/p/time?done=1" };
  },
};

/** The form's own name of this sending; what is no such name is one of the session's. */
export const onceOf = (call: Call): string => digest(26, call.session.id, field(call, "once") ?? "");
