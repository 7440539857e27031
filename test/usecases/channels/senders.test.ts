import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localChannel } from "#lib/adapters/local/channels.ts";
import { magicAddress } from "#lib/adapters/local/magic.ts";
import { createOutbox } from "#lib/adapters/local/outbox.ts";
import { type ChannelPort, type Envelope, type SenderPort, type SendResult, UnknownEnd } from "#lib/ports.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import { throughSenders } from "#lib/usecases/outreach/through-senders.ts";
import { channelContract, envelopeFor, magicMoods } from "#test/adapters/channel.contract.ts";
import { aTuesday, later } from "#test/support/builders.ts";
import { delivery, quiet } from "#test/support/delivery.ts";

channelContract("two senders of one channel", (mood) => {
  const outbox = createOutbox();
  const clock = { now: () => aTuesday };
  const twin = (name: string): SenderPort => ({
    name,
    weight: 1,
    port: localChannel("sms", outbox, clock, () => {}),
  });
  return {
    port: throughSenders([twin("a"), twin("b")], clock),
    address: magicAddress("sms", magicMoods[mood]),
    calls: () => outbox.list().length,
    context: () => {
      const { outreachId = "", attempt = 0 } = outbox.list()[0] ?? {};
      return { outreachId, attempt };
    },
  };
});

type End = SendResult | "unknown" | "bug";
const accepted: SendResult = { outcome: "accepted", providerId: "p" };
const refused = (code: "account" | "content"): SendResult => ({ outcome: "refused", code, detail: code });
const throttled: SendResult = { outcome: "throttled", code: "busy", retryAfterSeconds: 10 };

/** Senders that answer by a plan, and what each was asked. */
function rig(plans: End[][], at = () => aTuesday) {
  const calls: { sender: string; end: End; envelope: Envelope }[] = [];
  const port = (name: string, plan: End[]): ChannelPort => {
    let turn = 0;
    return {
      channel: "sms",
      async send(envelope) {
        const end = plan[turn++ % plan.length] as End;
        calls.push({ sender: name, end, envelope });
        if (end === "unknown") throw new UnknownEnd("sms", "ETIMEDOUT");
        if (end === "bug") throw new TypeError("a bug");
        return end;
      },
    };
  };
  const senders = plans.map((plan, i) => ({ name: `s${i}`, weight: i + 1, port: port(`s${i}`, plan) }));
  const channel = throughSenders(senders as [SenderPort, ...SenderPort[]], { now: at });
  return { calls, channel };
}

const envelope = (n: number): Envelope => ({
  ...envelopeFor({ channel: "sms" }, "+12025550142"),
  outreachId: `out_${n}`,
});

const isSure = (end: End): boolean =>
  typeof end === "object" &&
  (end.outcome === "throttled" || (end.outcome === "refused" && end.code === "account"));

describe("several senders", () => {
  it("never send twice for one claim unless every send before was definitely refused", async () => {
    const end = fc.constantFrom<End>(
      accepted,
      refused("account"),
      refused("content"),
      throttled,
      "unknown",
      "bug",
    );
    const plans = fc.array(fc.array(end, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(plans, fc.array(fc.nat(10 * 60_000), { maxLength: 20 }), async (all, gaps) => {
        let ms = 0;
        const { calls, channel } = rig(all, () => later(aTuesday, ms));
        for (const [n, gap] of gaps.entries()) {
          ms += gap;
          const from = calls.length;
          const result = await channel.send(envelope(n)).catch((error: Error) => error);
          const made = calls.slice(from);
          expect(made.slice(0, -1).every(({ end }) => isSure(end))).toBe(true);
          expect(new Set(made.map(({ sender }) => sender)).size).toBe(made.length);
          const last = made.at(-1)?.end;
          if (last === "unknown" || last === "bug") expect(result).toBeInstanceOf(Error);
          else expect((result as SendResult).way?.sender).toBeDefined();
          if (made.length < all.length) expect(isSure(last as End)).toBe(false);
        }
      }),
    );
  });

  it("come back by themselves once they are well, and none is left out for good", async () => {
    let ms = 0;
    const plans: End[][] = [
      [...Array(50).fill(refused("account")), ...Array(10_000).fill(accepted)],
      [accepted],
    ];
    const { calls, channel } = rig(plans, () => later(aTuesday, ms));
    for (let n = 0; n < 4_000; n++) {
      ms += 5_000;
      await channel.send(envelope(n));
    }
    const late = calls.slice(-1_000).filter(({ sender }) => sender === "s0").length / 1_000;
    expect(late).toBeGreaterThan(0.28);
    expect(late).toBeLessThan(0.38);
  });

  it("ask one that refuses less and less, so that few messages are asked about twice", async () => {
    const { calls, channel } = rig([[refused("account")], [accepted]]);
    for (let n = 0; n < 1_000; n++) await channel.send(envelope(n));
    expect(calls.length).toBeLessThan(1_050);
    expect(calls.filter(({ sender }) => sender === "s0").length).toBeGreaterThan(1);
  });

  it("say throttled where one may be tried again, though another may not", async () => {
    const { channel } = rig([[throttled], [refused("account")]]);
    for (const n of [1, 2, 3, 4])
      expect(await channel.send(envelope(n))).toMatchObject({ outcome: "throttled", way: { sender: "s0" } });
  });
});

describe("an attempt through several senders", () => {
  const attemptWith = async (way: SendResult["way"], end: SendResult | "unknown") => {
    const answer = async (): Promise<SendResult> => {
      if (end !== "unknown") return { ...end, ...(way && { way }) };
      throw Object.assign(new UnknownEnd("sms", "ETIMEDOUT"), { way });
    };
    const d = await delivery({ answer });
    await d.trigger();
    return (await d.outreach()).attempts;
  };
  const way = { sender: "toll-free", refusedBy: ["10dlc"] };

  it.each([
    ["accepted", accepted],
    ["throttled", throttled],
    ["refused", refused("account")],
    ["unknown", "unknown" as const],
  ])("records who sent it, and who would not: %s", async (outcome, end) => {
    expect(await attemptWith(way, end)).toEqual([expect.objectContaining({ outcome, ...way })]);
  });

  it("tells the log which sender was refused, by its name", async () => {
    const d = await delivery({ answer: async () => ({ ...accepted, way }) });
    const told: unknown[] = [];
    const log = { ...quiet, warn: (...line: unknown[]) => void told.push(line) };
    await deliver({ ...d.ports(), log }, { outreachId: d.first.id, channel: "sms" });
    expect(told).toEqual([["sender.refused", { outreachId: d.first.id, name: "10dlc" }]]);
  });

  it("records nothing of it where the channel has no names", async () => {
    expect((await attemptWith(undefined, accepted))[0]).not.toHaveProperty("sender");
  });
});
