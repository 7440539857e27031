import { gapsOf } from "../care-gap/gaps.ts";
import type { CareGapRule } from "../care-gap/rule.ts";
import { ageAt } from "../time/age.ts";
import type { Instant } from "../words.ts";
import type { Profile } from "./profile.ts";

const day = 86_400_000;

/** An instant beside the one at which it is asked for. */
export class Moment {
  readonly at: number;
  readonly now: number;
  constructor(at: number, now: number) {
    this.at = at;
    this.now = now;
  }
}

/** Whole days from it until now; negative for what is to come. */
export const daysSince = ({ at, now }: Moment): number => Math.floor((now - at) / day);

/** A patient as conditions see them at one moment. What is not known is undefined, and makes a condition false. */
export class PatientFacts {
  readonly #p: Profile;
  readonly #now: Instant;
  readonly #rules: readonly CareGapRule[];
  #age: number | undefined;

  constructor(profile: Profile, now: Instant, rules: readonly CareGapRule[] = []) {
    this.#p = profile;
    this.#now = now;
    this.#rules = rules;
  }

  get age() {
    const { birthDate } = this.#p.who;
    // A range asks twice.
    if (birthDate !== undefined) this.#age ??= ageAt(birthDate, this.#now);
    return this.#age;
  }
  get gender() {
    return this.#p.who.gender;
  }
  get language() {
    return this.#p.who.language;
  }
  get zone() {
    return this.#p.who.zone;
  }
  get state() {
    return this.text("state");
  }
  get location() {
    return this.text("location");
  }
  get payer() {
    return this.text("payer");
  }
  get risk() {
    return this.text("risk");
  }
  get program() {
    return this.text("program");
  }
  get careSetting() {
    return this.text("careSetting");
  }
  get active() {
    return this.#p.who.active && !this.#p.who.deceased;
  }
  get prospect() {
    return this.#p.who.prospect;
  }
  get channels() {
    return this.#p.who.channels;
  }
  get conditions() {
    return this.#codes("condition|");
  }
  get medications() {
    return this.#codes("medication-request|");
  }
  get immunizations() {
    return this.#codes("immunization|");
  }
  get observations() {
    return this.#codes("observation|");
  }
  get careGaps() {
    return gapsOf(this.#p, this.#rules, this.#now).map(({ rule }) => rule);
  }
  get lastVisit() {
    const kept = this.#visits((status, start) => isKept(status) && start <= this.#now);
    return this.#moment(kept.at(-1));
  }
  get nextVisit() {
    return this.#moment(this.#visits((status, start) => status === "booked" && start > this.#now)[0]);
  }
  get noShows() {
    return this.#visits((status) => status === "noshow").length;
  }
  get openTasks() {
    return Object.values(this.#p.tasks);
  }
  get barriers() {
    return this.#p.barriers;
  }
  get lastMessage() {
    return this.#moment(this.#p.sent.at(-1)?.[1]);
  }
  get silent() {
    const { sent, repliedAt = "", clickedAt = "" } = this.#p;
    return sent.filter(([, at]) => at > repliedAt && at > clickedAt).length;
  }
  get lastReply() {
    return this.#moment(this.#p.repliedAt);
  }
  get lastClick() {
    return this.#moment(this.#p.clickedAt);
  }

  /** An attribute of the customer's own; numbers and yes or no as text. */
  text(name: string): string | undefined {
    const value = this.#p.who.attributes[name];
    return value === undefined || Array.isArray(value) ? undefined : String(value);
  }
  number(name: string): number | undefined {
    const value = this.#p.who.attributes[name];
    return typeof value === "number" ? value : undefined;
  }

  #codes(prefix: string): string[] {
    const found: string[] = [];
    for (const key in this.#p.codes) if (key.startsWith(prefix)) found.push(key.slice(prefix.length));
    return found;
  }
  /** Starts of such visits, earliest first. */
  #visits(which: (status: string, start: Instant) => boolean): Instant[] {
    const visits = Object.values(this.#p.visits);
    return visits.flatMap(([status, start]) => (which(status, start) ? [start] : [])).sort();
  }
  #moment(at: Instant | undefined): Moment | undefined {
    return at === undefined ? undefined : new Moment(Date.parse(at), Date.parse(this.#now));
  }
}

const isKept = (status: string): boolean => status === "arrived" || status === "fulfilled";
