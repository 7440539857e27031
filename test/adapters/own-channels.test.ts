import { describe, expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { portalChannel } from "#lib/adapters/portal/send.ts";
import { staffCallChannel } from "#lib/adapters/staff-call/send.ts";
import type { Change, Kinds } from "#lib/domain/kinds.ts";
import { type Records, VersionConflict } from "#lib/ports.ts";
import { channelContract, envelopeFor, type Mood } from "./channel.contract.ts";

const clock = { now: () => "2026-11-22T15:00:00.000Z" };
const phone = "+13125550142";

/** What the table does in each mood. Its own words quote what was written. */
const faults: Partial<Record<Mood, Error>> = {
  "opted-out": Object.assign(new Error(`denied: Maria at ${phone}`), {
    name: "AccessDeniedException",
    $metadata: { httpStatusCode: 400 },
  }),
  throttles: Object.assign(new Error(`slower: Maria at ${phone}`), {
    name: "ProvisionedThroughputExceededException",
    $metadata: { httpStatusCode: 400 },
  }),
  "times-out": Object.assign(new Error(`timeout: Maria at ${phone}`), { name: "TimeoutError" }),
};

function table(mood: Mood) {
  const memory = memoryRecords();
  const written: Change[] = [];
  const records: Records = {
    ...memory,
    save: async (changes) => {
      written.push(...changes);
      const fault = faults[mood];
      if (fault) throw fault;
      await memory.save(changes);
    },
  };
  return { records, written };
}

const portal = (mood: Mood) => {
  const { records, written } = table(mood);
  const data = () => written[0]?.data as Kinds["portalMessage"];
  return {
    port: portalChannel({ records, clock }),
    address: mood === "refuses" ? "no account" : "portal-4711",
    calls: () => written.length,
    context: () => ({ outreachId: data().outreachId, attempt: data().attempt }),
    written,
    records,
  };
};
const staffCall = (mood: Mood) => {
  const { records, written } = table(mood);
  const call = () => (written[0]?.data as Kinds["staffTask"] | undefined)?.call;
  return {
    port: staffCallChannel({ records, clock }),
    address: mood === "refuses" ? "312-555-0142" : phone,
    calls: () => written.length,
    context: () => ({ outreachId: call()?.outreachId ?? "", attempt: call()?.attempt ?? 0 }),
    written,
    records,
  };
};

const rigs = [
  ["the portal", portal],
  ["a call by staff", staffCall],
] as const;

for (const [name, rig] of rigs) {
  channelContract(name, rig, { refusesOptOuts: false });

  describe(name, () => {
    it("is one record for one attempt, however often it is sent", async () => {
      const { port, address, written, records } = rig("accepts");
      const first = await port.send(envelopeFor(port, address));
      expect(await port.send(envelopeFor(port, address))).toEqual(first);
      const other = await port.send({ ...envelopeFor(port, address), attempt: 3 });
      expect(other).not.toEqual(first);
      const [change] = written as [Change];
      expect((await records.get(change.kind, change.id))?.version).toBe(1);
    });

    it("may be tried again where another writer was in the way, and nothing was written", async () => {
      const { port, address, records } = rig("accepts");
      const contended = { ...records, save: () => Promise.reject(new VersionConflict()) };
      const make = name === "the portal" ? portalChannel : staffCallChannel;
      const again = make({ records: contended, clock });
      expect(await again.send(envelopeFor(port, address))).toMatchObject({ outcome: "throttled" });
    });
  });
}

it("a call names the queue, the time, the patient's language and what to say", async () => {
  const { port, address, written } = staffCall("accepts");
  await port.send(envelopeFor(port, address));
  expect(written[0]?.data).toMatchObject({
    queue: "front-desk",
    title: "Call the patient (es)",
    dueAt: "2026-11-22T17:00:00.000Z",
    outcomes: ["reached", "left-message", "no-answer", "wrong-number", "do-not-call"],
    call: { phone, speaks: "es", scriptLanguage: "en", script: "Maria, your visit is at 10:00" },
  });
});
