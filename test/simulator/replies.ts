import { fraction } from "#lib/domain/ids.ts";
import type { Envelope } from "#lib/ports.ts";
import { answerTask } from "#lib/usecases/tasks/answer-task.ts";
import { randomFrom } from "../../bin/local/clinic/random.ts";
import { onWhatsApp } from "./meta.ts";
import type { Manner } from "./people.ts";
import type { World } from "./world.ts";

const minute = 60_000;
type Reply = { afterMs: number; text: string; means: string };

/** How a person takes a question; every lot is drawn from the message itself, so that one fault more changes no answer. */
function repliesTo(manner: Manner, draw: (n: number) => number): Reply[] {
  const soon = minute + draw(240) * minute;
  const yes = (afterMs = soon): Reply => ({ afterMs, text: "1", means: "confirmed" });
  const no = (afterMs = soon): Reply => ({ afterMs, text: "2", means: "declined" });
  switch (manner) {
    case "silent":
      return [];
    case "confirms":
      return [yes(draw(4) === 0 ? 900 : soon)];
    case "declines":
      return [draw(3) === 0 ? { afterMs: soon, text: "3", means: "reschedule" } : no()];
    case "stops":
      return [{ afterMs: soon, text: "STOP", means: "stop" }];
    case "unclear":
      return [{ afterMs: soon, text: "is there parking at yours", means: "unclear" }];
    case "late":
      return [yes(26 * 60 * minute + draw(300) * minute)];
    case "twice":
      return [yes(), yes(soon + draw(90) * 1000)];
    case "changes-mind":
      return [
        yes(),
        no(soon + draw(600) * minute),
        { afterMs: soon + 900 * minute, text: "STOP", means: "stop" },
      ];
  }
}

/** Patients answer what reached them: by text, or on the clinic's page where they got an email. */
export function answering(world: World, manners: ReadonlyMap<string, Manner>): (envelope: Envelope) => void {
  return (envelope) => {
    const outreach = world.mirror.get("outreach", envelope.outreachId)?.data;
    const patient = outreach && world.mirror.get("patient", outreach.patientId)?.data;
    const manner = manners.get(patient?.reference ?? "");
    if (!outreach?.taskId || !manner) return;
    const { taskId, patientId } = outreach;
    const random = randomFrom(
      Math.floor(fraction(envelope.outreachId, world.witness.evidence.story.seed) * 2 ** 31),
    );
    for (const [i, { afterMs, text, means }] of repliesTo(manner, random.below).entries()) {
      const at = new Date(world.clock.ms + afterMs).toISOString();
      const { channel, address: from } = envelope;
      const id = `${envelope.outreachId}-${i}`;
      if (channel === "sms") world.inbound.put({ messageId: id, channel, from, text, at }, afterMs);
      else if (channel === "whatsapp")
        for (const said of onWhatsApp({ id, from, text, atMs: world.clock.ms + afterMs }))
          world.inbound.put(said, afterMs);
      else if (means === "confirmed" || means === "declined" || means === "reschedule")
        world.clock.in(afterMs, async () => {
          await world.tasks.run("api", () =>
            answerTask(world.core("api"), taskId, means, { actor: { type: "patient", id: patientId } }),
          );
        });
    }
  };
}
