import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { pressed } from "#lib/lambda/wiring/keys.ts";
import { optOutsLater } from "#lib/lambda/wiring/opt-outs-later.ts";
import { type InboundPorts, receiveMessage } from "#lib/usecases/inbound/receive-message.ts";

/** The flow reads `heard` to say what follows: a STOP holds when this answers. */
export type KeyHandler = (event: unknown) => Promise<{ heard: string }>;

/** A key that a caller pressed, from the flow of an Amazon Connect line: 9 stops the calls, 1, 2 and 3 answer. */
export const create =
  (ports: InboundPorts): KeyHandler =>
  async (event) => {
    const inbound = pressed(event, ports.clock.now());
    if (!inbound) return { heard: "nothing" };
    return { heard: (await receiveMessage(ports, inbound))?.understood ?? "stop" };
  };

const live = wired(() => create({ ...corePorts("keys"), optOuts: optOutsLater() }));
export const handler: KeyHandler = (event) => live()(event);
