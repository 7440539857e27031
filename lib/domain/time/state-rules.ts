import type { Week, Window } from "../policy/parts.ts";
import { type Channel, numberChannels, type Purpose } from "../words.ts";

/**
 * Hours that the law sets for calls and texts, by the recipient's clock. The statutes speak of solicitations; by
 * default (`stateRules: "all"`) every class below safety keeps to them, which is narrower than they ask. A number of
 * the state's area codes counts as the state's: Florida 501.059(8)(d) and Oklahoma's act presume so. Only rules whose
 * text was at hand are here: a customer in another state sets its policy's hours.
 */
export type HoursRule = {
  /** USPS code; `US` for everywhere. */
  state: string;
  /** The day it came into force. */
  since: string;
  window: Window;
  areaCodes: readonly string[];
  source: string;
};

const federal: HoursRule = {
  state: "US",
  since: "1992-12-20",
  window: { from: "08:00", to: "21:00" },
  areaCodes: [],
  source: "47 CFR 64.1200(c)(1)",
};

const codes = (list: string): string[] => list.split(" ");
const eightToEight: Window = { from: "08:00", to: "20:00" };

export const stateRules: readonly HoursRule[] = [
  {
    state: "FL",
    since: "2021-07-01",
    window: eightToEight,
    areaCodes: codes(
      "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
    ),
    source: "Florida Statutes 501.616(6)(a)",
  },
  {
    state: "MD",
    since: "2024-01-01",
    window: eightToEight,
    areaCodes: codes("227 240 301 410 443 667"),
    source: "Maryland Commercial Law 14-4502 (Stop the Spam Calls Act of 2023)",
  },
  {
    state: "OK",
    since: "2022-11-01",
    window: eightToEight,
    areaCodes: codes("405 539 572 580 918"),
    source: "Oklahoma Telephone Solicitation Act of 2022 (HB 3168)",
  },
  {
    state: "WA",
    since: "2022-06-09",
    window: eightToEight,
    areaCodes: codes("206 253 360 425 509 564"),
    source: "RCW 19.158.040(2)",
  },
];

/** Most numbers and patients are of none of them, and need not be compared with each. */
const ruled: ReadonlySet<string> = new Set(
  stateRules.flatMap(({ state, areaCodes }) => [state, ...areaCodes]),
);
const federalAlone = [federal];

/** A patient's state attribute as a USPS code, where it is one. */
export const stateOf = (attribute: unknown): string | undefined =>
  typeof attribute === "string" && /^[A-Za-z]{2}$/.test(attribute) ? attribute.toUpperCase() : undefined;

export type Called = {
  channel: Channel;
  purpose: Purpose;
  address?: string | undefined;
  state?: string | undefined;
};

/** The rules that bound a message to somebody there, on that day (YYYY-MM-DD). Only calls and texts are bounded. */
export function rulesFor(
  called: Called,
  which: "all" | "marketing" | "off",
  date: string,
): readonly HoursRule[] {
  if (!numberChannels.has(called.channel)) return [];
  if (which === "off" || (which === "marketing" && called.purpose !== "marketing")) return federalAlone;
  const area = called.address?.startsWith("+1") ? called.address.slice(2, 5) : "";
  if (!ruled.has(area) && !ruled.has(called.state ?? "")) return federalAlone;
  const there = stateRules.filter(
    ({ state, since, areaCodes }) => since <= date && (state === called.state || areaCodes.includes(area)),
  );
  return [federal, ...there];
}

/** The same week with every day narrowed to what all the rules allow; that very week where they narrow nothing. */
export function within(week: Week, rules: readonly HoursRule[]): Week {
  let { weekday, saturday, sunday } = week;
  for (const { window } of rules) {
    weekday = narrower(weekday, window);
    saturday = narrower(saturday, window);
    sunday = narrower(sunday, window);
  }
  const isAsWide = weekday === week.weekday && saturday === week.saturday && sunday === week.sunday;
  return isAsWide ? week : { ...week, weekday, saturday, sunday };
}

/** HH:MM sorts as text. What is left may be nothing: then it ends before it begins, and the day is closed. */
function narrower(a: Window, b: Window): Window {
  const opens = a.from >= b.from ? a : b;
  const closes = a.to <= b.to ? a : b;
  return opens === closes ? opens : { from: opens.from, to: closes.to };
}
