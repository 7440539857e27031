import { journeySwitch, type Switch, type SwitchTarget } from "#lib/domain/switch.ts";
import type { Instant } from "#lib/domain/words.ts";
import { type AuthoringPorts, type By, findHead } from "../authoring/content.ts";
import { journeys } from "../authoring/journeys.ts";
import { forget } from "../config.ts";
import { begun } from "../operations/begin-operation.ts";
import { retried } from "../retry.ts";

type Turned = By & { reason?: string };

/** As it stands; one that nobody ever touched is not paused. */
export async function readSwitch({ records, clock }: AuthoringPorts, id: SwitchTarget): Promise<Switch> {
  const stored = await records.get("switch", id, { consistent: true });
  return stored?.data ?? { id, paused: false, at: clock.now(), by: { type: "system", id: "default" } };
}

/** The big red switch: nothing leaves but for safety, until it is turned back. Turning it twice is turning it once. */
export const pauseEverything = (ports: AuthoringPorts, by: Turned): Promise<Switch> =>
  turn(ports, "everything", true, by);
export const resumeEverything = (ports: AuthoringPorts, by: Turned): Promise<Switch> =>
  turn(ports, "everything", false, by);

/** The same for one journey, whatever its versions. Throws `not_found`. */
export async function pauseJourney(ports: AuthoringPorts, id: string, by: Turned): Promise<Switch> {
  await findHead(ports, journeys, id);
  return turn(ports, journeySwitch(id), true, by);
}
export async function resumeJourney(ports: AuthoringPorts, id: string, by: Turned): Promise<Switch> {
  await findHead(ports, journeys, id);
  return turn(ports, journeySwitch(id), false, by);
}

/** What the pause held is let go by an operation, one for each time that it is turned back. */
const releaseOf = (about: SwitchTarget, n: number, at: Instant, { actor, cause }: Turned) =>
  begun({ id: `release-${about.replace(":", "-")}-${n}`, type: "release", about }, at, {
    actor,
    ...(cause && { cause }),
  });

const turn = (ports: AuthoringPorts, id: SwitchTarget, paused: boolean, by: Turned): Promise<Switch> =>
  retried(async () => {
    const stored = await ports.records.get("switch", id, { consistent: true });
    if ((stored?.data.paused ?? false) === paused) return readSwitch(ports, id);
    const at = ports.clock.now();
    const { actor, reason } = by;
    const data: Switch = { id, paused, at, by: actor, ...(paused && reason && { reason }) };
    const event = { type: paused ? ("switch.paused" as const) : ("switch.resumed" as const), at, ...by };
    const version = stored?.version ?? 0;
    await ports.records.save([
      { kind: "switch", id, expect: version, data, event },
      ...(paused ? [] : [releaseOf(id, version + 1, at, by)]),
    ]);
    forget(ports.records);
    return data;
  });
