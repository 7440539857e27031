import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { sendersOf } from "#lib/lambda/wiring/senders.ts";

const settings = { pool: z.string() };
const read = () =>
  sendersOf("SMS_SENDERS", settings, ({ pool }) => ({
    channel: "sms",
    send: async () => ({ outcome: "accepted", providerId: pool }),
  }));
const given = (value: unknown): void => void vi.stubEnv("SMS_SENDERS", JSON.stringify(value));
afterEach(() => void vi.unstubAllEnvs());

describe("the senders of a channel", () => {
  it("are read with their names, weights and settings", async () => {
    given([
      { name: "toll-free", weight: 3, settings: { pool: "a" } },
      { name: "10dlc", weight: 1, settings: { pool: "b" } },
    ]);
    const senders = read();
    expect(senders.map(({ name, weight }) => [name, weight])).toEqual([
      ["toll-free", 3],
      ["10dlc", 1],
    ]);
    expect(await senders[1]?.port.send({} as never)).toMatchObject({ providerId: "b" });
  });

  it.each([
    ["there is none", []],
    ["one weighs nothing", [{ name: "a", weight: 0, settings: { pool: "a" } }]],
    ["one lacks its settings", [{ name: "a", weight: 1, settings: {} }]],
    ["it is no list", "secret-value"],
  ])("stop the start where %s, and tell no value", (_, value) => {
    given(value);
    expect(read).toThrow(/^environment variables missing or malformed: SMS_SENDERS/);
    expect(read).not.toThrow(/secret-value/);
  });

  it("stop the start where they are no JSON", () => {
    vi.stubEnv("SMS_SENDERS", "[{");
    expect(read).toThrow(/SMS_SENDERS/);
  });
});
