import { Refusal } from "#lib/domain/errors.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import { isOpen } from "#lib/domain/outreach/outreach.ts";
import type { Envelope } from "#lib/ports.ts";
import { setPolicy } from "#lib/usecases/authoring/set-policy.ts";
import {
  endEnrollment,
  pauseEnrollment,
  resumeEnrollment,
} from "#lib/usecases/enrollments/control-enrollment.ts";
import { stopAddress } from "#lib/usecases/inbound/stop-address.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { badInput } from "./bad-inputs.ts";
import type { Concern, Hands, Work } from "./concerns/concern.ts";
import { concerns } from "./concerns.ts";
import type { StoryEvent } from "./events.ts";
import { onWhatsApp } from "./meta.ts";
import type { World } from "./world.ts";

const ehr = { actor: { type: "ehr" as const, id: "sim" } };
const staff = { actor: { type: "staff" as const, id: "sim" } };

/** A caller asks again after a death or a 5xx, a few times and then for as long as the services fail. */
const mostTries = 12;
const againMs = 5_000;
/** Something it refers to has not come yet. */
const laterMs = 600_000;
const mostLater = 150;

/** Who calls from outside: the source, partners, staff. */
export class Outside {
  readonly #world: World;
  readonly #hands: Hands;
  readonly #about: Concern[];

  constructor(world: World) {
    this.#world = world;
    this.#about = world.witness.evidence.story.about.map((name) => concerns[name]);
    this.#hands = {
      world,
      patientId: (reference) => this.#patientId(reference),
      pick: (...wanted) => this.#pick(...wanted),
      ask: (work) => this.#ask(work),
    };
  }

  /** What patients do with a message beside answering it. */
  left(envelope: Envelope): void {
    for (const concern of this.#about) concern.left?.(envelope, this.#hands);
  }

  /** Nothing goes wrong any more: what somebody would turn back in the end is turned back. */
  settles(): void {
    for (const concern of this.#about)
      for (const work of concern.settles?.(this.#hands) ?? []) void this.#ask(work);
  }

  happens(event: StoryEvent): void {
    if (event.do === "says") this.#says(event);
    else if (event.do === "writes") this.#writes(event);
    else if (event.do === "bad") void this.#bad(event.which, event.person);
    else if (event.do === "unsubscribe") void this.#unsubscribe(event);
    else {
      const work = this.#workOf(event);
      if (work) void this.#ask(work);
      if (work && event.do === "send" && event.twice) void this.#ask(work);
    }
  }

  #workOf(event: Exclude<StoryEvent, { do: "says" | "writes" | "bad" | "unsubscribe" }>): Work | undefined {
    switch (event.do) {
      case "patient":
        return (core) => savePatient(core, event.input, ehr);
      case "visit":
        return (core) =>
          saveAppointment(core, { ...event.input, patientId: this.#patientId(event.person) }, ehr);
      case "consent":
        return (core) =>
          recordConsent(core, { ...event.input, patientId: this.#patientId(event.person) }, ehr);
      case "send":
        return this.#send(event);
      case "cancel": {
        const chosen = this.#pick("outreach", event.pick, ({ data }) => isOpen(data));
        return chosen && ((core) => cancelOutreach(core, chosen.id, { ...staff, reason: "sim" }));
      }
      case "pause":
      case "resume":
      case "end":
        return this.#control(event);
      case "desk": {
        const chosen = this.#pick("staffTask", event.pick, ({ data }) => data.status === "open");
        const outcome = chosen?.data.outcomes[event.pick % chosen.data.outcomes.length] ?? "handled";
        return chosen && ((core) => completeStaffTask(core, chosen.id, { outcome }, staff));
      }
      case "policy":
        return async (core) => {
          const stored = await core.records.get("policy", "policy", { consistent: true });
          if (stored) await setPolicy(core, { ...stored.data, ...event.change }, stored.version, staff);
        };
      default:
        return this.#concerned(event);
    }
  }

  #concerned(event: StoryEvent): Work | undefined {
    for (const concern of this.#about) {
      const work = concern.work?.(event, this.#hands);
      if (work) return work;
    }
    return undefined;
  }

  /** One of those there are now; the same lot picks another where there are others. */
  #pick<K extends Kind>(kind: K, lot: number, fits: (record: Stored<K>) => boolean): Stored<K> | undefined {
    const found = this.#world.mirror.all(kind).filter(fits);
    return found[lot % found.length];
  }

  #control({ do: what, pick }: Extract<StoryEvent, { do: "pause" | "resume" | "end" }>): Work | undefined {
    const wanted = what === "resume" ? ["paused"] : ["active", "paused"];
    const chosen = this.#pick("enrollment", pick, ({ data }) => wanted.includes(data.status));
    if (!chosen) return undefined;
    if (what === "end") return (core) => endEnrollment(core, chosen.id, { ...staff, reason: "sim" });
    return (core) => (what === "pause" ? pauseEnrollment : resumeEnrollment)(core, chosen.id, staff);
  }

  #patientId = (person: string): string =>
    this.#world.mirror.all("patient").find((p) => p.data.reference === person)?.id ?? `pat_${"0".repeat(26)}`;

  #send({ person, template, reference, dueInMs, visit }: Extract<StoryEvent, { do: "send" }>): Work {
    const { clock, mirror } = this.#world;
    const dueAt = new Date(clock.ms + dueInMs).toISOString();
    const appointmentId = visit && mirror.all("appointment").find((a) => a.data.reference === visit)?.id;
    const send = { reference, template, channels: "preferred" as const, dueAt, appointmentId };
    return (core) => sendDirect(core, { ...send, patientId: this.#patientId(person) }, staff);
  }

  #says({ n, person, text, times }: Extract<StoryEvent, { do: "says" }>): void {
    const { inbound, clock, mirror, random } = this.#world;
    const patient = mirror.all("patient").find((p) => p.data.reference === person);
    const phone = patient?.data.contactPoints.find((c) => c.channel === "sms");
    if (!phone) return;
    const message = {
      messageId: `said-${n}`,
      channel: "sms" as const,
      from: phone.address,
      text,
      at: clock.now(),
    };
    for (let i = 0; i < times; i++) inbound.put(message, i * random.below(4 * 3_600_000));
  }

  /** On another channel than by text, or from a number that nobody knows. */
  #writes({ n, channel, person, from, text }: Extract<StoryEvent, { do: "writes" }>): void {
    const { inbound, clock, mirror } = this.#world;
    const points = mirror.get("patient", this.#patientId(person))?.data.contactPoints ?? [];
    const address = from ?? points.find((c) => c.channel === channel)?.address;
    if (!address) return;
    const said = { id: `wrote-${n}`, from: address, text, atMs: clock.ms };
    const plain = { messageId: said.id, channel, from: address, text, at: clock.now() };
    for (const message of channel === "whatsapp" ? onWhatsApp(said) : [plain]) inbound.put(message);
  }

  /** The page behind the link in an email: it asks until it is told that it is done. */
  async #unsubscribe({ n, person }: Extract<StoryEvent, { do: "unsubscribe" }>): Promise<void> {
    const { clock, mirror, witness } = this.#world;
    const id = this.#patientId(person);
    const email = mirror.get("patient", id)?.data.contactPoints.find((c) => c.channel === "email");
    if (!email) return;
    const { channel, address } = email;
    const at = clock.now();
    const who = { channel, address, at, actor: { type: "patient" as const, id }, cause: `unsubscribe-${n}` };
    await this.#ask(async (core) => {
      await stopAddress(core, who, "all");
      witness.saidStop(channel, address, Date.parse(at));
    });
  }

  async #ask(work: Work, tries = 1, waits = 0): Promise<void> {
    const { tasks, clock, witness } = this.#world;
    const ending = await tasks.run("api", () => work(this.#world.core("api")));
    if (ending.how === "done") return;
    const code = ending.how === "failed" && ending.error instanceof Refusal ? ending.error.code : undefined;
    if (code === "unknown_reference" && waits < mostLater)
      return clock.in(laterMs, () => this.#ask(work, 1, waits + 1));
    if (code && code !== "busy") return;
    if (tries < mostTries) return clock.in(againMs * tries, () => this.#ask(work, tries + 1, waits));
    if (ending.how === "failed")
      witness.evidence.surprises.push(`asked ${tries} times in vain: ${ending.error}`);
  }

  async #bad(which: number, person: string): Promise<void> {
    const { tasks, witness } = this.#world;
    const { what, ask } = badInput(which, this.#patientId(person));
    let wrote = (): number => 0;
    const ending = await tasks.run("api", async () => {
      const task = tasks.current();
      wrote = () => task?.wrote ?? 0;
      await ask(this.#world.core("api"));
    });
    if (ending.how === "died" || (ending.how === "failed" && !(ending.error instanceof Refusal))) return;
    const refusedAs = ending.how === "failed" ? (ending.error as Refusal).code : undefined;
    witness.evidence.bad.push({ what, refusedAs, wrote: wrote() });
  }
}
