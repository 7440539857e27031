import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { queuePort, timerPort } from "#lib/lambda/wiring/engine.ts";
import type { Ports } from "#lib/ports.ts";
import { sweep } from "#lib/usecases/schedule/sweep.ts";
import { askDrifting } from "#lib/usecases/segments/ask-drifting.ts";

type SweepPorts = Pick<Ports, "records" | "clock" | "timer" | "queue" | "log">;

/** Every 15 minutes: schedules for what has come within the horizon, and the day's look at what the calendar changes. */
export const create = (ports: SweepPorts) => async () => {
  const [swept, asked] = await Promise.all([sweep(ports), askDrifting(ports)]);
  return { ...swept, ...asked };
};

const live = wired(() => create({ ...corePorts("sweep"), queue: queuePort(), timer: timerPort() }));
export const handler = (): Promise<unknown> => live()();
