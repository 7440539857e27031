import type { Levels } from "../policy/levels.ts";
import type { Policy } from "../policy/policy.ts";
import type { ReplyRule } from "../policy/replies.ts";
import { heard } from "./heard.ts";

/** What is known of something that staff are to read. `topic`: the category of what it answers, or what it is about. */
export type ToRoute = { topic?: string | undefined; levels?: Levels | undefined; urgent?: boolean };

/** The queue, and why: the rule's place among the policy's (from 1) and what it asked for, or `reply_queue`. */
export type Routed = { queue: string; routedBy: string };

type Rules = Pick<Policy, "replyQueue" | "replyRouting">;

/** Which queue reads it: that of the first rule all of whose conditions hold, else the policy's `replyQueue`. */
export function routeReply({ replyQueue, replyRouting }: Rules, asked: ToRoute): Routed {
  const at = replyRouting.findIndex((rule) => holds(rule, asked));
  const rule = replyRouting[at];
  if (!rule) return { queue: replyQueue, routedBy: "reply_queue" };
  const { queue, ...conditions } = rule;
  const named = Object.entries(conditions).map(([name, value]) => `${name} ${value}`);
  return { queue, routedBy: `rule ${at + 1}: ${named.join(", ")}` };
}

const holds = ({ queue: _, ...rule }: ReplyRule, { topic, levels, urgent = false }: ToRoute): boolean => {
  const known: Record<string, string | boolean | undefined> = { topic, urgent, ...levels };
  return Object.entries(rule).every(([name, value]) => known[name] === value);
};

/** The first topic that the text itself names by one of the customer's words for it. */
export function topicOf({ replyTopics }: Pick<Policy, "replyTopics">, text: string): string | undefined {
  const said = ` ${heard(text).text} `;
  return Object.entries(replyTopics).find(([, words]) =>
    words.some((word) => said.includes(` ${heard(word).text} `)),
  )?.[0];
}
