import type { Step, StepOf } from "../grammar.ts";
import type { StepKind } from "../run.ts";
import { askKind } from "./ask.ts";
import { messageKind } from "./message.ts";
import {
  branchKind,
  endKind,
  enrollKind,
  escalateKind,
  notifyKind,
  repeatKind,
  splitKind,
  updateKind,
} from "./passing.ts";
import { staffTaskKind } from "./staff-task.ts";
import { waitKind } from "./wait.ts";

const kinds: { [K in Step["do"]]: StepKind<StepOf<K>> } = {
  wait: waitKind,
  message: messageKind,
  ask: askKind,
  form: askKind,
  "check-in": askKind,
  branch: branchKind,
  split: splitKind,
  "staff-task": staffTaskKind,
  escalate: escalateKind,
  enroll: enrollKind,
  update: updateKind,
  notify: notifyKind,
  repeat: repeatKind,
  end: endKind,
};

/** The table above pairs each step with its own kind; the type system cannot follow that through a lookup. */
export const kindOf = (step: Step): StepKind<Step> => kinds[step.do] as unknown as StepKind<Step>;
