import { ownedId } from "#lib/domain/ids.ts";
import type { Message } from "#lib/domain/message.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import { pageKeptAs } from "#lib/domain/reply/kept-as.ts";
import { understand } from "#lib/domain/reply/understand.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { stopAll } from "./preferences.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids">;

/**
 * What a patient wrote on a page: kept as their message; the stream brings it to the care team (carry-out.ts). `once`
 * names this sending of the form: sent twice, it is one message. A plain STOP is obeyed before this returns, wherever it is written.
 */
export async function writeMessage(
  ports: Needs,
  session: Session,
  { text, once, wish }: { text: string; once: string; wish?: true },
): Promise<Message> {
  const stops = understand(text, { asked: [] }).meaning === "stop";
  if (stops) await stopAll(ports, session);
  const message: Message = {
    id: ownedId("message", session.patientId, "page", once),
    patientId: session.patientId,
    channel: "portal",
    text: text.slice(0, 2000),
    at: ports.clock.now(),
    understood: pageKeptAs(text, { stops, ...(wish && { wish }) }),
    ...(session.outreachId && { outreachId: session.outreachId }),
    ...(session.taskId && { taskId: session.taskId }),
  };
  const event = {
    type: "message.received" as const,
    at: message.at,
    reason: message.understood,
    ...byOf(session),
  };
  try {
    await ports.records.save([{ kind: "message", id: message.id, expect: 0, data: message, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
  return message;
}
