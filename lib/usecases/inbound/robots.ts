import type { Party } from "#lib/domain/conversation.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Message, RobotSign } from "#lib/domain/message.ts";
import { addressesAt, addressKey } from "#lib/domain/reach/address.ts";
import { answersWithinHour } from "#lib/domain/reach/claims.ts";
import { type ReachAddress, withMuted } from "#lib/domain/reach/reach.ts";
import { mostTalk, robotSign, talkMs } from "#lib/domain/reply/robot.ts";
import type { StaffTask } from "#lib/domain/task.ts";
import { isToDo } from "#lib/domain/task-changes.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Inbound, Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { retried } from "../retry.ts";
import { patientsAt } from "./address-book.ts";
import { readPassedOver } from "./passed-over.ts";
import { routeToStaff } from "./route-to-staff.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** Whether whoever writes is a machine: by what it says, and by how the address has talked with us lately. */
export async function signOfRobot(
  ports: Needs,
  { channel, from, text, at }: Inbound,
  parties: Pick<Party, "patientId" | "reach">[],
): Promise<RobotSign | undefined> {
  const key = addressKey(channel, from);
  const own = parties.flatMap(({ patientId, reach }) =>
    addressesAt(reach.addresses, key).map((address) => ({ patientId, reach, address })),
  );
  if (own.some(({ address: { muted } }) => muted && muted.until > at)) return "muted";
  const addressIds = new Set(own.map(({ address }) => address.id));
  const before: Message[] = [];
  for (const patientId of new Set(own.map((one) => one.patientId)))
    before.push(...(await saidLately(ports, patientId, at)).filter((m) => addressIds.has(m.addressId ?? "")));
  const { robots } = await loadPolicy(ports);
  return robotSign(
    { text, at },
    {
      before,
      sentAt: own.flatMap(({ reach, address }) =>
        Object.values(reach.claims).flatMap((claim) => (claim.to === address.id ? [claim.at] : [])),
      ),
      answers: Math.max(0, ...own.map(({ reach }) => answersWithinHour(reach, [...addressIds], at))),
      mostAnswers: robots.answersPerHour,
    },
  );
}

async function saidLately({ records }: Needs, patientId: string, at: Instant): Promise<Message[]> {
  const since = plusMs(at, -talkMs);
  const lately = { kind: "message", of: "talk", patientId, since } as const;
  const { items } = await records.list(lately, { limit: mostTalk, newestFirst: true, last: true });
  return items.map(({ data }) => data);
}

/**
 * No automatic answer goes to the address until its rest is over or a person says that it is one, whoever shares it;
 * staff are told once, in the write that begins it.
 */
export async function muteRobot(ports: Needs, message: Message): Promise<void> {
  if (!message.robot || message.robot === "muted" || !message.addressId) return;
  const known = await ports.records.get("staffTask", robotTaskId(message), { consistent: true });
  // A message that comes again after somebody has looked changes nothing.
  if (known && !isToDo(known.data)) return;
  const { robots } = await loadPolicy(ports);
  const muted = { until: plusMs(message.at, robots.restHours * 3_600_000), by: message.id };
  await mute(ports, message, { muted, ...(!known && { task: await robotTask(ports, message) }) });
}

/** A person has looked, and it is no machine: it is answered again, and what was passed over is read. */
export async function unmuteRobot(ports: Needs, { data, event }: Stored<"staffTask">): Promise<void> {
  if (data.outcome !== "person" || !data.about?.startsWith("msg_")) return;
  const message = await ports.records.get("message", data.about);
  if (!message || robotTaskId(message.data) !== data.id) return;
  await mute(ports, message.data, { actor: event.actor });
  await readPassedOver(ports, message);
}

/** Only what `robotTask` made is ours: it is known by its id, which is that of the message it is about. */
const robotTaskId = ({ id, patientId }: Message): string => ownedId("staffTask", patientId, "robot", id);

async function robotTask(ports: Needs, message: Message): Promise<StaffTask> {
  const { id, patientId, outreachId } = message;
  const { queue, routedBy } = await routeToStaff(ports, { patientId, outreachId });
  const openedAt = ports.clock.now();
  return {
    id: robotTaskId(message),
    patientId,
    queue,
    routedBy,
    title: "A machine may be answering: look, and say whether it is a person",
    priority: "normal",
    status: "open",
    outcomes: ["person", "robot"],
    about: id,
    openedAt,
    dueAt: plusMs(openedAt, 240 * 60_000),
  };
}

type Muting = { muted?: ReachAddress["muted"]; task?: StaffTask; actor?: Actor };

/** The patient who is written of first, with the task; then whoever shares the address. */
async function mute(ports: Needs, message: Message, muting: Muting): Promise<void> {
  const first = await ports.records.get("reach", message.patientId, { consistent: true });
  const address = first?.data.addresses.find(({ id }) => id === message.addressId);
  if (!address) return;
  const key = addressKey(address.channel, address.address);
  await muteOne(ports, message, { key, ...muting });
  const { task: _, ...rest } = muting;
  for (const patientId of await patientsAt(ports.records, address.channel, address.address))
    if (patientId !== message.patientId) await muteOne(ports, { ...message, patientId }, { key, ...rest });
}

const muteOne = (
  ports: Needs,
  { id: cause, patientId, robot }: Message,
  { key, muted, task, actor = { type: "system", id: "inbound" } }: Muting & { key: string },
): Promise<void> =>
  retried(async () => {
    const reach = await ports.records.get("reach", patientId, { consistent: true });
    const own = reach ? addressesAt(reach.data.addresses, key) : [];
    const rests = own.some((a) => (muted ? a.muted && a.muted.until > ports.clock.now() : !a.muted));
    if (!reach || own.length === 0 || rests) return;
    const by = { at: ports.clock.now(), actor, cause };
    const data = withMuted(
      reach.data,
      own.map(({ id }) => id),
      muted,
    );
    const type = muted ? ("address.muted" as const) : ("address.unmuted" as const);
    const changes: Change[] = [
      {
        kind: "reach",
        id: patientId,
        expect: reach.version,
        data,
        event: { type, ...by, ...(robot && { reason: robot }) },
      },
    ];
    if (task)
      changes.push({
        kind: "staffTask",
        id: task.id,
        expect: 0,
        data: task,
        event: { type: "staff-task.opened", ...by },
      });
    await ports.records.save(changes);
  });
