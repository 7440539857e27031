import { expect, it } from "vitest";
import { create } from "#functions/events/keys.ts";
import { addressKey, addressLinkId } from "#lib/domain/reach/address.ts";
import { anEvent, aReach, patientId, phone } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";

const pressed = (key: string) => ({
  Details: {
    ContactData: {
      Channel: "VOICE",
      ContactId: "4a573372",
      CustomerEndpoint: { Address: phone, Type: "TELEPHONE_NUMBER" },
    },
    Parameters: { key },
  },
});

async function line() {
  const reach = aReach({ addresses: [{ id: "cp", channel: "voice", address: phone, health: "ok" }] });
  const d = await delivery({ reach });
  const key = addressKey("voice", phone);
  const data = { key, patientId, contactPointIds: ["cp"], active: true };
  await d.records.save([
    { kind: "addressLink", id: addressLinkId(key, patientId), expect: 0, data, event: anEvent() },
  ]);
  return { ...d, keys: create(d.ports()) };
}

it("stops the calls before it answers, so that the flow may say so", async () => {
  const { keys, reach } = await line();
  expect(await keys(pressed("9"))).toEqual({ heard: "stop" });
  expect((await reach()).addresses[0]?.stopped).toBe("all");
});

it("stops a number that nobody has, for whoever comes with it", async () => {
  const d = await delivery();
  const stranger = create(d.ports());
  expect(await stranger(pressed("9"))).toEqual({ heard: "stop" });
  expect((await d.records.get("addressState", addressKey("voice", phone)))?.data.stopped).toBe("all");
});

it.each([
  ["a key that means nothing", pressed("5"), "unclear"],
  ["what is no key", { Details: {} }, "nothing"],
])("leaves %s without effect", async (_, event, heard) => {
  const { keys, reach } = await line();
  expect(await keys(event)).toEqual({ heard });
  expect((await reach()).addresses[0]?.stopped).toBeUndefined();
});
