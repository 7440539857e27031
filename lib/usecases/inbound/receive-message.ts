import { addressee, answersTaken, type Party } from "#lib/domain/conversation.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Message } from "#lib/domain/message.ts";
import { stopScopeAt } from "#lib/domain/policy/policy.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { keptAs, speaksOfDanger } from "#lib/domain/reply/kept-as.ts";
import { saidBy } from "#lib/domain/reply/keys.ts";
import { understand } from "#lib/domain/reply/understand.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Inbound, Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { pages } from "../every-item.ts";
import { patientsAt } from "./address-book.ts";
import { keepMessage, type Who } from "./keep-message.ts";
import { outreachAnswered } from "./match-reply.ts";
import { signOfRobot } from "./robots.ts";
import { startAddress, stopAddress } from "./stop-address.ts";
import { type Listed, tellProvider } from "./tell-provider.ts";

export type InboundPorts = Pick<Ports, "records" | "clock" | "ids" | "log"> & Listed;
type Needs = InboundPorts;

/**
 * What a patient said: STOP and START take effect before this returns; everything else is written down as understood,
 * and carried out from the stream (carry-out.ts), so that a crash cannot lose it. The provider's message id makes a
 * repeated delivery the same message. Undefined for a STOP from nobody we know.
 */
export async function receiveMessage(ports: Needs, inbound: Inbound): Promise<Message | undefined> {
  const parties = await partiesAt(ports, inbound);
  const known = await alreadyKept(ports, parties, inbound);
  if (known) return known;
  const who = addressee(parties, ports.clock.now(), await outreachAnswered(ports, inbound, parties));
  const robot = await signOfRobot(ports, inbound, parties);
  const asked = answersTaken(parties, who, inbound);
  const { meaning } = understand(saidBy(inbound.channel, inbound.text), {
    asked,
    language: parties.find(({ patientId }) => patientId === who?.patientId)?.reach.who.language,
  });
  const inDanger = speaksOfDanger(inbound.text);
  if (meaning === "stop") {
    const again = await stop(ports, inbound, who);
    const heard = { inbound, who, parties, understood: keptAs({ meaning, inDanger, again }), robot };
    const kept = who || inDanger ? await keepMessage(ports, heard) : undefined;
    // The list would refuse the text that confirms it: of that one it is told by whoever sends it.
    if (!kept || inbound.channel !== "sms")
      await tellProvider(ports, { channel: inbound.channel, address: inbound.from });
    return kept;
  }
  if (meaning === "start") await start(ports, inbound, who);
  const understood = keptAs({ meaning, inDanger, robot });
  return keepMessage(ports, { inbound, who, parties, understood, robot });
}

/** Our own list first, then the provider's, then the confirmation: one that the provider refused would be a new STOP. */
async function start(ports: Needs, inbound: Inbound, who: Who): Promise<void> {
  for (const told of toldBy(inbound, who)) await startAddress(ports, told);
  const told = await tellProvider(ports, { channel: inbound.channel, address: inbound.from });
  if (told === "failed") throw new Error("the provider's opt-out list was not told of a START");
}

/** Of every address that it came from. */
const toldBy = ({ channel, from, alsoFrom = [], messageId, at }: Inbound, who: Who) =>
  [from, ...alsoFrom].map((address) => ({
    channel,
    at,
    address,
    actor: { type: "patient", id: who?.patientId ?? "unknown" } as Actor,
    cause: messageId,
  }));

/** Answers whether the address was stopped already, by another message than this. */
async function stop(ports: Needs, inbound: Inbound, who: Who): Promise<boolean> {
  const key = addressKey(inbound.channel, inbound.from);
  const before = await ports.records.get("addressState", key, { consistent: true });
  const scope = await stopScope(ports, who, inbound.at);
  for (const told of toldBy(inbound, who)) await stopAddress(ports, told, scope);
  return before?.data.stopped === "all" && before.event.cause !== inbound.messageId;
}

/** Everything, or by policy the category of the message that the STOP answers. */
async function stopScope(ports: Needs, who: Who, at: Instant): Promise<string> {
  const scope = stopScopeAt(await loadPolicy(ports), at);
  const asked = who?.task?.outreachIds.at(-1);
  if (scope === "all" || !asked) return "all";
  return (await ports.records.get("outreach", asked))?.data.category ?? "all";
}

/** Whoever it was kept for: a task that closed meanwhile must not make a repeat somebody else's message. */
async function alreadyKept({ records }: Needs, parties: Party[], { messageId }: Inbound) {
  const wanted = parties.map(({ patientId }) => ({
    kind: "message" as const,
    id: ownedId("message", patientId, messageId),
  }));
  const found = wanted.length > 0 ? await records.getMany(wanted, { consistent: true }) : [];
  return found.find((message) => message !== undefined)?.data;
}

async function partiesAt({ records }: Needs, { channel, from, patientId: own }: Inbound): Promise<Party[]> {
  const parties: Party[] = [];
  for (const patientId of own ? [own] : await patientsAt(records, channel, from)) {
    const reach = await records.get("reach", patientId);
    const tasks: PatientTask[] = [];
    for await (const { data } of pages(records, { kind: "patientTask", of: "patient", patientId }))
      tasks.push(data);
    if (reach) parties.push({ patientId, reach: reach.data, tasks });
  }
  return parties;
}
