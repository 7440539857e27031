import { type Addressee, type Party, writtenFrom } from "#lib/domain/conversation.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Message, RobotSign } from "#lib/domain/message.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { type Inbound, type Ports, VersionConflict } from "#lib/ports.ts";
import { noteConversation } from "./note-conversation.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;
export type Who = Addressee | undefined;

/** A message as it was heard: from whom, who may have sent it, and what it was understood as. */
export type Heard = {
  inbound: Inbound;
  who: Who;
  parties: Party[];
  understood: string;
  robot?: RobotSign | undefined;
};

/** Writes it down once, whoever else is doing so. */
export async function keepMessage(ports: Needs, heard: Heard): Promise<Message> {
  const { inbound, who, parties, understood, robot } = heard;
  const { messageId, channel, text, at } = inbound;
  const patientId = who?.patientId ?? (await newProspect(ports, inbound));
  await noteConversation(ports, patientId, inbound);
  const address = writtenFrom(parties, patientId, inbound);
  const outreachId = who?.task?.outreachIds.at(-1);
  const message: Message = {
    id: ownedId("message", patientId, messageId),
    patientId,
    channel,
    ...(address && { addressId: address.id }),
    text: text.slice(0, 2000),
    at,
    understood,
    ...(who?.task && { taskId: who.task.id }),
    ...(outreachId && { outreachId }),
    ...(address?.relation && { relation: address.relation }),
    ...(robot && { robot }),
  };
  return save(ports, message);
}

/**
 * Someone we do not know wrote: a prospect, so that staff can answer and nothing is lost. Rare, so ingest and its phone
 * metadata (140 KB) are read then, not at each start.
 */
async function newProspect(ports: Needs, { channel, from }: Inbound): Promise<string> {
  const { savePatient } = await import("../ingest/save-patient.ts");
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

async function save({ records, clock, log }: Needs, message: Message): Promise<Message> {
  const event = {
    type: "message.received" as const,
    at: clock.now(),
    actor: { type: "patient" as const, id: message.patientId },
    reason: message.understood,
  };
  try {
    await records.save([{ kind: "message", id: message.id, expect: 0, data: message, event }]);
    log.info("message", { messageId: message.id, understood: message.understood, robot: message.robot });
    return message;
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    return (await records.get("message", message.id, { consistent: true }))?.data ?? message;
  }
}
