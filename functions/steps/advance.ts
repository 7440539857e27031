import * as z from "zod";
import { type TurnOutput, turnOutput } from "#lib/domain/journey/turn-output.ts";
import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { inboxKey } from "#lib/lambda/wiring/inbox-key.ts";
import type { Ports } from "#lib/ports.ts";
import { advanceEnrollment } from "#lib/usecases/enrollments/advance-enrollment.ts";

const Input = z.object({ enrollmentId: z.string(), turns: z.int().min(0) });

export type AdvanceHandler = (input: unknown) => Promise<TurnOutput>;

/** The machine's one task: a turn of one enrollment. */
export const create =
  (ports: Pick<Ports, "records" | "clock" | "log">): AdvanceHandler =>
  async (event) => {
    const input = Input.parse(event);
    const enrollment = await advanceEnrollment(ports, input.enrollmentId);
    return turnOutput(enrollment, inboxKey(enrollment.id), input, ports.clock.now());
  };

const live = wired(() => create(corePorts("advance")));
export const handler: AdvanceHandler = (event) => live()(event);
