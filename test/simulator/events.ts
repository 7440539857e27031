import type { AppointmentInput, ConsentInput, ContactPointInput, PatientInput } from "#lib/domain/inputs.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Random } from "../../bin/local/clinic/random.ts";
import type { BulkEvent } from "./concerns/bulk.ts";
import type { CampaignEvent } from "./concerns/campaigns.ts";
import type { GapEvent } from "./concerns/care-gaps.ts";
import type { ChannelsEvent, WritesEvent } from "./concerns/channels.ts";
import type { ContentEvent } from "./concerns/content.ts";
import type { LevelEvent } from "./concerns/levels.ts";
import type { MigrationEvent } from "./concerns/migrations.ts";
import type { OverrideEvent } from "./concerns/overrides.ts";
import type { FormEvent } from "./concerns/pages.ts";
import type { PortalEvent } from "./concerns/portal.ts";
import type { SegmentEvent } from "./concerns/segments.ts";
import type { SenderEvent } from "./concerns/senders.ts";
import type { SwitchEvent } from "./concerns/switches.ts";
import type { KeyEvent } from "./concerns/voice.ts";
import type { WaitingEvent } from "./concerns/waiting.ts";
import type { ConcernName } from "./concerns.ts";
import type { Person } from "./people.ts";

/** What a person says of their own accord; `ref` names who. */
export type Word = "stop" | "start" | "help" | "answer" | "gibberish" | "emergency";

type ConcernEvent =
  | BulkEvent
  | CampaignEvent
  | ChannelsEvent
  | ContentEvent
  | LevelEvent
  | MigrationEvent
  | OverrideEvent
  | FormEvent
  | GapEvent
  | PortalEvent
  | SegmentEvent
  | SenderEvent
  | SwitchEvent
  | KeyEvent
  | WaitingEvent
  | WritesEvent;

/** One thing that happens to the system from outside, some milliseconds after the story began. */
export type StoryEvent = { n: number; atMs: number } & (
  | {
      do: "patient";
      input: PatientInput & { reference: string; sourceUpdatedAt: string };
      /** What it tells of beside what was known. */
      also?: ContactPointInput;
    }
  | {
      do: "visit";
      person: string;
      input: Omit<AppointmentInput, "patientId"> & { reference: string; sourceUpdatedAt: string };
    }
  | { do: "says"; person: string; word: Word; text: string; times: number }
  | { do: "consent"; person: string; input: Omit<ConsentInput, "patientId"> & { reference: string } }
  | {
      do: "send";
      person: string;
      template: string;
      reference: string;
      dueInMs: number;
      visit?: string;
      twice: boolean;
    }
  | { do: "cancel"; pick: number }
  | { do: "pause" | "resume" | "end"; pick: number }
  | { do: "unsubscribe"; person: string }
  | { do: "desk"; pick: number }
  | { do: "policy"; change: Partial<Policy> }
  | { do: "bad"; which: number; person: string }
  | ConcernEvent
);

type Unnumbered<E> = E extends StoryEvent ? Omit<E, "n"> : never;
export type Happening = Unnumbered<StoryEvent>;

export type Story = {
  seed: number;
  start: string;
  lengthMs: number;
  people: Person[];
  events: StoryEvent[];
  /** What it is about beside (concerns.ts). */
  about: ConcernName[];
};

export const hour = 3_600_000;
export const day = 24 * hour;

export type Context = { random: Random; startMs: number; lengthMs: number };

/** When copies of one message come: mostly once and soon. */
export function deliveries(random: Random, toldMs: number, small: boolean): number[] {
  if (small) return [toldMs];
  const lag = random.chance(0.2) ? random.below(8 * hour) : random.below(60_000);
  return random.chance(0.25) ? [toldMs + lag, toldMs + random.below(10 * hour)] : [toldMs + lag];
}
