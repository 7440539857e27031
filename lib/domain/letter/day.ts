import { momentOf } from "../content/variables.ts";
import type { Instant } from "../words.ts";

const withYear: Record<string, (date: string, year: string) => string> = {
  en: (date, year) => `${date}, ${year}`,
  es: (date, year) => `${date} de ${year}`,
};

/** The day as a letter writes it; in a language we have no names for, the figures of ISO 8601. */
export function letterDay(at: Instant, timeZone: string, language: string): string {
  const { date = "" } = momentOf(at, timeZone, language);
  const iso = momentOf(at, timeZone, "und").date ?? "";
  const words = withYear[language.split("-")[0]?.toLowerCase() ?? ""];
  return words ? words(date, iso.slice(0, 4)) : date;
}
