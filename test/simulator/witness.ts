import type { Stored } from "#lib/domain/kinds.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Envelope, Log, RecordedChange } from "#lib/ports.ts";
import type { Story } from "./events.ts";
import type { ClaimSeen, Evidence } from "./evidence.ts";
import { clinicName } from "./library.ts";
import type { Mirror } from "./mirror.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What must be in no log, schedule or message of a queue: everything the story says of its people. */
function personalOf({ people, events }: Story): RegExp {
  const words = new Set<string>([clinicName, "Colonoscopy", "3125550"]);
  for (const { input } of people) {
    for (const text of [input.name.given, input.name.family, input.birthDate]) if (text) words.add(text);
    for (const { address } of input.contactPoints ?? []) words.add(address);
  }
  for (const event of events) if (event.do === "says" && event.text.length > 8) words.add(event.text);
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
      surprises: [],
    };
  }

  changed({ after, before }: RecordedChange): void {
    if (after.kind === "policy")
      this.evidence.policies.push({
        atMs: this.#clock.ms,
        policy: (after as Stored as Stored<"policy">).data,
      });
    if (after.kind === "reach" && after.event.type === "outreach.claimed")
      this.#claimed(after as Stored as Stored<"reach">, before as Stored<"reach"> | undefined);
  }

  /** The claim that just took effect: the one that the item before it had not. */
  #claimed({ id, data, event }: Stored<"reach">, before: Stored<"reach"> | undefined): void {
    const { mirror } = this.evidence;
    const outreach = mirror.get("outreach", event.cause ?? "");
    const patient = mirror.get("patient", id);
    if (!outreach || !patient) return;
    const n = data.claims[outreach.id]?.n ?? 0;
    if (before?.data.claims[outreach.id]?.n === n)
      this.evidence.surprises.push(`${outreach.id} was claimed twice over`);
    const about = outreach.data.about?.appointmentId;
    const claim: ClaimSeen = {
      outreach,
      n,
      patient,
      atMs: this.#clock.ms,
      appointment: about ? mirror.get("appointment", about) : undefined,
      consents: mirror.all("consent").filter((c) => c.data.patientId === id && !c.data.addressKey),
      stopped: this.#stopped(),
    };
    this.#claims.set(`${outreach.id} ${n}`, claim);
    this.evidence.claims.push(claim);
  }

  #stopped(): Set<string> {
    const stopped = new Set<string>();
    for (const [key, { stopAtMs, startAtMs }] of this.evidence.words)
      if (stopAtMs > startAtMs) stopped.add(key);
    return stopped;
  }

  left = (envelope: Envelope): void => {
    const claim = this.#claims.get(`${envelope.outreachId} ${envelope.attempt}`);
    this.evidence.left.push({ envelope, atMs: this.#clock.ms, claim });
  };

  /** `stop`: it was taken whole. `start`: it is about to be taken. */
  said(word: "stop" | "start", channel: Channel, address: string, atMs: number): void {
    const key = addressKey(channel, address);
    const known = this.evidence.words.get(key) ?? { stopAtMs: 0, startAtMs: 0 };
    const field = word === "stop" ? "stopAtMs" : "startAtMs";
    this.evidence.words.set(key, { ...known, [field]: Math.max(known[field], atMs) });
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
