import type { RobotSign } from "../message.ts";
import { claimsKeptMs } from "../reach/claims.ts";
import type { Instant } from "../words.ts";
import { autoReplyWords } from "./auto-reply-words.ts";
import { heard } from "./heard.ts";
import { lexicon, within } from "./lexicon.ts";

/** What an address said and was told lately; `before` without the message in hand. Any order. */
export type Talk = {
  before: { text: string; at: Instant }[];
  /** When messages of ours left to it. */
  sentAt: Instant[];
  /** Automatic answers within the last hour, and how many it may have (policy `robots`). */
  answers: number;
  mostAnswers: number;
};

const words = lexicon(autoReplyWords);

/** A text this long, said this often within a day, is nobody's own. Short ones ("ok", "1") people do repeat. */
const longEnough = 4;
const sameWithin = 24 * 3_600_000;
const mostSame = 3;
/** Nobody writes this much in ten minutes. */
const floodWithin = 10 * 60_000;
const mostInFlood = 10;
/** How far back what was said tells anything: claims, by which it is known when ours left, are kept as long. */
export const talkMs = claimsKeptMs;
/** More of it tells nothing new: a flood is one of ten. */
export const mostTalk = 100;

/** Nobody reads and answers within two seconds of our sending, and three times in a row. */
const instantWithin = 2_000;
const instantRow = 3;

/** Whether its own words say that a machine wrote it. */
export const isAutoReply = (text: string): boolean =>
  heard(text).clauses.some((clause) => within(words, clause) !== undefined);

/** Whether a message is a machine's, by its own words or by how it talks; undefined where nothing says so. */
export function robotSign(said: { text: string; at: Instant }, talk: Talk): RobotSign | undefined {
  if (isAutoReply(said.text)) return "auto_reply";
  const { clauses, text } = heard(said.text);
  if (talk.answers >= talk.mostAnswers) return "loop";
  const since = (ms: number) => talk.before.filter(({ at }) => Date.parse(said.at) - Date.parse(at) < ms);
  if (since(floodWithin).length >= mostInFlood - 1) return "flood";
  const same = since(sameWithin).filter((other) => heard(other.text).text === text);
  if (clauses.flat().length >= longEnough && same.length >= mostSame - 1) return "repeated";
  return isInstant([said, ...talk.before], talk.sentAt) ? "instant" : undefined;
}

/** The last few came at different moments, each at once after something of ours had left. */
function isInstant(all: { at: Instant }[], sentAt: Instant[]): boolean {
  const last = [...new Set(all.map(({ at }) => at))].sort().slice(-instantRow);
  return last.length === instantRow && last.every((at) => sentAt.some((sent) => isAtOnce(sent, at)));
}

function isAtOnce(sent: Instant, at: Instant): boolean {
  const after = Date.parse(at) - Date.parse(sent);
  return after >= 0 && after <= instantWithin;
}
