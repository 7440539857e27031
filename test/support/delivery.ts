import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Template } from "#lib/domain/content/template.ts";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import type { Instant } from "#lib/domain/words.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { ChannelPort, Envelope, Log, Records, SendResult } from "#lib/ports.ts";
import type { DeliverPorts } from "#lib/usecases/outreach/attempt.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import {
  anEvent,
  anOutreach,
  aPatient,
  aPolicy,
  aReach,
  aTemplate,
  aTuesday,
  patientId,
} from "./builders.ts";

export const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

export type Given = {
  now?: Instant;
  outreach?: Partial<Outreach>;
  outreaches?: Outreach[];
  reach?: Reach;
  policy?: Partial<Policy>;
  template?: Template | undefined;
  enrollment?: Enrollment;
  answer?: (envelope: Envelope) => Promise<SendResult>;
};

export type Delivery = Awaited<ReturnType<typeof delivery>>;

/** One patient with messages that are due, a channel that notes what it is asked to send, and a clock to set. */
export async function delivery(given: Given = {}) {
  const records = memoryRecords();
  const outreaches = given.outreaches ?? [anOutreach(given.outreach)];
  const template = "template" in given ? given.template : aTemplate();
  const put = <K extends Change["kind"]>(kind: K, id: string, data: unknown) =>
    records.save([{ kind, id, expect: 0, data, event: anEvent() } as unknown as Change]);
  await put("patient", patientId, aPatient());
  await put("reach", patientId, given.reach ?? aReach());
  await put("policy", "policy", aPolicy(given.policy));
  if (template) await put("template", `${template.id}@${template.version}`, template);
  if (given.enrollment) await put("enrollment", given.enrollment.id, given.enrollment);
  for (const outreach of outreaches) await put("outreach", outreach.id, outreach);
  const [first] = outreaches as [Outreach];

  const clock = { at: given.now ?? aTuesday, now: () => clock.at };
  const sent: Envelope[] = [];
  const accepted = async (envelope: Envelope): Promise<SendResult> => ({
    outcome: "accepted",
    providerId: `p-${envelope.outreachId}-${envelope.attempt}`,
  });
  const channel = (name: ChannelPort["channel"]): ChannelPort => ({
    channel: name,
    async send(envelope) {
      sent.push(envelope);
      return (given.answer ?? accepted)(envelope);
    },
  });
  let n = 0;
  const ports = (over: Records = records, name: ChannelPort["channel"] = "sms"): DeliverPorts => ({
    records: over,
    clock,
    ids: { unique: () => `u${++n}` },
    secrets,
    log: quiet,
    channel: channel(name),
  });
  const got = async (id = first.id) => (await records.get("outreach", id)) as Stored<"outreach">;
  return {
    records,
    clock,
    sent,
    ports,
    first,
    /** A trigger of the queue of that channel. */
    trigger: (id = first.id, name: ChannelPort["channel"] = "sms", over?: Records) =>
      deliver(ports(over, name), { outreachId: id, channel: name }),
    outreach: async (id?: string) => (await got(id)).data,
    version: async () => (await got()).version,
    reach: async () => ((await records.get("reach", patientId)) as Stored<"reach">).data,
    change: async (next: (reach: Reach) => Reach) => {
      const reach = (await records.get("reach", patientId)) as Stored<"reach">;
      await records.save([{ ...reach, expect: reach.version, data: next(reach.data) }]);
    },
  };
}

/** Every call on the table goes through `before`: it may fail there, or do something else first. */
export function watched(
  records: Records,
  before: (call: number, what: string) => Promise<void> | void,
): Records {
  let calls = 0;
  const seen =
    <A extends unknown[], R>(what: string, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await before(++calls, what);
      return work(...args);
    };
  return {
    get: seen("get", records.get.bind(records)) as Records["get"],
    getMany: seen("getMany", records.getMany.bind(records)) as Records["getMany"],
    list: seen("list", records.list.bind(records)) as unknown as Records["list"],
    save: seen("save", records.save.bind(records)),
  };
}
