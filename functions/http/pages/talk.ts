import { isUnhappy } from "#lib/domain/feedback.ts";
import { barrierCodes } from "#lib/domain/patient/barrier.ts";
import {
  barriersView,
  feedbackView,
  type Line,
  type MessagesModel,
  messagesView,
  readView,
} from "#lib/lambda/pages/views/talk.ts";
import { giveFeedback } from "#lib/usecases/pages/give-feedback.ts";
import { markRead, readText, readTexts } from "#lib/usecases/pages/read-text.ts";
import { reportBarrier } from "#lib/usecases/pages/report-barrier.ts";
import { ownMessages } from "#lib/usecases/pages/thread.ts";
import { writeMessage } from "#lib/usecases/pages/write-message.ts";
import { type Call, field, type Page } from "./call.ts";
import { onceOf } from "./visit.ts";

/** The text that the message could not carry. */
export const read: Page = {
  async show(call) {
    const { ports, session, request } = call;
    const own = await readText(ports, session, session.outreachId);
    const text = own ?? (await readTexts(ports, session))[0];
    return readView(call, { text, askDone: session.taskId !== undefined, noted: request.query.done === "1" });
  },
  async act(call) {
    await markRead(call.ports, call.session);
    return { go: "/p/read?done=1" };
  },
};

export const messages: Page = {
  show: (call) => showMessages(call),
  async act(call) {
    const { ports, session, spoken } = call;
    const text = field(call, "text");
    if (!text) return showMessages(call, { error: spoken.words.messages.empty });
    if (text.length > 2000) return showMessages(call, { error: spoken.words.messages.long, text });
    const { understood } = await writeMessage(ports, session, { text, once: onceOf(call) });
    const after =
      understood === "page-emergency" ? "urgent" : understood === "page-stop" ? "stopped" : "sent";
    return { go: `/p/messages?done=${after}` };
  },
};

const notices = ["sent", "urgent", "stopped"] as const;

async function showMessages(call: Call, more: Pick<MessagesModel, "error" | "text"> = {}) {
  const { ports, session, request, policy } = call;
  const [own, ours] = await Promise.all([ownMessages(ports, session), readTexts(ports, session)]);
  const thread: Line[] = [
    ...own.map(({ at, text }) => ({ from: "patient" as const, at, text })),
    ...ours.map(({ at, body, subject, language }) => ({
      from: "clinic" as const,
      at,
      language,
      text: subject ? `${subject}\n\n${body}` : body,
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  const notice = notices.find((one) => one === request.query.done);
  const model = { once: ports.secrets.token(), thread, timeZone: policy.timeZone };
  return messagesView(call, { ...model, notice, ...more });
}

export const feedback: Page = {
  show: async (call) => {
    const done = (["thanks", "sorry"] as const).find((one) => one === call.request.query.done);
    return feedbackView(call, { done });
  },
  async act(call) {
    const { ports, session, spoken } = call;
    const score = Number(field(call, "score"));
    const text = field(call, "text")?.slice(0, 1000);
    if (!Number.isInteger(score) || score < 1 || score > 5)
      return feedbackView(call, { error: spoken.words.feedback.choose, ...(text && { text }) });
    await giveFeedback(ports, session, { score, ...(text && { text }) });
    return { go: isUnhappy({ score }) ? "/p/feedback?done=sorry" : "/p/feedback?done=thanks" };
  },
};

export const barriers: Page = {
  show: async (call) => barriersView(call, { done: call.request.query.done === "1" }),
  async act(call) {
    const { ports, session, spoken } = call;
    const code = barrierCodes.find((one) => one === field(call, "code"));
    const text = field(call, "text")?.slice(0, 1000);
    if (!code)
      return barriersView(call, { done: false, error: spoken.words.barriers.choose, ...(text && { text }) });
    await reportBarrier(ports, session, { code, ...(text && { text }) });
    return { go: "/p/barriers?done=1" };
  },
};
