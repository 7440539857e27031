import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { queuePort, timerPort } from "#lib/lambda/wiring/engine.ts";
import type { Ports } from "#lib/ports.ts";
import { sweep } from "#lib/usecases/schedule/sweep.ts";

type SweepPorts = Pick<Ports, "records" | "clock" | "timer" | "queue" | "log">;

/** Every 15 minutes: schedules for what has come within the horizon. */
export const create = (ports: SweepPorts) => () => sweep(ports);

const live = wired(() => create({ ...corePorts("sweep"), queue: queuePort(), timer: timerPort() }));
export const handler = (): Promise<unknown> => live()();
