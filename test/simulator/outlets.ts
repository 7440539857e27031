import { portalChannel } from "#lib/adapters/portal/send.ts";
import { staffCallChannel } from "#lib/adapters/staff-call/send.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { ChannelPort, Envelope, RecordedChange, SenderPort, SendResult } from "#lib/ports.ts";
import { throughSenders } from "#lib/usecases/outreach/through-senders.ts";
import type { AskedSeen } from "./evidence.ts";
import type { Mirror } from "./mirror.ts";
import type { Plant } from "./planting.ts";
import { type ProviderWorld, provider } from "./provider.ts";
import type { Core } from "./world.ts";

type Given = ProviderWorld & {
  /** What the story is about beside. */
  about: readonly string[];
  /** Of the process that writes what needs no provider. */
  core: Core;
  asked: (ask: AskedSeen) => void;
  plant: Plant | undefined;
};

/** By what each channel's messages leave: providers, several of them, or a record of our own. */
export class Outlets {
  /** Senders whose account is blocked now. */
  readonly down = new Set<string>();
  readonly #given: Given;

  constructor(given: Given) {
    this.#given = given;
  }

  portOf(channel: Channel): ChannelPort {
    const { about, core, clock, plant } = this.#given;
    if (channel === "portal" && about.includes("portal")) return portalChannel(core);
    if (channel === "staff-call" && about.includes("staffCalls")) return staffCallChannel(core);
    // Two that step in for each other: what may leave once must leave once through both.
    const count = about.includes("senders") ? 3 : channel === "sms" ? 2 : 1;
    const [first, ...others] = Array.from({ length: count }, (_, i) => this.#sender(channel, count - i));
    if (!first) throw new Error("a channel without a sender");
    if (others.length === 0) return first.port;
    return (plant?.senders ?? throughSenders)([first, ...others], clock);
  }

  #sender(channel: Channel, weight: number): SenderPort {
    const name = `${channel}-${weight}`;
    const { asked } = this.#given;
    const landlines = ["voice", "staffCalls"].some((name) => this.#given.about.includes(name));
    const port = provider(channel, { ...this.#given, landlines }, name);
    return {
      ...{ name, weight },
      port: {
        channel,
        send: async (envelope) => {
          const { outreachId, attempt } = envelope;
          const seen: AskedSeen = { outreachId, attempt, sender: name, end: "unknown" };
          asked(seen);
          const result = this.down.has(name) ? blocked : await port.send(envelope);
          seen.end = result.outcome === "refused" && result.code === "account" ? "account" : result.outcome;
          return result;
        },
      },
    };
  }
}

const blocked: SendResult = { outcome: "refused", code: "account", detail: "sim" };

/** A message that is a record of ours has left when the record is there. */
export function ownMessage({ before, after }: RecordedChange, mirror: Mirror): Envelope | undefined {
  if (before) return undefined;
  const own =
    after.kind === "portalMessage" ? inPortal(after as Stored as Stored<"portalMessage">) : undefined;
  const call = after.kind === "staffTask" ? (after as Stored as Stored<"staffTask">).data.call : undefined;
  const left = own ?? (call && { ...call, channel: "staff-call" as const, address: call.phone });
  if (!left) return undefined;
  const { outreachId, attempt, channel, address } = left;
  const purpose = mirror.get("outreach", outreachId)?.data.purpose ?? "care";
  const words = call ? { body: call.script, language: call.scriptLanguage } : own;
  return { ...{ outreachId, attempt, channel, address, purpose, body: "", language: "en" }, ...words };
}

const inPortal = ({ data: { outreachId, attempt, account, body, language } }: Stored<"portalMessage">) => ({
  ...{ outreachId, attempt, body, language },
  channel: "portal" as const,
  address: account,
});
