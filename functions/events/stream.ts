import { wired } from "#lib/lambda/env.ts";
import { type StreamHandler, streamHandler } from "#lib/lambda/stream.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { machinePort, operationsPort, queuePort, timerPort } from "#lib/lambda/wiring/engine.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import type { ReactPorts } from "#lib/usecases/react.ts";

/** The table's stream: audit lines, and what follows from each event. */
export const create = (ports: ReactPorts): StreamHandler =>
  streamHandler((changes) => followChanges(ports, changes));

const live = wired(() => {
  const core = corePorts("stream");
  const driven = { machine: machinePort(), operations: operationsPort(core.clock) };
  return create({ ...core, ...driven, queue: queuePort(), timer: timerPort() });
});
export const handler: StreamHandler = (event) => live()(event);
