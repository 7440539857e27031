import { addressKey } from "#lib/domain/address.ts";
import { addressee, type Party } from "#lib/domain/conversation.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Message } from "#lib/domain/message.ts";
import { emergencyHint, understand } from "#lib/domain/reply/understand.ts";
import type { Actor } from "#lib/domain/words.ts";
import { type Inbound, type Ports, VersionConflict } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { savePatient } from "../ingest/save-patient.ts";
import { patientsAt } from "./address-book.ts";
import { startAddress, stopAddress } from "./stop-address.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;

/**
 * What a patient said: STOP and START take effect before this returns; everything else is written down as understood,
 * and carried out from the stream (carry-out.ts), so that a crash cannot lose it. The provider's message id makes a
 * repeated delivery the same message.
 */
export async function receiveMessage(ports: Needs, inbound: Inbound): Promise<Message | undefined> {
  const { channel, from, text, messageId } = inbound;
  const parties = await partiesAt(ports, inbound);
  const who = addressee(parties, ports.clock.now());
  const meaning = understand(text, { asked: who?.task?.answers ?? [] }).meaning;
  const said = {
    channel,
    address: from,
    actor: { type: "patient", id: who?.patientId ?? "unknown" } as Actor,
    cause: messageId,
  };
  if (meaning === "stop") return stop(ports, inbound, said, who);
  if (meaning === "start") await startAddress(ports, said);
  const patientId = who?.patientId ?? (await newProspect(ports, inbound));
  const understood = emergencyHint(text) ? "emergency" : meaning;
  return keep(ports, messageOf(inbound, { patientId, understood, ...(who?.task && { task: who.task }) }));
}

type Who = ReturnType<typeof addressee>;

async function stop(
  ports: Needs,
  inbound: Inbound,
  said: Parameters<typeof stopAddress>[1],
  who: Who,
): Promise<Message | undefined> {
  const key = addressKey(inbound.channel, inbound.from);
  const before = await ports.records.get("addressState", key, { consistent: true });
  const scope = await stopScope(ports, who);
  await stopAddress(ports, said, scope);
  if (!who) return undefined;
  const again = before?.data.stopped === "all" && before.event.cause !== inbound.messageId;
  return keep(
    ports,
    messageOf(inbound, {
      patientId: who.patientId,
      understood: again ? "stop-again" : "stop",
      ...(who.task && { task: who.task }),
    }),
  );
}

/** Everything, or by policy the category of the message that the STOP answers. */
async function stopScope(ports: Needs, who: Who): Promise<string> {
  const { stopScope: scope } = await loadPolicy(ports);
  const asked = who?.task?.outreachIds.at(-1);
  if (scope === "all" || !asked) return "all";
  return (await ports.records.get("outreach", asked))?.data.category ?? "all";
}

async function partiesAt({ records }: Needs, { channel, from }: Inbound): Promise<Party[]> {
  const parties: Party[] = [];
  for (const patientId of await patientsAt(records, channel, from)) {
    const [reach, tasks] = await Promise.all([
      records.get("reach", patientId),
      records.list({ kind: "patientTask", of: "patient", patientId }, { limit: 100, newestFirst: true }),
    ]);
    if (reach) parties.push({ patientId, reach: reach.data, tasks: tasks.items.map((t) => t.data) });
  }
  return parties;
}

/** Someone we do not know wrote: a prospect, so that staff can answer and nothing is lost. */
async function newProspect(ports: Needs, { channel, from }: Inbound): Promise<string> {
  const { record } = await savePatient(
    ports,
    {
      reference: `inquiry:${addressKey(channel, from)}`,
      name: { given: "", family: "" },
      prospect: true,
      contactPoints: [{ channel, address: from }],
    },
    { actor: { type: "system", id: "inbound" } },
  );
  return record.id;
}

function messageOf(
  { messageId, channel, text, at }: Inbound,
  {
    patientId,
    understood,
    task,
  }: { patientId: string; understood: string; task?: NonNullable<NonNullable<Who>["task"]> },
): Message {
  const outreachId = task?.outreachIds.at(-1);
  return {
    id: ownedId("message", patientId, messageId),
    patientId,
    channel,
    text: text.slice(0, 2000),
    at,
    understood,
    ...(task && { taskId: task.id }),
    ...(outreachId && { outreachId }),
  };
}

async function keep({ records, clock, log }: Needs, message: Message): Promise<Message> {
  const event = {
    type: "message.received" as const,
    at: clock.now(),
    actor: { type: "patient" as const, id: message.patientId },
    reason: message.understood,
  };
  try {
    await records.save([{ kind: "message", id: message.id, expect: 0, data: message, event }]);
    log.info("message", { messageId: message.id, understood: message.understood });
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
  return message;
}
