import { create } from "#functions/events/keys.ts";
import type { Work } from "./concerns/concern.ts";
import type { World } from "./world.ts";

/** What the flow of an Amazon Connect line hands over when a caller has pressed a key. */
const pressedEvent = (call: string, number: string, key: string): unknown => ({
  Details: {
    ContactData: {
      ContactId: call,
      Channel: "VOICE",
      CustomerEndpoint: { Type: "TELEPHONE_NUMBER", Address: number },
      SystemEndpoint: { Address: "+13125550188" },
    },
    Parameters: { key },
  },
});

/** A person calls the line and presses a key, again where they hear nothing. 9 stops all calls to the number. */
export function pressing(world: World, number: string, { key, call }: { key: string; call: string }): Work {
  let atMs: number | undefined;
  return async (core) => {
    atMs ??= Date.parse(core.clock.now());
    await create(core)(pressedEvent(call, number, key));
    if (key === "9") world.witness.saidStop("voice", number, atMs);
  };
}
