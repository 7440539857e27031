import { bundles } from "./bundles.ts";
import { core } from "./core/suite.ts";
import { day } from "./day/suite.ts";
import type { Size } from "./effort.ts";
import { endToEnd } from "./end-to-end.ts";
import { flows } from "./flows/suite.ts";
import type { SuiteName } from "./options.ts";
import type { Result } from "./result.ts";
import { queues } from "./versus/queues.ts";
import { versus } from "./versus/suite.ts";

export type Run = { size: Size; patients: number; say: (line: string) => void };
type Suite = { title: string; run(how: Run): Promise<Result[]> };

export const suites: Record<SuiteName, Suite> = {
  core: { title: "The rules, on one core", run: ({ size }) => core(size) },
  "end-to-end": { title: "End to end on this machine, one process", run: ({ size }) => endToEnd(size) },
  flows: {
    title: "What each flow calls, per patient, and what that costs",
    run: ({ size, say }) => flows(size, say),
  },
  bundles: { title: "Functions as they are deployed", run: ({ size, say }) => bundles(size, say) },
  day: { title: "A day in virtual time", run: ({ patients, say }) => day(patients, say) },
  peers: {
    title: "Peers in the same process, interleaved; a ratio above 1 is ours",
    run: ({ size, say }) => versus(size, say),
  },
  queues: {
    title: "Networked peers: messages due at one instant (another kind of thing, set beside)",
    run: ({ size, say }) => queues(size, say),
  },
};
