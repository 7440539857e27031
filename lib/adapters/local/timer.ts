import type { Queue, Timer } from "#lib/ports.ts";
import type { Agenda } from "./agenda.ts";

/** The scheduler's twin: a name is one schedule, and what fires goes into the queue. */
export const localTimer = (agenda: Agenda, queue: Queue): Timer => ({
  async set(name, at, message) {
    const own = `schedule ${name}`;
    if (!agenda.has(own)) agenda.add(at, () => queue.send(message), own);
  },
  async clear(name) {
    agenda.remove(`schedule ${name}`);
  },
});
