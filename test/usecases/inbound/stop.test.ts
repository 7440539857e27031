import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { addressKey, addressLinkId } from "#lib/domain/reach/address.ts";
import type { Ports as AllPorts } from "#lib/ports.ts";
import { startAddress, stopAddress } from "#lib/usecases/inbound/stop-address.ts";
import { anEvent, aReach, aTuesday, phone } from "#test/support/builders.ts";
import { watched } from "#test/support/delivery.ts";
import { lagging, without } from "#test/support/lagging.ts";

type Ports = Pick<AllPorts, "records" | "clock">;

const key = addressKey("sms", phone);
const who = (cause: string) => ({
  channel: "sms" as const,
  address: phone,
  actor: { type: "patient" as const, id: "p" },
  cause,
});

/** As many patients who share one phone. */
async function sharing(count: number) {
  const records = memoryRecords();
  const ids = Array.from({ length: count }, (_, i) => patientIdFrom("test", `p${i}`));
  for (const patientId of ids)
    await records.save([
      { kind: "reach", id: patientId, expect: 0, data: aReach({ patientId }), event: anEvent() },
      {
        kind: "addressLink",
        id: addressLinkId(key, patientId),
        expect: 0,
        data: { key, patientId, contactPointIds: ["cp-sms"], active: true },
        event: anEvent({ type: "address.linked" }),
      },
    ]);
  const ports = (over: Parameters<typeof watched>[0] = records) => ({
    records: over,
    clock: { now: () => aTuesday },
  });
  const stopped = async () =>
    Promise.all(ids.map(async (id) => (await records.get("reach", id))?.data.addresses[0]?.stopped));
  const state = async () => (await records.get("addressState", key))?.data.stopped;
  return { records, ids, ports, stopped, state };
}

describe("STOP of an address", () => {
  it("reaches everyone who shares it, though they are more than one page", async () => {
    const { ports, stopped, ids } = await sharing(130);
    expect(await stopAddress(ports(), who("m1"), "all")).toHaveLength(ids.length);
    expect(new Set(await stopped())).toEqual(new Set(["all"]));
  });

  it("is finished by the next delivery where it died, wherever that was", async () => {
    for (let k = 1; k <= 30; k++) {
      const { records, ports, stopped, state } = await sharing(3);
      let died = false;
      const dying = watched(records, (call) => {
        died ||= call >= k;
        if (died) throw new Error("died");
      });
      await stopAddress(ports(dying), who("m1"), "all").catch(() => {});
      await stopAddress(ports(), who("m1"), "all");
      expect([await state(), ...(await stopped())]).toEqual(["all", "all", "all", "all"]);
      if (!died) return;
    }
    throw new Error("it never came to its end");
  });

  it("and START in any order, at once and repeated, leave address and patients in one state", async () => {
    const words = fc.array(fc.record({ stop: fc.boolean(), message: fc.nat(4) }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(words, fc.boolean(), async (said, atOnce) => {
        const { ports, stopped, state } = await sharing(2);
        const works = said.map(({ stop, message }) => () => {
          const by = who(`${stop ? "stop" : "start"}-${message}`);
          return stop ? stopAddress(ports(), by, "all") : startAddress(ports(), by);
        });
        if (atOnce) await Promise.all(works.map((work) => work()));
        else for (const work of works) await work();
        const now = await state();
        expect(new Set(await stopped())).toEqual(new Set([now === "all" ? "all" : undefined]));
        const fresh = said.filter(
          (s, i) => said.findIndex((o) => o.stop === s.stop && o.message === s.message) === i,
        );
        if (!atOnce) expect(now === "all").toBe(fresh.at(-1)?.stop);
      }),
      { numRuns: 60 },
    );
  });

  it("writes the evidence into everyone's ledger, once per message", async () => {
    const { records, ids, ports } = await sharing(2);
    await stopAddress(ports(), who("m1"), "all");
    await stopAddress(ports(), who("m1"), "all");
    for (const patientId of ids) {
      const { items } = await records.list({ kind: "consent", of: "patient", patientId });
      expect(
        items.map(({ data }) => [data.state, data.channel, data.category, data.source, data.addressKey]),
      ).toEqual([["revoked", "sms", "*", "reply", key]]);
    }
  });

  const by = { patient: { type: "patient", id: "p" }, carrier: { type: "provider", id: "sms" } } as const;

  it.each<[string, (ports: Ports) => Promise<unknown>, object]>([
    ["a STOP", (p) => stopAddress(p, who("m1"), "all"), { state: "revoked", category: "*", source: "reply" }],
    [
      "a STOP of one category",
      (p) => stopAddress(p, who("m1"), "marketing"),
      { state: "revoked", category: "marketing", source: "reply" },
    ],
    [
      "a STOP said to the carrier",
      (p) => stopAddress(p, { ...who("out_1#1"), actor: by.carrier }, "all"),
      { state: "revoked", source: "provider", by: by.carrier },
    ],
    [
      "a STOP that staff wrote down",
      (p) => stopAddress(p, { ...who("m1"), source: "call" }, "all"),
      { state: "revoked", source: "call" },
    ],
    ["a START", (p) => startAddress(p, who("m1")), { state: "granted", category: "*", source: "reply" }],
  ])("keeps %s as what it was", async (_what, say, kept) => {
    const { records, ids, ports } = await sharing(1);
    await say(ports());
    const { items } = await records.list({ kind: "consent", of: "patient", patientId: ids[0] as string });
    const evidence = { purpose: "all", channel: "sms", at: aTuesday, by: by.patient, written: false };
    expect(items.map(({ data }) => data)).toMatchObject([{ ...evidence, ...kept }]);
    expect(items.map(({ event }) => event.type)).toEqual([`consent.${items[0]?.data.state}`]);
  });

  it("of a number that is nobody's any more is on record for every channel", async () => {
    const { records, ids, ports } = await sharing(1);
    const [patientId] = ids as [string];
    const reach = await records.get("reach", patientId);
    if (reach)
      await records.save([{ ...reach, expect: reach.version, data: { ...reach.data, addresses: [] } }]);
    await stopAddress(ports(), who("m1"), "all");
    const { items } = await records.list({ kind: "consent", of: "patient", patientId });
    expect(items.map(({ data }) => data.channel)).toEqual(["all"]);
  });

  it("passes over a patient who is not there yet", async () => {
    const { records, ids, ports } = await sharing(1);
    const stranger = patientIdFrom("test", "stranger");
    await records.save([
      {
        kind: "addressLink",
        id: addressLinkId(key, stranger),
        expect: 0,
        data: { key, patientId: stranger, contactPointIds: [], active: true },
        event: anEvent({ type: "address.linked" }),
      },
    ]);
    expect(new Set(await stopAddress(ports(), who("m1"), "all"))).toEqual(new Set([...ids, stranger]));
    expect(await records.get("reach", stranger)).toBeUndefined();
  });

  it.each([["addressState"], ["reach"], ["consent"]] as const)(
    "and what undoes it hold where a replica knows nothing of the %s yet",
    async (kind) => {
      const { records, ids, ports, stopped, state } = await sharing(2);
      const over = ports(lagging(records, without(kind)));
      await stopAddress(over, who("m1"), "marketing");
      await stopAddress(over, who("m2"), "all");
      expect([await state(), ...(await stopped())]).toEqual(["all", "all", "all"]);
      await startAddress(over, who("m3"));
      await startAddress(over, who("m3"));
      expect([await state(), ...(await stopped())]).toEqual([[], undefined, undefined]);
      const { items } = await records.list({ kind: "consent", of: "patient", patientId: ids[0] as string });
      expect(items).toHaveLength(3);
    },
  );
});
