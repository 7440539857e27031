import { type CountryCode, ParseError, parsePhoneNumberWithError } from "libphonenumber-js/max";

/** Google's kinds of line. A US number is mostly FIXED_LINE_OR_MOBILE: only the carrier knows which. */
export type PhoneType = NonNullable<ReturnType<ReturnType<typeof parsePhoneNumberWithError>["getType"]>>;

export type PhoneFault = "not_a_number" | "too_short" | "too_long" | "invalid";

export type Phone =
  | { ok: true; e164: string; type?: PhoneType; extension?: string }
  | { ok: false; reason: PhoneFault };

const faults: Record<string, PhoneFault> = {
  NOT_A_NUMBER: "not_a_number",
  TOO_SHORT: "too_short",
  TOO_LONG: "too_long",
};

/** What may stand before a number ("Home: ", "tel:"). Behind it nothing may, else part of a number would be taken for it. */
const label = /^[^+＋(（\p{Nd}]+/u;

/**
 * A phone number as people and EHRs write it → E.164, read in a region (ISO 3166-1 alpha-2) where it names no country.
 * Valid means that its numbering plan assigns such numbers: area code 555 is not one. The `max` metadata: `min` (72 KB less)
 * knows neither kinds of line nor unassigned area codes, and `mobile` (57 KB less) calls every landline abroad invalid.
 * A number with an extension is a switchboard: text messages do not reach a person there.
 */
export function parsePhone(text: string, region = "US"): Phone {
  try {
    const number = text.replace(label, "");
    const phone = parsePhoneNumberWithError(number, {
      defaultCountry: region as CountryCode,
      extract: false,
    });
    if (!phone.isValid()) return { ok: false, reason: "invalid" };
    const type = phone.getType();
    return {
      ok: true,
      e164: phone.number,
      ...(type && { type }),
      ...(phone.ext && { extension: phone.ext }),
    };
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, reason: faults[error.message] ?? "invalid" };
    throw error;
  }
}
