import { describe, expect, it } from "vitest";
import type { OptOutList } from "#lib/ports.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { startAddress, stopAddress } from "#lib/usecases/inbound/stop-address.ts";
import { tellProvider } from "#lib/usecases/inbound/tell-provider.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import { reconcileOptOuts } from "#lib/usecases/schedule/reconcile-opt-outs.ts";
import { aTuesday, days, later, phone } from "#test/support/builders.ts";
import { delivery, quiet } from "#test/support/delivery.ts";
import { aWorld, monday, phoneOf } from "#test/support/world.ts";

/** The provider's list, and what was asked of it. With `fails` it refuses as often. */
function aList(fails = 0) {
  const numbers = new Set<string>();
  const asked: string[] = [];
  let left = fails;
  const call = (what: string, then: () => unknown) => async () => {
    asked.push(what);
    if (left-- > 0) throw new Error("ThrottlingException");
    then();
  };
  const optOuts: OptOutList = {
    async *all() {
      for (const address of numbers) yield { address, since: monday };
    },
    add: (address) => call("add", () => numbers.add(address))(),
    remove: (address) => call("remove", () => numbers.delete(address))(),
  };
  return { numbers, asked, optOuts };
}
const patient = { type: "patient" as const, id: "p" };
const maria = phoneOf("maria");

describe("a STOP at the provider", () => {
  const confirmation = { confirmsStop: true as const, inReplyTo: "msg_1", plan: ["sms" as const] };
  const stopped = async (fails = 0) => {
    const d = await delivery({ outreach: confirmation });
    const list = aList(fails);
    const who = { channel: "sms" as const, address: phone, actor: patient, cause: "m1" };
    await stopAddress(d.ports(), who, "all");
    const trigger = () =>
      deliver({ ...d.ports(), optOuts: list.optOuts }, { outreachId: d.first.id, channel: "sms" });
    return { d, list, who, trigger };
  };

  it("is told once its confirmation has left, which the list would refuse", async () => {
    const { d, list, trigger } = await stopped();
    await Promise.all([trigger(), trigger()]);
    expect([d.sent.length, [...list.numbers]]).toEqual([1, [phone]]);
  });

  it("is not told where a START came meanwhile", async () => {
    const { d, list, who, trigger } = await stopped();
    d.clock.at = later(aTuesday, 1000);
    await startAddress(d.ports(), { ...who, cause: "m2" });
    await trigger();
    expect([...list.numbers]).toEqual([]);
  });

  it("that cannot be told is no failed delivery, and the daily comparison tells it", async () => {
    const { d, list, trigger } = await stopped(1);
    expect(await trigger()).toBe("sent");
    expect([...list.numbers]).toEqual([]);
    expect(
      await tellProvider({ ...d.ports(), optOuts: list.optOuts }, { channel: "sms", address: phone }),
    ).toBe("told");
    expect([...list.numbers]).toEqual([phone]);
  });

  it("from nobody we know is told at once, for nothing confirms it", async () => {
    const world = await aWorld();
    const list = aList();
    const inbound = { messageId: "m", channel: "sms" as const, from: maria, text: "STOP", at: monday };
    await receiveMessage({ ...world.ports, log: quiet, optOuts: list.optOuts }, inbound);
    expect([...list.numbers]).toEqual([maria]);
  });
});

describe("a START at the provider", () => {
  async function stoppedThere(fails = 0) {
    const world = await aWorld();
    await world.patient("maria");
    await world.says(maria, "STOP");
    const list = aList(fails);
    list.numbers.add(maria);
    await world.advanceTo(later(monday, 60_000));
    const inbound = {
      ...{ messageId: "m2", channel: "sms" as const, from: maria, text: "START" },
      at: world.clock.now(),
    };
    const hear = () => receiveMessage({ ...world.ports, log: quiet, optOuts: list.optOuts }, inbound);
    return { world, list, hear };
  }

  it("is told before it is confirmed, for a refused confirmation would be a new STOP", async () => {
    const { world, list, hear } = await stoppedThere();
    await hear();
    expect([...list.numbers]).toEqual([]);
    await world.settle();
    expect(world.texts(maria).at(-1)).toMatch(/get our texts again/);
  });

  it("that cannot be told comes again from the queue, and is confirmed once then", async () => {
    const { world, list, hear } = await stoppedThere(1);
    await expect(hear()).rejects.toThrow(/START/);
    await world.settle();
    expect(world.texts(maria)).toHaveLength(1);
    await hear();
    await hear();
    await world.settle();
    expect([[...list.numbers], world.texts(maria).length]).toEqual([[], 2]);
  });

  it("of long ago that comes late takes no later STOP from the list", async () => {
    const { world, list } = await stoppedThere();
    const late = {
      messageId: "m0",
      channel: "sms" as const,
      from: maria,
      text: "START",
      at: later(monday, -days(1)),
    };
    await receiveMessage({ ...world.ports, log: quiet, optOuts: list.optOuts }, late);
    expect([...list.numbers]).toEqual([maria]);
  });
});

describe("a STOP and a START on another channel of the number", () => {
  const says = async (channel: "whatsapp" | "voice") => {
    const world = await aWorld();
    const contactPoints = (["sms", channel] as const).map((on) => ({ channel: on, address: maria }));
    await world.patient("maria", { contactPoints });
    const list = aList();
    const say = async (text: string) => {
      await world.advanceTo(later(world.clock.now(), 60_000));
      const inbound = { messageId: `m-${text}`, channel, from: maria, text, at: world.clock.now() };
      await receiveMessage({ ...world.ports, log: quiet, optOuts: list.optOuts }, inbound);
      await world.settle();
    };
    return { list, say };
  };

  it.each(["whatsapp", "voice"] as const)(
    "are told from %s, for the list bars the number's texts",
    async (on) => {
      const { list, say } = await says(on);
      await say("STOP");
      expect([...list.numbers]).toEqual([maria]);
      await say("START");
      expect([...list.numbers]).toEqual([]);
    },
  );
});

describe("the daily comparison", () => {
  it("mends what was missed under faults, in as many runs as it takes, and then finds nothing", async () => {
    const world = await aWorld();
    const names = Array.from({ length: 12 }, (_, i) => `p${i}`);
    for (const name of names) await world.patient(name);
    const numbers = [...new Set(names.map(phoneOf))];
    for (const number of numbers) await world.says(number, "STOP");
    const list = aList(Math.floor(numbers.length / 2));
    const ports = { ...world.ports, log: quiet, optOuts: list.optOuts };
    const first = await reconcileOptOuts(ports);
    expect(first.disagreements.filter(({ mended }) => !mended)).toHaveLength(Math.floor(numbers.length / 2));
    expect((await reconcileOptOuts(ports)).disagreements.every(({ mended }) => mended)).toBe(true);
    expect((await reconcileOptOuts(ports)).disagreements).toEqual([]);
    expect([...list.numbers].sort()).toEqual(numbers.sort());
  });
});
