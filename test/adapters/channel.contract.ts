import { describe, expect, it } from "vitest";
import type { MagicName } from "#lib/adapters/local/magic.ts";
import type { ChannelPort, Envelope } from "#lib/ports.ts";

/** How the provider is told to behave. */
export type Mood = "accepts" | "refuses" | "opted-out" | "throttles" | "times-out";

/** Who behaves so on the local twins. */
export const magicMoods = {
  accepts: "delivered",
  refuses: "failed",
  "opted-out": "optedout",
  throttles: "throttled",
  "times-out": "timeout",
} as const satisfies Record<Mood, MagicName>;

export type Rig = {
  port: ChannelPort;
  /** Where to send for this mood. */
  address: string;
  /** How often the provider was called, and the context of what left. */
  calls(): number;
  context(): { outreachId: string; attempt: number };
};

const noon = "2026-11-22T17:00:00.000Z";
const personal = { address: "", body: "Maria, your visit is at 10:00", subject: "Your visit, Maria" };

export const envelopeFor = (port: Pick<ChannelPort, "channel">, address: string): Envelope => ({
  outreachId: "out_0123456789abcdefghjkmnpqrs_0123456789abcdef_0123456789",
  attempt: 2,
  channel: port.channel,
  address,
  language: "en",
  purpose: "care",
  subject: personal.subject,
  body: personal.body,
  paper: { addressee: "Maria Lopez", at: noon, day: "Sun, Nov 22, 2026", format: "standard" },
  call: { queue: "front-desk", dueAt: noon, speaks: "es" },
});

const expectNothingPersonal = (text: string, address: string): void => {
  const token = address.split(":").at(-1) as string;
  for (const secret of [address, token, "Maria", "10:00"]) expect(text).not.toContain(secret);
};

/**
 * What every channel does, whoever the provider is: the real adapters and their local twin run this.
 * `refusesOptOuts` is false where the provider takes such a message and tells of it later, in a receipt.
 */
export function channelContract(
  name: string,
  rig: (mood: Mood) => Rig,
  { refusesOptOuts = true } = {},
): void {
  const send = async (mood: Mood) => {
    const it = rig(mood);
    const envelope = envelopeFor(it.port, it.address);
    return { ...it, result: await it.port.send(envelope).catch((error: Error) => error) };
  };

  describe(`${name} as a channel`, () => {
    it("gives the provider's id of what it accepted", async () => {
      const { result } = await send("accepts");
      expect(result).toMatchObject({ outcome: "accepted", providerId: expect.stringMatching(/.+/) });
    });

    it("lets the outreach and the attempt ride along, for the receipts", async () => {
      const { context, port, address } = await send("accepts");
      const { outreachId, attempt } = envelopeFor(port, address);
      expect(context()).toEqual({ outreachId, attempt });
    });

    it("says that a dead address is the address's fault", async () => {
      const { result } = await send("refuses");
      expect(result).toMatchObject({ outcome: "refused", code: "address_invalid" });
    });

    it.skipIf(!refusesOptOuts)("says that the provider holds the address opted out", async () => {
      const { result } = await send("opted-out");
      expect(result).toMatchObject({ outcome: "refused", code: "address_opted_out" });
    });

    it("says when to try again where the provider throttles, and does not try by itself", async () => {
      const { result, calls } = await send("throttles");
      expect(result).toMatchObject({ outcome: "throttled", retryAfterSeconds: expect.any(Number) });
      expect(calls()).toBeLessThanOrEqual(1);
    });

    it("throws where the end is not known, after one call only", async () => {
      const { result, calls } = await send("times-out");
      expect(result).toBeInstanceOf(Error);
      expect((result as Error).name).toBe("UnknownEnd");
      expect(calls()).toBe(1);
    });

    it.each(["refuses", "opted-out", "throttles", "times-out"] as const)(
      "tells nothing personal when it %s",
      async (mood) => {
        const { result, address } = await send(mood);
        const told =
          result instanceof Error ? `${result.stack} ${JSON.stringify(result)}` : JSON.stringify(result);
        expect(result instanceof Error ? result.cause : undefined).toBeUndefined();
        expectNothingPersonal(told, address);
      },
    );
  });
}
