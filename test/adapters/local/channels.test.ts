import { isValidPhoneNumber } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { type Echo, localChannel } from "#lib/adapters/local/channels.ts";
import { type MagicName, magicAddress, magicNames } from "#lib/adapters/local/magic.ts";
import { createOutbox } from "#lib/adapters/local/outbox.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";
import { type Channel, channels } from "#lib/domain/words.ts";
import { envelopeFor } from "../channel.contract.ts";

const now = "2026-11-22T15:00:00.000Z";

async function sending(channel: Channel, address: string, times = 1) {
  const outbox = createOutbox();
  const echoes: Echo[] = [];
  const port = localChannel(channel, outbox, { now: () => now }, (echo) => echoes.push(echo));
  const ends: string[] = [];
  for (let n = 1; n <= times; n++)
    ends.push(
      await port.send({ ...envelopeFor(port, address), attempt: n }).then(
        (result) => result.outcome,
        (error: Error) => error.name,
      ),
    );
  const told = echoes.map((e) => ("receipt" in e ? e.receipt.receipt : `says ${e.inbound.text}`));
  return { ends, told, echoes, left: outbox.list() };
}

describe("a magic recipient", () => {
  it.each<[MagicName, string[], number, string[], string[]]>([
    ["delivered", ["accepted"], 1, ["delivered"], ["delivered"]],
    ["bounce", ["accepted"], 1, ["invalid-address"], ["hard-bounce"]],
    ["softbounce", ["accepted"], 1, ["unreachable"], ["soft-bounce"]],
    ["failed", ["refused"], 0, [], []],
    ["timeout", ["UnknownEnd"], 1, ["delivered"], ["delivered"]],
    ["silent", ["accepted"], 1, [], []],
    ["optout", ["accepted"], 1, ["delivered", "says STOP"], ["delivered", "complaint"]],
    ["complaint", ["accepted"], 1, ["delivered", "complaint"], ["delivered", "complaint"]],
    ["optedout", ["refused"], 0, [], []],
  ])("%s behaves as named", async (name, ends, left, bySms, byEmail) => {
    const sms = await sending("sms", magicAddress("sms", name));
    expect([sms.ends, sms.left.length, sms.told]).toEqual([ends, left, bySms]);
    const email = await sending("email", magicAddress("email", name));
    expect([email.ends, email.left.length, email.told]).toEqual([ends, left, byEmail]);
  });

  it("throttled is throttled once, and what then leaves is one message", async () => {
    const { ends, left, told } = await sending("sms", magicAddress("sms", "throttled"), 2);
    expect([ends, left.length, told]).toEqual([["throttled", "accepted"], 1, ["delivered"]]);
  });

  it.each(magicNames)("%s has a phone number that is valid and nobody's", (name) => {
    const number = magicAddress("sms", name);
    expect(isValidPhoneNumber(number)).toBe(true);
    expect(number).toMatch(/^\+120255501\d\d$/);
  });

  it("is known by push, portal and letter too, on any push service", async () => {
    for (const channel of ["push", "portal", "letter"] as const)
      expect((await sending(channel, magicAddress(channel, "failed"))).ends).toEqual(["refused"]);
    expect((await sending("push", "APNS:sim-failed")).ends).toEqual(["refused"]);
  });

  it("has addresses of its own on every channel", () => {
    for (const channel of channels)
      expect(new Set(magicNames.map((n) => magicAddress(channel, n))).size).toBe(magicNames.length);
  });
});

describe("what comes back", () => {
  it("names the outreach, the attempt, a receipt of the table, and the moment", async () => {
    const { echoes, left } = await sending("email", "maria@example.org");
    expect(echoes).toEqual([
      {
        afterMs: 3_000,
        receipt: {
          outreachId: left[0]?.outreachId,
          attempt: 1,
          channel: "email",
          receipt: "delivered",
          at: "2026-11-22T15:00:03.000Z",
          providerId: left[0]?.providerId,
          code: "local",
        },
      },
    ]);
    expect(receipts).toHaveProperty("delivered");
  });

  it("is an answer from the very address, to the very message", async () => {
    const stop = magicAddress("sms", "optout");
    const { echoes, left } = await sending("sms", stop);
    expect(echoes[1]).toMatchObject({
      afterMs: 60_000,
      inbound: { channel: "sms", from: stop, text: "STOP", inReplyTo: left[0]?.providerId },
    });
  });

  it.each(["push", "letter", "portal", "staff-call"] as const)("is nothing by %s", async (channel) => {
    expect((await sending(channel, magicAddress(channel, "delivered"))).told).toEqual([]);
  });
});

it("the outbox lists what left by channel and address, and can be emptied", async () => {
  const outbox = createOutbox();
  const port = localChannel("sms", outbox, { now: () => now }, () => {});
  await port.send(envelopeFor(port, "+12025550142"));
  await port.send(envelopeFor(port, "+12025550143"));
  expect(outbox.list({ channel: "sms", address: "+12025550143" })).toMatchObject([
    { address: "+12025550143", at: now },
  ]);
  expect(outbox.list({ channel: "email" })).toEqual([]);
  outbox.clear();
  expect(outbox.list()).toEqual([]);
});
