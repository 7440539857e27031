import { fraction, localOf, patientOf } from "#lib/domain/ids.ts";
import type { Kind, Kinds } from "#lib/domain/kinds.ts";
import { isToDo } from "#lib/domain/task-changes.ts";
import { dueShards } from "#lib/ports.ts";

/**
 * The one table. Access patterns, and the key that serves each:
 *
 * | pattern                                          | key                                               |
 * |--------------------------------------------------|---------------------------------------------------|
 * | a patient, or anything of a patient's, by its id | PK = pat_…, SK by kind (an id holds its patient)  |
 * | all of a patient's X, oldest first               | PK = pat_…, SK begins with X's prefix             |
 * | an enrollment, its inbox and its outreaches      | PK = pat_…, SK begins with ENR#<enr>              |
 * | the record an outside identifier names           | PK = ALI#<digest>, SK = ALIAS                     |
 * | who shares an address, and whether it stopped    | PK = ADDR#<digest>, SK = P#<patient> or STATE     |
 * | a version of a journey, template, form; its head | PK = JRN#, TPL#, FRM#<id>, SK = V#<n> or HEAD     |
 * | lines of an audit chain, in order                | PK = AUD#<chain>, SK = <n, ten digits>            |
 * | the policy of a location, a department, a program | PK = POL#<level>, SK = <slug>; a patient's own: POLICY |
 * | a request seen before                            | PK = REQ#<digest>, SK = REQ (leaves by TTL)       |
 * | a freed time; who waits for one                  | PK = FREE#<digest>; lists: BPK = ALL#waiting#0    |
 * | a link, a session of the pages, by its token     | PK = LNK#<digest> or SES#<digest> (leave by TTL)  |
 * | all patients, journeys, templates, directory     | lists: BPK = ALL#<kind>#<shard>, BSK = id         |
 * | all segments, campaigns, snapshots, operations   | lists: BPK = ALL#<kind>#0, BSK = id               |
 * | a snapshot and its patients, part by part        | PK = SNP#<id>, SK = HEAD or P#<n>                 |
 * | a list's uploaded parts, and their rows          | PK = LST#<list>, SK = P#<n> or R#<n> (leave by TTL) |
 * | an operation and its parts                       | PK = OPN#<id>, SK = HEAD or P#<n>                 |
 * | who is in a segment                              | lists: BPK = SEG#<segment>#<shard>, BSK = id      |
 * | enrollments of a journey                         | lists: BPK = JRN#<journey>#<shard>, BSK = id      |
 * | open staff tasks of a queue, most urgent first   | lists: BPK = QUE#<queue>, BSK = <prio><due>#<id>  |
 * | open outreaches due by an instant                | lists: BPK = DUE#<shard>, BSK = <due>#<id>        |
 * | what a patient wrote, by its time                | lists: BPK = TLK#<patient>, BSK = <at>#<id>       |
 *
 * One sparse index, `lists`, serves every list that crosses patients: an item has one entry at most, and none once it is
 * finished, so the index costs only while something is open. It holds keys only: an item's entry is then written when
 * its keys change and not with each version, and a list fetches its page's items by key. Its hot keys are sharded by
 * digest of the patient. It also has what a patient wrote in the order of time, which ids that are digests do not keep.
 * Keys are digests, ULIDs and slugs: they reach logs and traces, so they hold nothing personal.
 */
export const tableKeys = {
  partition: "PK",
  sort: "SK",
  index: { name: "lists", partition: "BPK", sort: "BSK", projection: "KEYS_ONLY" },
  stream: "NEW_AND_OLD_IMAGES",
  ttl: "ttl",
} as const;

/** Attributes of an item beside its keys. The state machine's document names the inbox's by these. */
export const itemAttributes = { kind: "kind", id: "id", version: "v", data: "d", event: "e" } as const;

export const listShards = 8;

const shardOf = (id: string, shards: number): number => Math.floor(fraction("shard", id) * shards);
const n10 = (n: number | string): string => String(n).padStart(10, "0");
const urgency = { urgent: "0", high: "1", normal: "2", low: "3" } as const;

export type Key = { PK: string; SK: string };
export type IndexKey = { BPK: string; BSK: string };

const owned =
  (prefix: string) =>
  (id: string): Key => ({ PK: patientOf(id), SK: `${prefix}#${localOf(id)}` });
const versioned =
  (prefix: string) =>
  (id: string): Key => {
    const [slug, version] = id.split("@");
    return { PK: `${prefix}#${slug}`, SK: `V#${n10(version as string)}` };
  };
/** `<left>~<right>` ids of records that no patient owns. */
const pair = (id: string): [string, string] => id.split("~") as [string, string];

/** The n-th part of something: `<id>~<n>`. */
const part =
  (prefix: string, letter = "P") =>
  (id: string): Key => ({ PK: `${prefix}#${pair(id)[0]}`, SK: `${letter}#${n10(pair(id)[1])}` });

/** Sort-key prefix of the kinds that a patient has many of. */
export const ownedPrefix: Partial<Record<Kind, string>> = {
  consent: "CON#",
  appointment: "APT#",
  fact: "FCT#",
  enrollment: "ENR#",
  inbox: "ENR#",
  outreach: "ENR#",
  patientTask: "PTK#",
  staffTask: "STK#",
  message: "MSG#",
  portalMessage: "PMG#",
  formResponse: "QRS#",
  file: "FIL#",
  barrier: "BAR#",
  feedback: "FBK#",
  offer: "OFR#",
  waiting: "WTL#",
  membership: "MEM#",
};

/** Kind and id → primary key. */
export const primaryKey: { [K in Kind]: (id: string) => Key } = {
  patient: (id) => ({ PK: id, SK: "PATIENT" }),
  reach: (id) => ({ PK: id, SK: "REACH" }),
  consent: owned("CON"),
  appointment: owned("APT"),
  fact: owned("FCT"),
  enrollment: owned("ENR"),
  inbox: (id) => ({ PK: patientOf(id), SK: `ENR#${localOf(id)}#BOX` }),
  outreach: (id) => {
    const [enrollment, local] = localOf(id).split("_");
    return { PK: patientOf(id), SK: `ENR#${enrollment}#OUT#${local}` };
  },
  patientTask: owned("PTK"),
  staffTask: owned("STK"),
  message: owned("MSG"),
  portalMessage: owned("PMG"),
  formResponse: owned("QRS"),
  file: owned("FIL"),
  barrier: owned("BAR"),
  feedback: owned("FBK"),
  offer: owned("OFR"),
  waiting: owned("WTL"),
  freedTime: (digest) => ({ PK: `FREE#${digest}`, SK: "FREE" }),
  link: (digest) => ({ PK: `LNK#${digest}`, SK: "LINK" }),
  session: (digest) => ({ PK: `SES#${digest}`, SK: "SESSION" }),
  addressState: (key) => ({ PK: `ADDR#${key}`, SK: "STATE" }),
  addressLink: (id) => ({ PK: `ADDR#${pair(id)[0]}`, SK: `P#${pair(id)[1]}` }),
  alias: (key) => ({ PK: `ALI#${key}`, SK: "ALIAS" }),
  directory: (id) => ({ PK: `DIR#${id}`, SK: "DIR" }),
  journeyHead: (id) => ({ PK: `JRN#${id}`, SK: "HEAD" }),
  journey: versioned("JRN"),
  templateHead: (id) => ({ PK: `TPL#${id}`, SK: "HEAD" }),
  template: versioned("TPL"),
  formHead: (id) => ({ PK: `FRM#${id}`, SK: "HEAD" }),
  form: versioned("FRM"),
  policy: () => ({ PK: "POLICY", SK: "POLICY" }),
  policyLevel: (id) => {
    const [level, of] = pair(id);
    return level === "patient" ? { PK: of, SK: "POLICY" } : { PK: `POL#${level}`, SK: of };
  },
  switch: (id) => ({ PK: "SWITCH", SK: `SWITCH#${id}` }),
  migration: (id) => ({ PK: `JRN#${pair(id)[0]}`, SK: `MIG#${pair(id)[1]}` }),
  profile: (id) => ({ PK: id, SK: "PROFILE" }),
  membership: owned("MEM"),
  segment: (id) => ({ PK: `SEG#${id}`, SK: "SEG" }),
  snapshot: (id) => ({ PK: `SNP#${id}`, SK: "HEAD" }),
  audience: part("SNP"),
  listPart: part("LST"),
  listRows: part("LST", "R"),
  campaign: (id) => ({ PK: `CMP#${id}`, SK: "CMP" }),
  operation: (id) => ({ PK: `OPN#${id}`, SK: "HEAD" }),
  part: part("OPN"),
  request: (key) => ({ PK: `REQ#${key}`, SK: "REQ" }),
  audit: (id) => ({ PK: `AUD#${pair(id)[0]}`, SK: n10(pair(id)[1]) }),
};

/** Patients are many, and written at once; the customer's own things are few: one partition keeps them in order. */
export const customerShards = (kind: Kind): number => (kind === "patient" ? listShards : 1);

const all =
  (kind: Kind) =>
  (id: string): IndexKey => ({ BPK: allPartition(kind, shardOf(id, customerShards(kind))), BSK: id });

export const allPartition = (kind: Kind, shard: number): string => `ALL#${kind}#${shard}`;
export const journeyPartition = (journeyId: string, shard: number): string => `JRN#${journeyId}#${shard}`;
export const queuePartition = (queue: string): string => `QUE#${queue}`;
export const segmentPartition = (segment: string, shard: number): string => `SEG#${segment}#${shard}`;
export const talkPartition = (patientId: string): string => `TLK#${patientId}`;
export const duePartition = (shard: number): string => `DUE#${shard}`;
export const chainPartition = (chain: string): string => `AUD#${chain}`;

/** Kind, id and data → index key, for the kinds that are in the index while they are. */
export const indexKey: { [K in Kind]?: (id: string, data: Kinds[K]) => IndexKey | undefined } = {
  patient: all("patient"),
  directory: all("directory"),
  journeyHead: all("journeyHead"),
  templateHead: all("templateHead"),
  segment: all("segment"),
  snapshot: all("snapshot"),
  campaign: all("campaign"),
  operation: all("operation"),
  membership: (id, data) =>
    data.state === "in"
      ? { BPK: segmentPartition(data.segment, shardOf(patientOf(id), listShards)), BSK: id }
      : undefined,
  formHead: all("formHead"),
  waiting: (id, data) => (data.status === "waiting" ? all("waiting")(id) : undefined),
  enrollment: (id, data) => ({
    BPK: journeyPartition(data.journey.id, shardOf(patientOf(id), listShards)),
    BSK: id,
  }),
  staffTask: (id, data) =>
    isToDo(data)
      ? { BPK: queuePartition(data.queue), BSK: `${urgency[data.priority]}${data.dueAt ?? "9999"}#${id}` }
      : undefined,
  message: (id, data) => ({ BPK: talkPartition(patientOf(id)), BSK: `${data.at}#${id}` }),
  outreach: (id, data) => {
    const open = data.status === "planned" || data.status === "held";
    const due = open ? data.dueAt : data.fallbackAt;
    return due ? { BPK: duePartition(shardOf(patientOf(id), dueShards)), BSK: `${due}#${id}` } : undefined;
  },
};

/** Made from other records, or a note on how far work has come: the trail tells what they are made from. */
const untold: ReadonlySet<Kind> = new Set(["audit", "request", "profile", "audience", "part", "listRows"]);

/** Partition whose changes form one audit chain: the item's own. Audit lines, requests and projections are in none. */
export const chainOf = (kind: Kind, id: string): string | undefined => chainIn(kind, primaryKey[kind](id));
export const chainIn = (kind: Kind, { PK }: Key): string | undefined => (untold.has(kind) ? undefined : PK);
