import { momentOf } from "../content/variables.ts";
import { localParts } from "../time/time.ts";
import type { Instant } from "../words.ts";

const withYear: Record<string, (date: string, year: string) => string> = {
  en: (date, year) => `${date}, ${year}`,
  es: (date, year) => `${date} de ${year}`,
};

/** The day as a letter writes it; in a language we have no names for, the figures of ISO 8601. */
export function letterDay(at: Instant, timeZone: string, language: string): string {
  const date = momentOf(at, timeZone, language).date as string;
  const words = withYear[language.toLowerCase().split("-")[0] as string];
  return words ? words(date, localParts(at, timeZone).date.slice(0, 4)) : date;
}
