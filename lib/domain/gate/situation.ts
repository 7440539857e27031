import type { Template } from "../content/template.ts";
import type { Enrollment } from "../enrollment.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { Policy } from "../policy/policy.ts";
import type { Reach } from "../reach/reach.ts";
import type { Instant } from "../words.ts";

/** All that is known when a message is about to leave. */
export type Situation = {
  outreach: Outreach;
  reach: Reach;
  /** As it holds for this outreach, all its levels taken together. */
  policy: Policy;
  template: Template | undefined;
  enrollment: Pick<Enrollment, "status" | "campaign" | "reason"> | undefined;
  now: Instant;
  /** Switches that are off for it now. */
  paused?: { everything: boolean; journey: boolean };
  /** What its campaign's state forbids. */
  campaign?: "stopped" | "paused" | undefined;
  /** The delivery that asks: a claim of its own does not bar it. */
  by?: string;
};
