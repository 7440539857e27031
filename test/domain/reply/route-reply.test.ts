import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Policy } from "#lib/domain/policy/policy.ts";
import { ReplyRule } from "#lib/domain/policy/replies.ts";
import { routeReply, topicOf } from "#lib/domain/reply/route-reply.ts";
import { aPolicy } from "#test/support/builders.ts";

const replyRouting = [
  { queue: "crisis-line", urgent: true },
  { queue: "diabetes-nurses", program: "diabetes", topic: "follow-up" },
  { queue: "billing", topic: "billing" },
  { queue: "north-desk", location: "north", department: "cardiology" },
];
const policy = aPolicy({ replyRouting });

describe("a reply's queue", () => {
  it.each([
    [{ urgent: true, topic: "billing" }, "crisis-line", "rule 1: urgent true"],
    [
      { topic: "follow-up", levels: { program: "diabetes" } },
      "diabetes-nurses",
      "rule 2: program diabetes, topic follow-up",
    ],
    [{ topic: "appointments", levels: { program: "diabetes" } }, "front-desk", "reply_queue"],
    [{ topic: "billing", levels: { program: "diabetes" } }, "billing", "rule 3: topic billing"],
    [
      { levels: { location: "north", department: "cardiology" } },
      "north-desk",
      "rule 4: location north, department cardiology",
    ],
    [{ levels: { location: "north" } }, "front-desk", "reply_queue"],
    [{}, "front-desk", "reply_queue"],
  ])("%j goes to %s (%s)", (asked, queue, routedBy) => {
    expect(routeReply(policy, asked)).toEqual({ queue, routedBy });
  });

  it("is always one of a rule whose every condition holds, and the first such, or the policy's own", () => {
    const word = fc.constantFrom("a", "b");
    const rule = fc.record({ queue: fc.constantFrom("x", "y", "z"), topic: word, program: word });
    const rules = fc.array(rule, { maxLength: 5 });
    fc.assert(
      fc.property(rules, word, word, (all, topic, program) => {
        const first = all.find((r) => r.topic === topic && r.program === program);
        const { queue } = routeReply(aPolicy({ replyRouting: all }), { topic, levels: { program } });
        expect(queue).toBe(first?.queue ?? "front-desk");
      }),
    );
  });

  it("is set by rules that ask for something, and by no other", () => {
    expect(ReplyRule.safeParse({ queue: "billing" }).success).toBe(false);
    expect(Policy.safeParse({ replyRouting: [{ queue: "billing", weather: "fine" }] }).success).toBe(false);
  });
});

describe("a reply's topic", () => {
  const replyTopics = { billing: ["bill", "co-pay", "factura"], refill: ["more pills", "refill"] };
  it.each([
    ["I got a BILL!", "billing"],
    ["mi factura, por favor", "billing"],
    ["what is my co-pay?", "billing"],
    ["I need more pills", "refill"],
    ["Billy is here", undefined],
    ["pills", undefined],
  ])("of %s is %s", (text, topic) => {
    expect(topicOf({ replyTopics }, text)).toBe(topic);
  });
});
