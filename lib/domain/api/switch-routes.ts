import * as z from "zod";
import { Actor, Instant } from "../words.ts";
import type { Route } from "./route.ts";

const SwitchView = z.object({
  /** `everything`, or `journey:<id>`. */
  id: z.string(),
  paused: z.boolean(),
  at: Instant,
  by: Actor,
  reason: z.string().optional(),
});
const Why = z.strictObject({
  reason: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/, "a code such as wrong_text")
    .optional(),
});

const everything = { tag: "Switches", answer: SwitchView } as const;

/** Pausing holds what was to leave, but for safety; it is obeyed within seconds, and audited. */
export const switchRoutes = {
  getPause: {
    ...everything,
    method: "GET",
    path: "/v1/pause",
    scope: "content.read",
    summary: "Whether everything is paused",
  },
  pauseEverything: {
    ...everything,
    method: "POST",
    path: "/v1/pause",
    scope: "policy.write",
    summary: "Pause everything: nothing leaves but for safety",
    body: Why,
    idempotent: true,
  },
  resumeEverything: {
    ...everything,
    method: "POST",
    path: "/v1/resume",
    scope: "policy.write",
    summary:
      "Go on: what is held is due again from ten seconds on, a hundred a second, each through the gate anew",
    idempotent: true,
  },
  getJourneyPause: {
    ...everything,
    method: "GET",
    path: "/v1/journeys/{journeyId}/pause",
    scope: "content.read",
    summary: "Whether a journey is paused",
  },
  pauseJourney: {
    ...everything,
    method: "POST",
    path: "/v1/journeys/{journeyId}/pause",
    scope: "content.publish",
    summary: "Pause a journey, whatever its versions: nothing of it leaves but for safety",
    body: Why,
    idempotent: true,
  },
  resumeJourney: {
    ...everything,
    method: "POST",
    path: "/v1/journeys/{journeyId}/resume",
    scope: "content.publish",
    summary:
      "Go on with a journey: what is held is due again from ten seconds on, a hundred a second, each through the gate anew",
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
