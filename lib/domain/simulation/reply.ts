import { withStop } from "../reach/reach.ts";
import type { PatientTask } from "../task.ts";
import { between, hoursOn, type Life, later, lot, note, type Teller } from "./life.ts";
import { happen } from "./world.ts";

/** The patient answers, falls silent or opts out: by the script where there is one, else by lot. */
export function expectReply(life: Life, taskId: string, addressId: string, tell: Teller): void {
  const task = life.tasks.get(taskId);
  if (!task) return;
  const said = scripted(life) ?? drawn(life, task);
  if (said === "silence") {
    life.replies.push("silence");
    return;
  }
  const hours = between(life.settings.replies.withinHours, lot(life, "hours", taskId));
  later(life, hoursOn(life.now, hours), () =>
    said === "stop" ? optOut(life, addressId) : answer(life, taskId, said, tell),
  );
}

function scripted(life: Life): string | undefined {
  const script = life.settings.script[String(life.n)];
  return script && (script[life.asked++] ?? "silence");
}

function drawn(life: Life, { id, answers }: PatientTask): string {
  const { stop, answers: shares } = life.settings.replies;
  let left = lot(life, "reply", id) - stop;
  if (left < 0) return "stop";
  for (const one of answers) {
    left -= shares[one] ?? 0;
    if (left < 0) return one;
  }
  return "silence";
}

function optOut(life: Life, addressId: string): void {
  life.reach = withStop(life.reach, [addressId], "all");
  life.replies.push("stop");
  note(life, "opted out");
}

/** As the answer use case has it: the task is closed, the visit has the patient's word, and the journey hears of it. */
function answer(life: Life, taskId: string, said: string, tell: Teller): void {
  const task = life.tasks.get(taskId);
  if (!task || task.status === "cancelled" || !task.answers.includes(said)) return;
  life.tasks.set(taskId, { ...task, status: said === "declined" ? "declined" : "done", answer: said });
  life.replies.push(said);
  note(life, "answered", said);
  const { appointment } = life;
  if (
    appointment &&
    task.appointmentId &&
    (said === "confirmed" || said === "declined" || said === "reschedule")
  )
    life.appointment = { ...appointment, confirmation: said };
  tell(life, { type: "task.answered", ref: taskId, value: said, inReplyTo: `reply-${taskId}` });
  happen(life, `answered:${said}`, tell);
}
