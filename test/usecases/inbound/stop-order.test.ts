import { describe, expect, it } from "vitest";
import { movableClock } from "#lib/adapters/local/clock.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { ehr, maria } from "#test/support/ingest.ts";

const phone = "+13125550100";

/** Messages in the order in which the queue brings them, each said at its own time. */
async function stoppedAfter(words: [text: string, at: string][]): Promise<unknown> {
  const records = memoryRecords();
  let ids = 0;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = movableClock("2026-06-01T15:10:00.000Z");
  const ports = { records, clock, ids: { unique: () => `id-${++ids}` }, log };
  const { record } = await savePatient(ports, maria(), ehr);
  for (const [text, at] of words)
    await receiveMessage(ports, { messageId: `${text} ${at}`, channel: "sms", from: phone, text, at });
  const state = await records.get("addressState", addressKey("sms", phone));
  const reach = await records.get("reach", record.id);
  const own = reach?.data.addresses.find((a) => a.channel === "sms")?.stopped ?? [];
  expect(own).toEqual(state?.data.stopped);
  return own;
}

describe("the last word counts, in whatever order a queue brings them", () => {
  const first = "2026-06-01T15:00:00.000Z";
  const second = "2026-06-01T15:00:40.000Z";

  it.each<[string, [string, string][], unknown]>([
    [
      "START, then STOP",
      [
        ["START", first],
        ["STOP", second],
      ],
      "all",
    ],
    [
      "STOP, overtaking the START before it",
      [
        ["STOP", second],
        ["START", first],
      ],
      "all",
    ],
    [
      "STOP, then START",
      [
        ["STOP", first],
        ["START", second],
      ],
      [],
    ],
    [
      "START, overtaking the STOP before it",
      [
        ["START", second],
        ["STOP", first],
      ],
      [],
    ],
  ])("%s", async (_name, words, stopped) => {
    expect(await stoppedAfter(words)).toEqual(stopped);
  });
});
