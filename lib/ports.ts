import type { OptedOut } from "./domain/consent/opt-out-list.ts";
import type { Expression } from "./domain/forms/expressions.ts";
import type { Questionnaire, QuestionnaireResponse } from "./domain/forms/questionnaire.ts";
import type { Change, Kind, Stored } from "./domain/kinds.ts";
import type { Call, Paper } from "./domain/outreach/enclosed.ts";
import type { Sender } from "./domain/outreach/senders.ts";
import type { Channel, Format, Instant } from "./domain/words.ts";

/** Everything the core asks of the world. Each has an adapter under lib/adapters and a twin under adapters/local. */
export type Ports = {
  clock: Clock;
  ids: Ids;
  secrets: Secrets;
  records: Records;
  timer: Timer;
  queue: Queue;
  machine: JourneyMachine;
  operations: Operations;
  files: Files;
  log: Log;
};

export type Clock = { now(): Instant };

/** Chance comes in here: a ULID, unique and sorting by time. */
export type Ids = { unique(): string };

/** Chance that nobody may guess: a cryptographic source. */
export type Secrets = {
  /** 128 bits, as 22 characters of base64url. */
  token(): string;
  /** Six digits. */
  code(): string;
};

/** Ids and codes only: never names, addresses, message text or clinical values (invariant 9). */
export type Log = {
  info(message: string, fields?: Record<string, string | number | boolean | undefined>): void;
  warn(message: string, fields?: Record<string, string | number | boolean | undefined>): void;
  error(
    message: string,
    fields?: Record<string, string | number | boolean | undefined>,
    error?: unknown,
  ): void;
};

/** The one table. */
export type Records = {
  get<K extends Kind>(kind: K, id: string, how?: { consistent?: boolean }): Promise<Stored<K> | undefined>;
  /** Several at once, in the order asked; eventually consistent unless told. */
  getMany<K extends Kind>(
    wanted: { kind: K; id: string }[],
    how?: { consistent?: boolean },
  ): Promise<(Stored<K> | undefined)[]>;
  list<Q extends ListQuery>(query: Q, page?: PageRequest): Promise<Page<Stored<Q["kind"]>>>;
  /**
   * All of the changes or none. One change is one conditional put; several are one transaction (at most 100).
   * Throws `VersionConflict` where any `expect` does not hold.
   */
  save(changes: Change[]): Promise<void>;
};

export class VersionConflict extends Error {
  override name = "VersionConflict";
}

/**
 * One change as the table's stream tells it: at least once, and in order per partition (a patient, a journey…).
 * `before` is absent on creation; `sequence` grows with each change of a record.
 */
export type RecordedChange = {
  /** The partition it is in: its audit chain. */
  chain: string;
  before?: Stored;
  after: Stored;
  sequence: string;
};

/** `last`: nothing is asked for behind this page, so nothing more is read, and it has no cursor. */
export type PageRequest = { limit?: number; cursor?: string; newestFirst?: boolean; last?: boolean };
/** `cursor` is present where there is more. */
export type Page<T> = { items: T[]; cursor?: string };

export type ListQuery =
  /** What a patient has of a kind, oldest id first. */
  | { kind: Kind; of: "patient"; patientId: string }
  /** The outreaches of one enrollment. */
  | { kind: "outreach"; of: "enrollment"; enrollmentId: string }
  /** All patients, journeys, templates, directory entries… of the customer. */
  | { kind: Kind; of: "customer" }
  /** Enrollments of a journey, whatever their version; all, or one of `patientShards` shares. */
  | { kind: "enrollment"; of: "journey"; journeyId: string; shard?: number }
  /** A share of all patients: one of `patientShards`. */
  | { kind: "patient"; of: "shard"; shard: number }
  /** Who is in a segment now. */
  | { kind: "membership"; of: "segment"; segment: string }
  /** The parts of a list that were uploaded. */
  | { kind: "listPart"; of: "list"; list: string }
  /** How far the parts of an operation have come. Read consistently: it is closed at once after its last part. */
  | { kind: "part"; of: "operation"; operationId: string }
  /** Staff tasks still open in a queue, most urgent and then soonest due first. */
  | { kind: "staffTask"; of: "queue"; queue: string }
  /** Open outreaches due by then (and not before `from`), soonest first, one of the `dueShards` shards. */
  | { kind: "outreach"; of: "due"; shard: number; until: Instant; from?: Instant }
  /** What a patient wrote, by its own time. */
  | { kind: "message"; of: "talk"; patientId: string; since?: Instant }
  /** Who uses an address, by `addressKey`. Read consistently: a STOP must not miss who was linked just before it. */
  | { kind: "addressLink"; of: "address"; key: string }
  /** Versions of one template, journey or form, oldest first. */
  | { kind: "template" | "journey" | "form"; of: "versions"; id: string }
  /** Lines of one audit chain. */
  | { kind: "audit"; of: "chain"; chain: string };

/** How many shards the list of all patients has. */
export const patientShards = 8;

/** How many shards the due index has: one sweep reads them all. */
export const dueShards = 8;

/** EventBridge Scheduler: one-time, UTC, by name. Setting a name again or clearing one that is not there is fine. */
export type Timer = {
  /** At `at`, put `{ outreachId }` into the channel's queue. */
  set(name: string, at: Instant, message: DeliverMessage): Promise<void>;
  clear(name: string): Promise<void>;
};

export type DeliverMessage = { outreachId: string; channel: Channel };

/** SQS, one queue per channel. A delay is at most 900 seconds. */
export type Queue = { send(message: DeliverMessage, delaySeconds?: number): Promise<void> };

/** Step Functions. Ids only go in. */
export type JourneyMachine = {
  /** Starting an enrollment that already runs is fine. `generation` counts its executions, from 1. */
  start(enrollmentId: string, generation?: number): Promise<void>;
  /** Calls a waiting execution. A token that is used up or timed out is fine: news is in the inbox. */
  wake(token: string): Promise<void>;
};

/** Step Functions and EventBridge Scheduler: long work in parts. Ids only go in. */
export type Operations = {
  /** Starting a generation that runs already is fine. `at`: not before; a start of the past is one of now. */
  start(operationId: string, generation: number, at?: Instant): Promise<void>;
};

/** Pictures that patients sent, by the id of their record (domain/files/file.ts): each is written once and not changed. */
export type Files = {
  put(id: string, bytes: Buffer): Promise<void>;
  /** Undefined where there is none. */
  get(id: string): Promise<Buffer | undefined>;
};

/** What leaves, fully rendered. `outreachId` and `attempt` ride in the provider's context and come back in receipts. */
export type Envelope = {
  outreachId: string;
  attempt: number;
  channel: Channel;
  address: string;
  language: string;
  purpose: string;
  subject?: string;
  body: string;
  /** The body is marked up: an email's HTML, a call's SSML. */
  markup?: true;
  /** How it is laid out: a letter's large print. The standard one where it is not said. */
  format?: Format;
  /** WhatsApp: the template that Meta approved, and what fills its placeholders; else the body is free text. */
  approved?: { name: string; language: string; parameters: string[] };
  /** RFC 8058 one-click unsubscribe, on email that is not transactional. */
  unsubscribeUrl?: string;
  /** On a letter. */
  paper?: Paper;
  /** On a call by staff. */
  call?: Call;
};

/**
 * What a provider's call came to. `refused` is definite: nothing will be delivered, another channel may be tried.
 * `throttled` is definite too, and the same channel may be tried again later. A call whose end is not known throws.
 */
export type SendResult = { way?: Way } & (
  | { outcome: "accepted"; providerId: string }
  | { outcome: "refused"; code: RefusalCause; detail: string }
  | { outcome: "throttled"; code: string; retryAfterSeconds: number }
);

/** Of a channel with several senders: whose answer it is, and who definitely refused the message before. */
export type Way = { sender: string; refusedBy?: string[] };

/** What a send throws whose end is not known: it may have left. Ids and codes only, so that it may be logged. */
export class UnknownEnd extends Error {
  override name = "UnknownEnd";
  readonly code: string;
  way?: Way;

  constructor(channel: Channel, code: string) {
    super(`${channel}: the end of the send is not known (${code})`);
    this.code = code;
  }
}

/** Whose fault a refusal is: the address's (its health changes), the content's, or the account's. */
export type RefusalCause = "address_invalid" | "address_opted_out" | "landline" | "content" | "account";

/** One channel: the three verbs of every folder under adapters. Pure but for `send`. */
export type ChannelPort = {
  channel: Channel;
  send(envelope: Envelope): Promise<SendResult>;
};

/** A channel's port by one of its senders. */
export type SenderPort = Sender & { port: ChannelPort };

/** What a provider says later about a message. `receipt` is a row of domain/outreach/receipts.ts. */
export type Receipt = {
  outreachId: string;
  attempt: number;
  channel: Channel;
  receipt: string;
  at: Instant;
  providerId?: string;
  code?: string;
};

/** What came in from a patient. `messageId` is the provider's: the same one twice is one message. */
export type Inbound = {
  messageId: string;
  channel: Channel;
  from: string;
  to?: string;
  text: string;
  at: Instant;
  /** The provider's id of the message it answers, where it says so. */
  inReplyTo?: string;
  /** Who it is, where the channel knows: a portal, whose account may be a whole family's. */
  patientId?: string;
  /** Other names of where it came from: a STOP or START holds for them too. */
  alsoFrom?: string[];
};

/** The provider's own list of addresses that want nothing. Adding twice and removing what is gone are fine. */
export type OptOutList = {
  all(): AsyncIterable<OptedOut>;
  add(address: string): Promise<void>;
  remove(address: string): Promise<void>;
};

/** FHIRPath over a form's answers: one result per expression, empty where it comes to nothing. */
export type Expressions = {
  evaluate(
    expressions: Expression[],
    over: { questionnaire: Questionnaire; response: QuestionnaireResponse },
  ): Promise<unknown[][]>;
};
