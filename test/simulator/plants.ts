import type { Change } from "#lib/domain/kinds.ts";
import { outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import { type Planted, saving, seeing } from "./planting.ts";

const isClaim = ({ event }: Change): boolean => event.type === "outreach.claimed";
const wide = { from: "00:00", to: "23:59" };

/** Mutations by the invariant that must find them. Each is a mistake somebody could make. */
export const plants: Record<string, Planted> = {
  "a claim that ignores the version": {
    breaks: 1,
    plant: {
      likely: { twice: 0.5 },
      ...saving(async (records, changes) => {
        const [claim] = changes;
        const now =
          claim && isClaim(claim) ? await records.get("reach", claim.id, { consistent: true }) : undefined;
        await records.save(now ? [{ ...claim, expect: now.version } as Change] : changes);
      }),
    },
  },
  "a claim that is never written": {
    breaks: 1,
    plant: saving(async (records, changes) => {
      if (!changes.some(isClaim)) await records.save(changes);
    }),
  },
  "a STOP that forgets those who share the phone": {
    breaks: 2,
    plant: {
      records: (records) => ({
        ...records,
        list: async (query, page) => {
          const { items, ...more } = await records.list(query, page);
          return { items: query.kind === "addressLink" ? items.slice(0, 1) : items, ...more };
        },
      }),
    },
  },
  "a gate without the rule of the deceased": {
    breaks: 2,
    plant: seeing("reach", (reach) => ({ ...reach, who: { ...reach.who, deceased: false } })),
  },
  "a gate that does not ask the ledger": {
    breaks: 2,
    plant: seeing("reach", (reach) => ({
      ...reach,
      consents: { "*:*:*": { granted: true, at: "2030-01-01T00:00:00.000Z", written: true } },
    })),
  },
  "a gate without quiet hours": {
    breaks: 3,
    plant: seeing("policy", (policy) => ({
      ...policy,
      hours: { weekday: wide, saturday: wide, sunday: wide, federalHolidays: "open" },
    })),
  },
  "a budget that is not counted": {
    breaks: 3,
    plant: seeing("reach", (reach) => ({ ...reach, budget: { day: "", dayUsed: 0, week: "", weekUsed: 0 } })),
  },
  "a moved visit that the claim is not told of": {
    breaks: 4,
    from: 24,
    plant: saving((records, changes) => {
      const isKnown = changes[0]?.kind === "appointment" && changes[0].expect > 0;
      return records.save(changes.filter((c) => !(isKnown && c.kind === "reach")));
    }),
  },
  "a source whose later message is undone by an earlier one": {
    breaks: 5,
    plant: seeing("appointment", ({ sourceUpdatedAt: _, ...visit }) => visit),
  },
  "a state machine that stores its token past unseen news": {
    breaks: 6,
    plant: {
      likely: { slow: 0.1 },
      updateItem: (call, mirror) => {
        const id = `enr_${call.Key.PK.S.slice(4)}_${call.Key.SK.S.split("#")[1]}`;
        const seen = { N: String(mirror.get("inbox", id)?.data.newsSeq) };
        return { ...call, ExpressionAttributeValues: { ...call.ExpressionAttributeValues, ":seen": seen } };
      },
    },
  },
  "an enrollment that ends without saying why": {
    breaks: 6,
    plant: saving((records, changes) =>
      records.save(
        changes.map((c) => (c.kind === "enrollment" ? { ...c, data: { ...c.data, reason: "" } } : c)),
      ),
    ),
  },
  "a lost schedule that nobody looks for": {
    breaks: 7,
    plant: { withoutReconciler: true, likely: { lostSchedule: 1 } },
  },
  "a receipt without rank": {
    breaks: 7,
    plant: {
      recordReceipt: async (ports, receipt) => {
        const outreach = await ports.records.get("outreach", receipt.outreachId, { consistent: true });
        const status = outreachStatuses.find(
          (s) => s === (receipt.receipt === "delivered" ? "delivered" : "undelivered"),
        );
        if (!outreach || !status) return "not_ours";
        const event = {
          type: `outreach.${status}`,
          at: ports.clock.now(),
          actor: { type: "provider", id: "sim" },
        } as const;
        const data = { ...outreach.data, status, reason: receipt.receipt };
        await ports.records.save([
          { kind: "outreach", id: outreach.id, expect: outreach.version, data, event } as Change,
        ]);
        return "applied";
      },
    },
  },
  "an audit that leaves out receipts": {
    breaks: 8,
    plant: {
      followChanges: (ports, changes) =>
        followChanges(
          ports,
          changes.filter(({ after }) => after.event.type !== "outreach.delivered"),
        ),
    },
  },
  "an audit that keeps no order": {
    breaks: 8,
    plant: saving((records, changes) =>
      records.save(
        changes.map((c) =>
          c.kind === "audit" && c.data.n === 3 ? { ...c, data: { ...c.data, after: c.data.previous } } : c,
        ),
      ),
    ),
  },
  "a log that says whom it wrote to": {
    breaks: 9,
    plant: {
      channel: (port, log) => ({
        ...port,
        send: (envelope) => {
          log.info("send", { to: envelope.address });
          return port.send(envelope);
        },
      }),
    },
  },
  "a patient whose records are written one by one": {
    breaks: 10,
    plant: {
      likely: { crash: 0.03 },
      ...saving(async (records, changes) => {
        const apart = changes[0]?.kind === "patient" ? changes.map((change) => [change]) : [changes];
        for (const part of apart) await records.save(part);
      }),
    },
  },
  "an edge that takes what it should refuse": {
    breaks: 10,
    plant: {
      records: (records) => ({
        ...records,
        get: async (kind, id, how) =>
          (await records.get(kind, id, how)) ??
          (kind === "directory" ? ({ data: { name: "x" } } as never) : undefined),
      }),
    },
  },
};
