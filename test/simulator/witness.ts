import type { Stored } from "#lib/domain/kinds.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Envelope, Log, RecordedChange } from "#lib/ports.ts";
import type { Story } from "./events.ts";
import type { Bar, ClaimSeen, Evidence } from "./evidence.ts";
import { clinicName } from "./library.ts";
import type { Mirror } from "./mirror.ts";
import { waitingAhead } from "./of-classes.ts";
import { policiesAt } from "./of-policies.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What must be in no log, schedule or message of a queue: everything the story says of its people. */
function personalOf({ people, events }: Story): RegExp {
  const words = new Set<string>([clinicName, "Colonoscopy", "3125550"]);
  for (const { input } of people) {
    for (const text of [input.name.given, input.name.family, input.birthDate]) if (text) words.add(text);
    for (const { address } of input.contactPoints ?? []) if (address) words.add(address);
  }
  for (const event of events) {
    if (event.do === "says" && event.text.length > 8) words.add(event.text);
    if (event.do !== "patient") continue;
    for (const { name } of event.input.relations ?? []) if (name) words.add(name);
    for (const { address } of event.input.contactPoints ?? []) if (address) words.add(address);
  }
  return new RegExp([...words].map(escaped).join("|"), "i");
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
      surprises: [],
    };
  }

  changed({ after, before }: RecordedChange): void {
    if (after.kind === "policy" || after.kind === "policyLevel") this.#ruled();
    if (after.kind === "reach" && after.event.type === "outreach.claimed")
      this.#claimed(after as Stored as Stored<"reach">, before as Stored<"reach"> | undefined);
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
      stopped: this.#stopped(),
    };
    const claim: ClaimSeen = { ...seen, ahead: waitingAhead(mirror, seen) };
    this.#claims.set(`${outreach.id} ${n}`, claim);
    this.evidence.claims.push(claim);
  }

  #stopped(): Set<string> {
    const stopped = new Set<string>();
    for (const [key, { stops, startAtMs }] of this.evidence.words)
      for (const [scope, atMs] of stops) if (atMs > startAtMs) stopped.add(`${key} ${scope}`);
    return stopped;
  }

  left = (envelope: Envelope): void => {
    const claim = this.#claims.get(`${envelope.outreachId} ${envelope.attempt}`);
    this.evidence.left.push({ envelope, atMs: this.#clock.ms, claim });
  };

  #wordsAt(channel: Channel, address: string) {
    const key = addressKey(channel, address);
    const known = this.evidence.words.get(key) ?? { stops: new Map<string, number>(), startAtMs: 0 };
    this.evidence.words.set(key, known);
    return { key, known };
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
  stopped(channel: Channel, address: string, atMs: number): void {
    const { key, known } = this.#wordsAt(channel, address);
    const { mirror, policies, surprises } = this.evidence;
    const byCategory = policiesAt(policies, this.#clock.ms).some((p) => p.policy.stopScope === "category");
    const stopped = mirror.get("addressState", key)?.data.stopped ?? [];
    const scopes = byCategory && stopped !== "all" ? stopped : ["all"];
    if (scopes.length === 0 && known.startAtMs < atMs) surprises.push("a STOP stopped nothing");
    for (const scope of scopes) known.stops.set(scope, Math.max(known.stops.get(scope) ?? 0, atMs));
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
