import * as z from "zod";
import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { closeOperation, openOperation, type Worked, workOn } from "#lib/usecases/operations/operate.ts";
import type { OperatePorts } from "#lib/usecases/operations/work.ts";

const id = z.string().max(200);
const Input = z.discriminatedUnion("do", [
  z.object({ do: z.literal("open"), operationId: id }),
  z.object({ do: z.literal("work"), operationId: id, part: z.int().min(0) }),
  z.object({ do: z.literal("close"), operationId: id }),
]);

export type OperateHandler = (input: unknown) => Promise<{ parts: number[] } | Worked | undefined>;

/** The operation machine's three tasks: what there is to do, one batch of one part of it, and what it came to. */
export const create =
  (ports: OperatePorts): OperateHandler =>
  async (event) => {
    const input = Input.parse(event);
    switch (input.do) {
      case "open":
        return openOperation(ports, input.operationId);
      case "work":
        return workOn(ports, input.operationId, input.part);
      case "close":
        await closeOperation(ports, input.operationId);
        return undefined;
    }
  };

const live = wired(() => create(corePorts("operate")));
export const handler: OperateHandler = (event) => live()(event);
