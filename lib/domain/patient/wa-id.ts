/**
 * Numbers as WhatsApp keeps them that registered before their country's plan changed: pattern and what E.164 makes of it.
 * Mexico dropped the 1 before mobile numbers in August 2019 (IFT, Plan Técnico Fundamental de Numeración); Brazil put a 9
 * before all of them by 2016 (Anatel, Resolução 553/2010), and its landlines, which begin with 2 to 5, kept eight digits.
 * Argentina's 9 after 54 is E.164's own, so that nothing is to be done. WhatsApp Help Center, "About international phone
 * number format"; Cloud API, "Phone number formats".
 */
const former: readonly [pattern: RegExp, now: string][] = [
  [/^521(\d{10})$/, "52$1"],
  [/^55(\d{2})([6-9]\d{7})$/, "55$19$2"],
];

/**
 * A wa_id (digits alone) as E.164 has it today, which is how the number is kept with the patient. By rule and not by
 * libphonenumber, whose metadata (140 KB) would be read at each start of what hears replies; a test compares them.
 */
export function numberOfWaId(waId: string): string {
  const rule = former.find(([pattern]) => pattern.test(waId));
  return `+${rule ? waId.replace(...rule) : waId}`;
}
