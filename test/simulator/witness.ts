import { patientOf } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Envelope, Inbound, Log, Receipt, RecordedChange } from "#lib/ports.ts";
import { knownAfterMs } from "./allowance.ts";
import type { Story } from "./events.ts";
import type { Bar, ClaimSeen, Evidence } from "./evidence.ts";
import { clinicName } from "./library.ts";
import { lineOf } from "./lines.ts";
import type { Mirror } from "./mirror.ts";
import { barsOf } from "./of-calls.ts";
import { waitingAhead } from "./of-classes.ts";
import { policiesAt } from "./of-policies.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What must be in no log, schedule or message of a queue: everything the story says of its people. */
function personalOf({ people, events }: Story): RegExp {
  const words = new Set<string>([clinicName, "Colonoscopy", "3125550"]);
  for (const { input } of people) {
    for (const text of [input.name.given, input.name.family, input.birthDate]) if (text) words.add(text);
    addAddresses(words, input);
  }
  for (const event of events) {
    if ((event.do === "says" || event.do === "writes") && event.text.length > 8) words.add(event.text);
    if (event.do !== "patient") continue;
    for (const { name } of event.input.relations ?? []) if (name) words.add(name);
    addAddresses(words, event.input);
  }
  return new RegExp([...words].map(escaped).join("|"), "i");
}

function addAddresses(words: Set<string>, { contactPoints = [] }: Story["people"][number]["input"]): void {
  for (const { address, postal } of contactPoints)
    for (const text of [address, ...(postal?.lines ?? [])]) if (text) words.add(text);
}

/** Sees everything from outside and remembers what the invariants ask for. */
export class Witness {
  readonly evidence: Evidence;
  readonly #personal: RegExp;
  readonly #clock: VirtualClock;
  #claims = new Map<string, ClaimSeen>();

  constructor(story: Story, mirror: Mirror, clock: VirtualClock) {
    this.#clock = clock;
    this.#personal = personalOf(story);
    this.evidence = {
      story,
      mirror,
      nowMs: 0,
      claims: [],
      left: [],
      delivered: new Set(),
      policies: [],
      bad: [],
      leaks: [],
      audit: [],
      stuck: [],
      executions: new Map(),
      words: new Map(),
      bars: [],
      aside: [],
      taken: [],
      opened: [],
      strangers: [],
      heard: [],
      wroteMs: new Map(),
      declined: [],
      ended: new Set(),
      asked: [],
      calls: [],
      barredCalls: (taskId) => barsOf(this, taskId),
      wrong: [],
      surprises: [],
    };
  }

  changed({ after, before }: RecordedChange): void {
    if (after.kind === "portalMessage") this.#inPortal(after as Stored as Stored<"portalMessage">);
    if (after.kind === "patient") this.#known(after as Stored as Stored<"patient">);
    if (after.kind === "staffTask") this.#called(after as Stored as Stored<"staffTask">);
    if (after.kind === "policy" || after.kind === "policyLevel") this.#ruled();
    if (after.kind === "reach" && after.event.type === "outreach.claimed")
      this.#claimed(after as Stored as Stored<"reach">, before as Stored<"reach"> | undefined);
  }

  /** What was opened has arrived. */
  #inPortal({ data: { outreachId, readAt } }: Stored<"portalMessage">): void {
    if (readAt) this.evidence.delivered.add(outreachId);
  }

  /** A source that no longer tells of a line may tell of it anew: then it is known for wrong no more. */
  #known({ id, data: { contactPoints } }: Stored<"patient">): void {
    const lines = new Set(contactPoints.map(({ channel, address }) => lineOf(channel, address)));
    const { evidence } = this;
    evidence.wrong = evidence.wrong.filter(({ patientId, line }) => patientId !== id || lines.has(line));
  }

  /** What a colleague said of a call, and a call that was taken back, reached nobody: another channel may follow. */
  #called({ data: { call, outcome, status, patientId }, event }: Stored<"staffTask">): void {
    if (!call || (status !== "done" && status !== "closed")) return;
    const { ended, declined, wrong } = this.evidence;
    const reached = status === "done" && (outcome === "reached" || outcome === "left-message");
    if (!reached) ended.add(`${call.outreachId} ${call.attempt}`);
    const knownMs = this.#clock.ms + knownAfterMs;
    if (outcome === "wrong-number")
      wrong.push({ patientId, line: lineOf("staff-call", call.phone), fromMs: knownMs });
    if (outcome !== "do-not-call") return;
    for (const channel of ["staff-call", "voice"] as const)
      declined.push({ patientId, channel, of: "all", atMs: Date.parse(event.at), knownMs });
  }

  #ruled(): void {
    const { mirror, policies } = this.evidence;
    const policy = mirror.get("policy", "policy")?.data;
    const levels = mirror.all("policyLevel").map(({ data }) => data);
    if (policy) policies.push({ atMs: this.#clock.ms, policy, levels });
  }

  /** The claim that just took effect: the one that the item before it had not. */
  #claimed(reach: Stored<"reach">, before: Stored<"reach"> | undefined): void {
    const { mirror } = this.evidence;
    const { id, data, event } = reach;
    const outreach = mirror.get("outreach", event.cause ?? "");
    const patient = mirror.get("patient", id);
    if (!outreach || !patient) return;
    const n = data.claims[outreach.id]?.n ?? 0;
    if (before?.data.claims[outreach.id]?.n === n)
      this.evidence.surprises.push(`${outreach.id} was claimed twice over`);
    const about = outreach.data.about?.appointmentId;
    const seen = {
      outreach,
      n,
      patient,
      reach,
      atMs: this.#clock.ms,
      template: mirror.get("template", `${outreach.data.template.id}@${outreach.data.template.version}`),
      appointment: about ? mirror.get("appointment", about) : undefined,
      consents: mirror.all("consent").filter((c) => c.data.patientId === id && !c.data.addressKey),
      stopped: this.stopped(),
    };
    const claim: ClaimSeen = { ...seen, ahead: waitingAhead(mirror, seen) };
    this.#claims.set(`${outreach.id} ${n}`, claim);
    this.evidence.claims.push(claim);
  }

  nowMs = (): number => this.#clock.ms;

  /** "line scope" of each STOP that was taken whole, with no later START begun. */
  stopped = (): Set<string> => {
    const stopped = new Set<string>();
    for (const [key, { stops, startAtMs }] of this.evidence.words)
      for (const [scope, atMs] of stops) if (atMs > startAtMs) stopped.add(`${key} ${scope}`);
    return stopped;
  };

  left = (envelope: Envelope): void => {
    const claim = this.#claims.get(`${envelope.outreachId} ${envelope.attempt}`);
    this.evidence.left.push({ envelope, atMs: this.#clock.ms, claim });
  };

  #wordsAt(channel: Channel, address: string) {
    const line = lineOf(channel, address);
    const known = this.evidence.words.get(line) ?? { stops: new Map<string, number>(), startAtMs: 0 };
    this.evidence.words.set(line, known);
    return { key: addressKey(channel, address), known };
  }

  /** A START is about to be taken. */
  started(channel: Channel, address: string, atMs: number): void {
    const { known } = this.#wordsAt(channel, address);
    known.startAtMs = Math.max(known.startAtMs, atMs);
  }

  /**
   * A STOP was taken whole. It is of everything, unless the policy may have said that it is of a category: then it is
   * of what the address is stopped of now, and it must be something.
   */
  saidStop(channel: Channel, address: string, atMs: number): void {
    const { key, known } = this.#wordsAt(channel, address);
    const { mirror, policies, surprises } = this.evidence;
    const byCategory = policiesAt(policies, this.#clock.ms).some((p) => p.policy.stopScope === "category");
    const stopped = mirror.get("addressState", key)?.data.stopped ?? [];
    const scopes = byCategory && stopped !== "all" ? stopped : ["all"];
    if (scopes.length === 0 && known.startAtMs < atMs) surprises.push("a STOP stopped nothing");
    for (const scope of scopes) known.stops.set(scope, Math.max(known.stops.get(scope) ?? 0, atMs));
  }

  /** It was taken, whatever was made of it. */
  heard(message: Inbound): void {
    const { heard, wroteMs } = this.evidence;
    heard.push({ ...message, takenMs: this.#clock.ms });
    if (message.channel !== "whatsapp") return;
    const line = lineOf(message.channel, message.from);
    wroteMs.set(line, Math.max(wroteMs.get(line) ?? 0, Date.parse(message.at)));
  }

  /** What a provider said of a message was taken. */
  told({ outreachId, channel, receipt, at }: Receipt): void {
    if (receipt === "delivered" || receipt === "read") this.evidence.delivered.add(outreachId);
    if (receipt !== "marketing-declined") return;
    const patientId = patientOf(outreachId);
    const knownMs = this.#clock.ms;
    this.evidence.declined.push({ patientId, channel, of: "marketing", atMs: Date.parse(at), knownMs });
  }

  #n = 0;
  readonly #lifted = new Map<string, number>();
  /** A number that grows: of two who ask, which began first. */
  asks = (): number => ++this.#n;

  /** It was answered that this holds: from now on, unless its undoing was asked for since this was. */
  barred(bar: Bar, asked: number): void {
    if ((this.#lifted.get(`${bar.what} ${bar.ref}`) ?? 0) > asked) return;
    this.evidence.bars.push({ ...bar, fromMs: this.#clock.ms, untilMs: Number.POSITIVE_INFINITY });
  }

  /** Its undoing is asked for. */
  lifted(bar: Bar): void {
    this.#lifted.set(`${bar.what} ${bar.ref}`, this.asks());
    for (const seen of this.evidence.bars)
      if (seen.what === bar.what && seen.ref === bar.ref)
        seen.untilMs = Math.min(seen.untilMs, this.#clock.ms);
  }

  sees = (text: string): void => {
    const found = this.#personal.exec(text);
    if (found) this.evidence.leaks.push(`${JSON.stringify(found[0])} in ${text.slice(0, 120)}`);
  };

  log: Log = {
    info: (message, fields) => this.sees(message + JSON.stringify(fields ?? {})),
    warn: (message, fields) => this.sees(message + JSON.stringify(fields ?? {})),
    error: (message, fields, error) => {
      const { name, message: text, stack } = (error ?? {}) as Error;
      this.sees(`${message}${JSON.stringify(fields ?? {})}${name} ${text} ${stack?.slice(0, 300)}`);
    },
  };
}
