import type { Operation, Part } from "#lib/domain/operation.ts";
import type { Ports } from "#lib/ports.ts";
import { changeOperation } from "./change-operation.ts";
import { partsOf } from "./parts.ts";

export type OperatePorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** What a batch made of its part; `waitSeconds`: nothing was to be done yet. */
export type Batch = { part: Part; waitSeconds?: number };

/** One type of operation: how it begins, what one batch of a part does, and what follows when an execution is over. */
export type Work = {
  /** How many parts there are to work on; 0 where nothing may be done. Called again by each further execution. */
  open(ports: OperatePorts, operation: Operation): Promise<number>;
  /** `parked`: nothing more is to be done in this execution; whoever lets it go on begins another. */
  batch(ports: OperatePorts, operation: Operation, part: Part, n: number): Promise<Batch | "parked">;
  close(ports: OperatePorts, operation: Operation): Promise<void>;
};

type Plain = Pick<Work, "batch"> & {
  /** How many parts, and how many patients where that is known. */
  parts(ports: OperatePorts, operation: Operation): Promise<Pick<Operation, "parts" | "total" | "audience">>;
  /** Once, after the last batch of the last part. Twice after a crash. */
  finish?(ports: OperatePorts, operation: Operation): Promise<void>;
};

/** Work that is over when each of its parts is. */
export const inParts = ({ batch, parts, finish }: Plain): Work => ({
  batch,
  async open(ports, operation) {
    const opened = await parts(ports, operation);
    await changeOperation(ports, operation.id, "operation.opened", (now) => ({
      ...now,
      ...opened,
      status: "running",
    }));
    return opened.parts ?? 0;
  },
  async close(ports, operation) {
    const done = (await partsOf(ports.records, operation.id)).filter((part) => part.done);
    if (operation.parts === undefined || done.length < operation.parts) return;
    await finish?.(ports, operation);
    await changeOperation(ports, operation.id, "operation.done", (now) => ({
      ...now,
      status: "done",
      endedAt: ports.clock.now(),
    }));
  },
});
