import { render, variablesFor } from "#lib/domain/content/render.ts";
import { advance } from "#lib/domain/journey/advance.ts";
import { planned } from "#lib/domain/outreach/plan.ts";
import { route } from "#lib/domain/outreach/route.ts";
import type { Case } from "../measure.ts";
import { definition, type Sample, template } from "./samples.ts";

const at = (all: Sample[], i: number): Sample => all[i % all.length] as Sample;

const turn = ({ enrollment, facts, now }: Sample) => advance(definition, enrollment, facts, [], now);
const gated = ({ situation }: Sample) => route(situation, situation.outreach.channel);

export function rendered({ situation }: Sample): string {
  const { reach, outreach, policy } = situation;
  const { given, language } = reach.who;
  const made = render(template, {
    channel: outreach.channel ?? "sms",
    language,
    policy,
    variables: variablesFor({ given, language, policy, about: outreach.about }),
  });
  if (!made.ok) throw new Error(`a sample could not be rendered: ${made.reason}`);
  return made.body;
}

/** What one message costs before anything is read or written. */
export function decide(sample: Sample): string {
  const { effects } = turn(sample);
  if (effects.length === 0) throw new Error("a sample planned nothing");
  if (gated(sample).go !== "send") throw new Error("a sample may not leave");
  return rendered(sample);
}

export const decisionName = "decision: advance + full gate + render";

export const decisionCases = (all: Sample[]): Case[] => [
  { name: decisionName, run: (i) => decide(at(all, i)) },
  { name: "advance: one turn of the reminder", run: (i) => turn(at(all, i)) },
  { name: "gate: facts, rules and address", run: (i) => gated(at(all, i)) },
  { name: "render: variables and text", run: (i) => rendered(at(all, i)) },
  {
    name: "plan: an outreach from a request",
    run: (i) => {
      const { request, facts, situation, now } = at(all, i);
      return planned(request, { ...facts, reach: situation.reach, template, now });
    },
  },
];
