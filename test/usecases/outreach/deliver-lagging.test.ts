import { expect, it } from "vitest";
import type { Stored } from "#lib/domain/kinds.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import type { Records } from "#lib/ports.ts";
import { aReach } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";

type Seen = (record: Stored | undefined) => Stored | undefined;

/** Reads that are not consistent see `lagging`. */
const behind = (records: Records, lagging: Seen): Records => ({
  get: records.get.bind(records),
  list: records.list.bind(records),
  save: records.save.bind(records),
  getMany: async (wanted, how) => {
    const found = await records.getMany(wanted, how);
    return how?.consistent ? found : ((found as (Stored | undefined)[]).map(lagging) as typeof found);
  },
});

it.each<[string, Seen]>([
  ["was planned", (record) => (record?.kind === "outreach" ? undefined : record)],
  [
    "was freed by START",
    (record) =>
      record?.kind === "reach"
        ? { ...record, data: withStop(aReach(), ["cp-sms", "cp-email"], "all") }
        : record,
  ],
])("sends a message that %s a moment ago, though a replica does not know it yet", async (_what, lagging) => {
  const { trigger, records, sent } = await delivery();
  expect(await trigger(undefined, "sms", behind(records, lagging))).toBe("sent");
  expect(sent).toHaveLength(1);
});

it("reads once where the first read says yes, for a message costs one read", async () => {
  const { trigger, records } = await delivery();
  const reads: (boolean | undefined)[] = [];
  const counting: Records = {
    ...behind(records, (record) => record),
    getMany: (wanted, how) => {
      reads.push(how?.consistent);
      return records.getMany(wanted, how);
    },
  };
  expect(await trigger(undefined, "sms", counting)).toBe("sent");
  expect(reads).toEqual([false]);
});
