/**
 * A birth date as people type it into three fields; undefined where it is none. Leading zeros and blanks are fine, and
 * so are Arabic-Indic and Persian digits, which some keyboards write.
 */
export function birthDateOf(fields: { year?: string; month?: string; day?: string }): string | undefined {
  const [year, month, day] = [fields.year, fields.month, fields.day].map(numberOf);
  if (year === undefined || month === undefined || day === undefined || year < 1850) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const text = date.toISOString().slice(0, 10);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? text : undefined;
}

function numberOf(text = ""): number | undefined {
  const digits = asciiDigits(text.trim());
  return /^\d{1,4}$/.test(digits) ? Number(digits) : undefined;
}

export const asciiDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) as number) & 15));
