import { expect, it } from "vitest";
import { magicAddress } from "#lib/adapters/local/magic.ts";
import type { Channel } from "#lib/domain/words.ts";
import { aWorld, phoneOf, type World } from "#test/support/world.ts";

const channels: Channel[] = ["sms", "email", "voice", "whatsapp"];
const dialling = { channels, impliedChannels: channels, channelOrder: channels };
/** Tuesday, two days before the visit, ten o'clock: when the reminder asks. */
const asked = "2026-06-09T15:00:00.000Z";

const saysOn = async (world: World, channel: Channel, from: string, text: string): Promise<void> => {
  const at = world.clock.now();
  await world.system.receive({ messageId: `${channel} ${text} ${at}`, channel, from, text, at });
  await world.system.settle();
};

it("calls a landline with the reminder, and takes the answer and the end of all calls from its keys", async () => {
  const world = await aWorld({ policy: dialling });
  // A number in London is a landline by its plan; one in the US only its carrier can tell.
  const landline = "+442079460018";
  const maria = await world.patient("maria", { contactPoints: [{ channel: "sms", address: landline }] });
  await world.book(maria);
  await world.advanceTo(asked);
  const [call] = world.left("voice", landline);
  expect(call?.body).toMatch(/This is Riverside Clinic.*To stop these calls, call 3 1 2, 5 5 5, 0 1 9 9\.$/);

  await saysOn(world, "voice", landline, "1");
  expect((await world.own("appointment", maria))[0]?.data.confirmation).toBe("confirmed");

  await saysOn(world, "voice", landline, "9");
  const reach = (await world.records.get("reach", maria))?.data;
  expect(reach?.addresses.map(({ channel, stopped }) => [channel, stopped])).toEqual([
    ["sms", "all"],
    ["voice", "all"],
  ]);
  expect(world.left("voice", landline)).toHaveLength(1);
});

it("goes on from a line that nobody answers to an email the next morning", async () => {
  const world = await aWorld({ policy: { ...dialling, channelOrder: ["voice", "email"] } });
  const silent = magicAddress("voice", "softbounce");
  const maria = await world.patient("maria", {
    contactPoints: [
      { channel: "voice", address: silent },
      { channel: "email", address: "maria@example.org" },
    ],
  });
  await world.book(maria);
  await world.advanceTo("2026-06-10T16:00:00.000Z");
  expect(world.left("voice", silent)).toHaveLength(1);
  expect(world.left("email").map(({ at }) => at)).toEqual(["2026-06-10T14:00:00.000Z"]);
});

it("answers on WhatsApp whoever writes there, and stops texts for who stops there", async () => {
  const world = await aWorld({ policy: dialling });
  const number = phoneOf("maria");
  const contactPoints = (["whatsapp", "sms"] as const).map((channel) => ({ channel, address: number }));
  const maria = await world.patient("maria", { contactPoints });
  await saysOn(world, "whatsapp", number, "HELP");
  expect(world.left("whatsapp").map(({ body }) => body)).toEqual([
    expect.stringMatching(/^Riverside Clinic: /),
  ]);

  await saysOn(world, "whatsapp", number, "STOP");
  expect(world.left("whatsapp").at(-1)?.body).toMatch(/no more messages/);
  await world.book(maria);
  await world.advanceTo(asked);
  expect([world.left("whatsapp").length, world.texts().length]).toEqual([2, 0]);
});
