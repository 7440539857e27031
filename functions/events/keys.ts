import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { pressed } from "#lib/lambda/wiring/keys.ts";
import type { Ports } from "#lib/ports.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";

type KeyPorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** The flow reads `heard` to say what follows: a STOP holds when this answers. */
export type KeyHandler = (event: unknown) => Promise<{ heard: string }>;

/** A key that a caller pressed, from the flow of an Amazon Connect line: 9 stops the calls, 1, 2 and 3 answer. */
export const create =
  (ports: KeyPorts): KeyHandler =>
  async (event) => {
    const inbound = pressed(event, ports.clock.now());
    if (!inbound) return { heard: "nothing" };
    return { heard: (await receiveMessage(ports, inbound))?.understood ?? "stop" };
  };

const live = wired(() => create(corePorts("keys")));
export const handler: KeyHandler = (event) => live()(event);
