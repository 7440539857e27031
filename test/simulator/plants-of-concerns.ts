import type { Change, Kind, Stored } from "#lib/domain/kinds.ts";
import type { Records } from "#lib/ports.ts";
import { type Planted, saving, seeing, writing } from "./planting.ts";

/** Whoever read it once goes by that for ever. */
function onceRead<K extends Kind>(kind: K): Planted["plant"] {
  return {
    records: (records: Records): Records => {
      const known = new Map<string, Stored | undefined>();
      return {
        ...records,
        get: async (k, id, how) => {
          if (k !== (kind as Kind)) return records.get(k, id, how);
          const first = known.get(id) ?? (await records.get(k, id, how));
          known.set(id, first);
          return first as never;
        },
      };
    },
  };
}

/** Of the rules that came after the design's ten: each a mistake somebody could make. */
export const plantsOfConcerns: Record<string, Planted> = {
  "a channel whose silence is borne for no time at all": {
    breaks: 1,
    about: ["fallback"],
    plant: writing((c) =>
      c.kind === "outreach" && c.data.fallbackAt
        ? ({ ...c, data: { ...c.data, fallbackAt: c.event.at } } as Change)
        : c,
    ),
  },
  "a STOP of a category that the gate is not told of": {
    breaks: 2,
    about: ["categoryStops"],
    plant: seeing("reach", (reach) => ({
      ...reach,
      addresses: reach.addresses.map(({ stopped, ...a }) => (stopped === "all" ? { ...a, stopped } : a)),
    })),
  },
  "a gate that takes any consent for one to Part 2": {
    breaks: 2,
    about: ["part2"],
    plant: seeing("reach", (reach) => ({
      ...reach,
      consents: { ...reach.consents, "part2:*:*": { granted: true, at: "2030-01-01T00:00:00.000Z" } },
    })),
  },
  "a mother's phone that counts as the patient's own": {
    breaks: 2,
    about: ["proxies"],
    plant: seeing("reach", (reach) => ({
      ...reach,
      addresses: reach.addresses.map(({ relation: _, ...address }) => address),
    })),
  },
  "machines that may talk with us for ever": {
    breaks: 3,
    about: ["robots"],
    plant: seeing("reach", ({ claims, addresses, ...reach }) => ({
      ...reach,
      claims: Object.fromEntries(Object.entries(claims).map(([id, { reply: _, ...claim }]) => [id, claim])),
      addresses: addresses.map(({ muted: _, ...address }) => address),
    })),
  },
  "a day that begins anew for whoever travels": {
    breaks: 3,
    about: ["travels", "crowds"],
    plant: saving((records, changes) => {
      const told = changes.some((c) => c.kind === "patient" && c.expect > 0);
      const budget = { day: "", dayUsed: 0, week: "", weekUsed: 0 };
      return records.save(
        changes.map((c) => (told && c.kind === "reach" ? { ...c, data: { ...c.data, budget } } : c)),
      );
    }),
  },
  "a place whose rules are read once": {
    breaks: 3,
    about: ["levels", "crowds"],
    plant: onceRead("policyLevel"),
  },
  "a rule set aside for ever": {
    breaks: 3,
    about: ["overrides", "crowds"],
    from: 2007,
    plant: seeing("reach", ({ overrides, ...reach }) => ({
      ...reach,
      ...(overrides && { overrides: overrides.map((o) => ({ ...o, until: "2099-01-01T00:00:00.000Z" })) }),
    })),
  },
  "a message of care that keeps no place": {
    breaks: 3,
    about: ["crowds"],
    plant: seeing("reach", ({ waiting: _, ...reach }) => reach),
  },
  "an execution that ends where it should go on as another": {
    breaks: 6,
    about: ["longRuns"],
    plant: {
      document: (document) => {
        const { States, ...more } = document as { States: Record<string, object> };
        return { ...more, States: { ...States, "Continue as new": { Type: "Succeed" } } };
      },
    },
  },
  "a campaign that nobody sees stopped": {
    breaks: 11,
    about: ["campaigns"],
    plant: seeing("campaign", (campaign) => ({
      ...campaign,
      status: ["stopped", "paused"].includes(campaign.status) ? "running" : campaign.status,
    })),
  },
  "a switch that nobody sees": {
    breaks: 11,
    about: ["switches"],
    plant: seeing("switch", (found) => ({ ...found, paused: false })),
  },
  "a campaign that plans again what it planned": {
    breaks: 12,
    about: ["campaigns"],
    plant: writing((c) => {
      if (c.kind !== "outreach" || !c.data.campaign || c.expect > 0) return c;
      const id = `${c.id}again`;
      return [c, { ...c, id, data: { ...c.data, id } } as Change];
    }),
  },
  "a freed time that is everybody's": {
    breaks: 12,
    about: ["waitingList"],
    from: 300,
    plant: seeing("freedTime", ({ takenBy: _, ...freed }) => freed),
  },
  "a form that is open for ever": {
    breaks: 12,
    about: ["pages"],
    plant: seeing("formResponse", (form) => ({ ...form, status: "in-progress" })),
  },
  "a link that notes who looks at it": {
    breaks: 13,
    about: ["pages"],
    plant: {
      records: (records) => ({
        ...records,
        get: async (kind, id, how) => {
          const found = await records.get(kind, id, how);
          if (kind === "link" && found) await records.save([{ ...found, expect: found.version } as never]);
          return found;
        },
      }),
    },
  },
  "a link that does not ask for the year": {
    breaks: 13,
    about: ["pages"],
    plant: seeing("patient", ({ birthDate, ...patient }) => ({
      ...patient,
      ...(birthDate && { birthDate: `1931${birthDate.slice(4)}` }),
    })),
  },
  "a text that is read once": { breaks: 14, about: ["content"], from: 174, plant: onceRead("template") },
  "a run that is brought over and stays where it was": {
    breaks: 14,
    about: ["migrations"],
    plant: writing((c) =>
      c.kind === "enrollment" && c.event.type === "enrollment.migrated"
        ? ({ ...c, data: { ...c.data, step: "nudge" } } as Change)
        : c,
    ),
  },
  "a last part that nobody counts": {
    breaks: 15,
    about: ["segments"],
    plant: {
      records: (records) => ({
        ...records,
        list: async (query, page) => {
          const { items, ...more } = await records.list(query, page);
          return { items: query.kind === "part" ? items.slice(1) : items, ...more };
        },
      }),
    },
  },
  "a segment that nobody leaves": {
    breaks: 15,
    about: ["segments"],
    plant: writing((c) => (c.kind === "membership" && c.data.state === "out" ? [] : c)),
  },
};
