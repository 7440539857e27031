import { Refusal } from "#lib/domain/errors.ts";
import { questionView } from "#lib/lambda/pages/views/question.ts";
import { answerQuestion, isOpen, loadQuestion } from "#lib/usecases/pages/question.ts";
import { type Call, field, type Page } from "./call.ts";

/** What a journey asks, with each answer that it takes as a button. */
export const question: Page = {
  async show(call) {
    const { ports, session, request } = call;
    const { task, text } = await loadQuestion(ports, session);
    return questionView(call, {
      text,
      answers: task?.data.answers ?? [],
      open: task && isOpen(task.data),
      told: request.query.change === "1" ? undefined : task?.data.answer,
    });
  },
  async act(call) {
    await answerOrLook(call, field(call, "answer") ?? "");
    return { go: "/p/question" };
  },
};

/** What was withdrawn meanwhile, or is no answer of it, is shown as it is now. */
async function answerOrLook({ ports, session }: Call, answer: string): Promise<void> {
  try {
    await answerQuestion(ports, session, answer);
  } catch (error) {
    const isKnown = error instanceof Refusal && ["wrong_state", "validation_failed"].includes(error.code);
    if (!isKnown) throw error;
  }
}
