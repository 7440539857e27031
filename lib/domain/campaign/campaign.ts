import * as z from "zod";
import { isZone } from "../time/zone.ts";
import { Actor, Channel, ChannelPlan, Duration, Instant, LocalTime, Slug } from "../words.ts";

const Zone = z.string().refine(isZone, "Give an IANA time zone, such as America/Chicago.");

const Recurrence = z.strictObject({
  /** RFC 5545, section 3.3.10. Its times are wall-clock times in `zone`. */
  rrule: z
    .string()
    .max(500)
    .regex(/^FREQ=/, "Give an RRULE such as FREQ=WEEKLY;BYDAY=MO."),
  startDate: z.iso.date(),
  time: LocalTime,
  zone: Zone,
});
export type Recurrence = z.infer<typeof Recurrence>;

const share = z.number().gt(0).max(1);

/** A segment or list × a template or journey × when, with its brakes. */
export const CampaignDraft = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(120).optional(),
  audience: z.union([z.strictObject({ segment: Slug }), z.strictObject({ list: Slug })]),
  send: z.union([
    z.strictObject({
      template: Slug,
      channels: ChannelPlan,
      variables: z.record(z.string().max(64), z.union([z.string().max(500), z.number()])).optional(),
      /** Of no use this long after its turn: not sent. */
      expiresAfter: Duration.optional(),
    }),
    z.strictObject({ journey: Slug }),
  ]),
  /** Once as soon as it is approved, without it. */
  when: z.union([z.strictObject({ at: Instant }), z.strictObject({ repeat: Recurrence })]).optional(),
  /** At most so many an hour, over all and over one channel's sender. */
  throttle: z
    .strictObject({
      perHour: z.int().min(1).max(10_000_000).default(10_000),
      perChannel: z.partialRecord(Channel, z.int().min(1)).optional(),
    })
    .default({ perHour: 10_000 }),
  /** A first share; the rest only if, `watch` later, rates of those it was sent to are at most these. */
  canary: z
    .strictObject({
      share,
      watch: Duration,
      complaints: share.default(0.001),
      optOuts: share.default(0.02),
    })
    .optional(),
});
export type CampaignDraft = z.infer<typeof CampaignDraft>;

const campaignStatuses = ["draft", "approved", "running", "paused", "stopped", "finished"] as const;

export const Campaign = z.object({
  ...CampaignDraft.shape,
  status: z.enum(campaignStatuses),
  author: Actor,
  approvedBy: Actor.optional(),
  /** The occurrence that runs, or ran last. */
  occurrence: z.int(),
  nextAt: Instant.optional(),
  /** Why it was stopped: a code. */
  reason: z.string().optional(),
});
export type Campaign = z.infer<typeof Campaign>;

/** Names one occurrence's operation and its snapshot. */
export const occurrenceId = (campaignId: string, occurrence: number): string =>
  `campaign-${campaignId}-${occurrence}`;
