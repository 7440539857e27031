import * as z from "zod";
import { usdOf } from "../outreach/list-prices.ts";
import { localDay } from "../time/time.ts";
import { channels } from "../words.ts";
import type { Life } from "./life.ts";

const Counts = z.record(z.string(), z.int());

export const SimulationTotals = z.object({
  patients: z.int(),
  enrolled: z.int(),
  /** Whom the journey's own rule does not take in. */
  notEnrolled: z.int(),
  /** Still under way when the simulation ended. */
  active: z.int(),
  /** How the others ended. */
  outcomes: Counts,
  messages: z.object({
    sent: z.int(),
    perPatient: z.number(),
    mostForOne: z.int(),
    byChannel: z.record(z.string(), z.object({ messages: z.int(), parts: z.int(), usd: z.number() })),
    /** US dollars at list price. */
    usd: z.number(),
    /** Of all that was planned: what became of it. */
    fates: Counts,
    /** Why some waited, and why some never left. */
    held: Counts,
    notSent: Counts,
  }),
  replies: Counts,
  staff: z.object({ tasks: z.int(), minutes: z.number(), byQueue: Counts }),
  /** Who came to each step, and who stood there at the end. */
  steps: z.array(z.object({ step: z.string(), entered: z.int(), patients: z.int(), standing: z.int() })),
});
export type SimulationTotals = z.infer<typeof SimulationTotals>;

export function totalsOf(lives: Life[]): SimulationTotals {
  const enrolled = lives.filter(({ enrollment }) => enrollment);
  const sent = lives.flatMap((life) => life.sent);
  const outreaches = lives.flatMap((life) => [...life.outreaches.values()]);
  const tasks = lives.flatMap((life) => [...life.staffTasks.values()]);
  return {
    patients: lives.length,
    enrolled: enrolled.length,
    notEnrolled: lives.length - enrolled.length,
    active: enrolled.filter(({ enrollment }) => enrollment?.status === "active").length,
    outcomes: count(enrolled.flatMap(({ enrollment }) => enrollment?.outcome ?? [])),
    messages: {
      sent: sent.length,
      perPatient: rounded(sent.length / Math.max(1, enrolled.length), 2),
      mostForOne: Math.max(0, ...lives.map((life) => life.sent.length)),
      byChannel: byChannel(sent),
      usd: rounded(
        sent.reduce((sum, { channel, segments }) => sum + usdOf(channel, segments), 0),
        4,
      ),
      fates: count(outreaches.map(({ status }) => status)),
      held: count(lives.flatMap((life) => life.holds)),
      notSent: count(
        outreaches.flatMap(({ status, reason }) =>
          status === "suppressed" || status === "cancelled" || status === "failed"
            ? (reason ?? "unknown")
            : [],
        ),
      ),
    },
    replies: count(lives.flatMap((life) => life.replies)),
    staff: {
      tasks: tasks.length,
      minutes: rounded(
        lives.reduce((sum, life) => sum + life.minutes, 0),
        1,
      ),
      byQueue: count(tasks.map(({ queue }) => queue)),
    },
    steps: stepsOf(lives),
  };
}

/** Of all journeys of each patient together: what one budget let through. */
export const Together = z.object({
  sent: z.int(),
  perPatient: z.number(),
  mostForOne: z.int(),
  /** The most that one patient got on one of their own days. */
  mostADay: z.int(),
  usd: z.number(),
});

export function messagesOf(all: Life[][]): z.infer<typeof Together> {
  const each = all.map((lives) => lives.flatMap(({ sent }) => sent));
  const sent = each.flat();
  const days = all.flatMap((lives, n) => [
    ...Map.groupBy(each[n] ?? [], ({ at }) => localDay(at, lives[0]?.patient.timeZone ?? "UTC")).values(),
  ]);
  return {
    sent: sent.length,
    perPatient: rounded(sent.length / Math.max(1, all.length), 2),
    mostForOne: Math.max(0, ...each.map((one) => one.length)),
    mostADay: Math.max(0, ...days.map((one) => one.length)),
    usd: rounded(
      sent.reduce((sum, { channel, segments }) => sum + usdOf(channel, segments), 0),
      4,
    ),
  };
}

function byChannel(sent: Life["sent"]): SimulationTotals["messages"]["byChannel"] {
  const used = channels.filter((channel) => sent.some((one) => one.channel === channel));
  return Object.fromEntries(
    used.map((channel) => {
      const own = sent.filter((one) => one.channel === channel);
      const parts = own.reduce((sum, { segments }) => sum + segments, 0);
      return [channel, { messages: own.length, parts, usd: rounded(usdOf(channel, parts), 4) }];
    }),
  );
}

const stepsOf = (lives: Life[]): SimulationTotals["steps"] =>
  Object.keys(lives[0]?.definition.steps ?? {}).map((step) => ({
    step,
    entered: lives.reduce((sum, { entered }) => sum + entered.filter((one) => one === step).length, 0),
    patients: lives.filter(({ entered }) => entered.includes(step)).length,
    standing: lives.filter(({ enrollment }) => enrollment?.status === "active" && enrollment.step === step)
      .length,
  }));

function count(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** What does not add up, in words (invariant 7). */
export function sumFaults(totals: SimulationTotals, lives: Life[]): string[] {
  const { patients, enrolled, notEnrolled, active, outcomes, messages } = totals;
  const { fates, notSent, byChannel: channelCounts } = messages;
  const outreaches = lives.reduce((all, { outreaches }) => all + outreaches.size, 0);
  const unsent = (fates.suppressed ?? 0) + (fates.cancelled ?? 0) + (fates.failed ?? 0);
  return [
    enrolled + notEnrolled === patients ? "" : "patients do not add up",
    active + sum(outcomes) === enrolled ? "" : "enrollments do not add up",
    sum(fates) === outreaches ? "" : "outreaches do not add up",
    sum(notSent) === unsent ? "" : "reasons do not add up",
    Object.values(channelCounts).reduce((all, { messages: n }) => all + n, 0) === messages.sent
      ? ""
      : "channels do not add up",
  ].filter(Boolean);
}
