import type { EventType } from "#lib/domain/event.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Channel } from "#lib/domain/words.ts";
import { type ChannelPort, type SenderPort, UnknownEnd } from "#lib/ports.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { type Plant, type Planted, saving, seeing, writing } from "./planting.ts";

/** What leaves by a channel, changed on its way. */
const leaving = (channel: Channel, change: (body: string) => string): Plant => ({
  channel: (port) =>
    port.channel === channel
      ? { ...port, send: (envelope) => port.send({ ...envelope, body: change(envelope.body) }) }
      : port,
});

/** Asks the senders in turn for as long as `goesOn` says of what one came to. */
const inTurn =
  (goesOn: (end: string) => boolean) =>
  (senders: readonly [SenderPort, ...SenderPort[]]): ChannelPort => ({
    channel: senders[0].port.channel,
    send: async (envelope) => {
      for (const { port } of senders.slice(1)) {
        try {
          const result = await port.send(envelope);
          if (!goesOn(result.outcome)) return result;
        } catch (error) {
          if (!(error instanceof UnknownEnd) || !goesOn("unknown")) throw error;
        }
      }
      return senders[0].port.send(envelope);
    },
  });

/** An event that the stream's reader passes over. */
const unheard = (type: EventType): Plant => ({
  followChanges: (ports, changes) =>
    followChanges(
      ports,
      changes.filter(({ after }) => after.event.type !== type),
    ),
});

const isTo = (template: string, c: Change): c is Change<"outreach"> =>
  c.kind === "outreach" && c.data.template.id === template;

/** Of channels, of those who answer on them and of those who read that: each a mistake somebody could make. */
export const plantsOfChannels: Record<string, Planted> = {
  "a sender that steps in where the end of the first is not known": {
    breaks: 1,
    about: ["senders"],
    from: 57,
    plant: { senders: inTurn((end) => end !== "accepted" && end !== "refused") },
  },
  "a STOP that holds for texts alone": {
    breaks: 2,
    about: ["whatsapp"],
    plant: seeing("reach", (reach) => ({
      ...reach,
      addresses: reach.addresses.map(({ stopped, ...a }) =>
        stopped && a.channel !== "whatsapp" ? { ...a, stopped } : a,
      ),
    })),
  },
  "calls to whoever gave a number": {
    breaks: 2,
    about: ["voice"],
    plant: seeing("policy", (policy) => ({
      ...policy,
      impliedChannels: [...policy.impliedChannels, "voice"],
    })),
  },
  "Meta's word that nobody takes for a revocation": {
    breaks: 2,
    about: ["whatsapp"],
    from: 71,
    plant: {
      likely: { receipts: 0.9 },
      recordReceipt: (ports, receipt) =>
        recordReceipt(ports, {
          ...receipt,
          receipt: receipt.receipt === "marketing-declined" ? "content-rejected" : receipt.receipt,
        }),
    },
  },
  "a message that was opened and counts as silent": {
    breaks: 7,
    about: ["portal"],
    plant: unheard("portal-message.read"),
  },
  "a mistake that closes a care gap": {
    breaks: 15,
    about: ["careGaps"],
    plant: writing((c) =>
      c.kind === "fact" ? ({ ...c, data: { ...c.data, status: "final" } } as Change) : c,
    ),
  },
  "a run that is passed over when all are ended": {
    breaks: 15,
    about: ["bulkWork"],
    plant: {
      records: (records) => ({
        ...records,
        list: async (query, page) => {
          const { items, ...more } = await records.list(query, page);
          return { items: query.kind === "enrollment" ? items.slice(1) : items, ...more };
        },
      }),
    },
  },
  "a list that loses the first of each part": {
    breaks: 15,
    about: ["bulkWork"],
    plant: seeing("listRows", (part) => ({ ...part, rows: part.rows.slice(1) })),
  },
  "a look that counts twice": {
    breaks: 15,
    about: ["bulkWork"],
    plant: writing((c) =>
      c.kind === "part" && c.data.counts.looked
        ? { ...c, data: { ...c.data, counts: { ...c.data.counts, looked: c.data.counts.looked + 1 } } }
        : c,
    ),
  },
  "a conversation that is never over": {
    breaks: 16,
    about: ["whatsapp"],
    from: 47,
    plant: seeing("reach", (reach) => ({
      ...reach,
      addresses: reach.addresses.map((a) => ({ ...a, wroteAt: "2100-01-01T00:00:00.000Z" })),
    })),
  },
  "a call that does not say how to stop": {
    breaks: 16,
    about: ["voice"],
    from: 75,
    plant: leaving("voice", (body) => body.slice(0, 40)),
  },
  "a letter that came back and is forgotten": {
    breaks: 16,
    about: ["letters"],
    from: 64,
    plant: saving(async (records, changes) => {
      if (!changes.some(({ event }) => event.reason === "address_bounced")) await records.save(changes);
    }),
  },
  "a number that is told without asking again": {
    breaks: 17,
    about: ["staffCalls"],
    from: 92,
    plant: {
      records: (records, process) =>
        process === "api" ? (asLastSeen.records?.(records, process) ?? records) : records,
    },
  },
  "a worklist that nobody clears": {
    breaks: 17,
    about: ["staffCalls"],
    from: 128,
    plant: saving(async (records, changes) => {
      const taken = changes.some(
        ({ kind, data }) => kind === "staffTask" && "call" in data && "reason" in data,
      );
      if (!taken) await records.save(changes);
    }),
  },
  "a sender that steps in whatever the first one said": {
    breaks: 18,
    about: ["senders"],
    from: 57,
    plant: { senders: inTurn((end) => end === "refused" || end === "throttled") },
  },
  "danger that is passed over with a machine's words": {
    breaks: 19,
    about: ["danger"],
    plant: writing((c) =>
      c.kind === "message" && c.data.robot
        ? ({ ...c, data: { ...c.data, understood: "robot" } } as Change)
        : c,
    ),
  },
  "danger that is not answered": {
    breaks: 19,
    about: ["danger"],
    plant: writing((c) => (isTo("crisis-reply", c) ? [] : c)),
  },
  "an answer to danger that waits for the morning": {
    breaks: 19,
    about: ["danger"],
    plant: writing((c) =>
      isTo("crisis-reply", c) ? { ...c, data: { ...c.data, purpose: "operations" } } : c,
    ),
  },
  "a barrier that nobody hears of": {
    breaks: 19,
    about: ["talks"],
    plant: unheard("barrier.reported"),
  },
  "replies that all go to one desk": {
    breaks: 19,
    about: ["danger"],
    plant: seeing("policy", (policy) => ({ ...policy, replyRouting: [] })),
  },
  "a team that says of each message that it is away": {
    breaks: 19,
    about: ["danger"],
    plant: writing((c) => {
      if (!isTo("after-hours", c) || c.expect > 0) return c;
      const id = `${c.id}again`;
      return [c, { ...c, id, data: { ...c.data, id } }];
    }),
  },
};

/** As whoever opened the task saw them. */
const asLastSeen = seeing("reach", ({ who, addresses, ...reach }) => ({
  ...reach,
  who: { ...who, deceased: false },
  addresses: addresses.map(({ stopped: _, ...address }) => address),
}));
