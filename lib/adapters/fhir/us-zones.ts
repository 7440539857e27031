import { isZone } from "#lib/domain/time/time.ts";
import type { Address, Extension } from "./primitives.ts";
import { zoneExtension } from "./words.ts";

/**
 * US states and territories (USPS codes) and the time zone most of their people live in. States with two zones: 49 CFR
 * 71 says which counties are the exceptions; a patient there needs the time zone extension or an own setting.
 */
const table = `
AL Alabama America/Chicago|AK Alaska America/Anchorage|AZ Arizona America/Phoenix|AR Arkansas America/Chicago
CA California America/Los_Angeles|CO Colorado America/Denver|CT Connecticut America/New_York
DE Delaware America/New_York|DC District of Columbia America/New_York|FL Florida America/New_York
GA Georgia America/New_York|HI Hawaii Pacific/Honolulu|ID Idaho America/Boise|IL Illinois America/Chicago
IN Indiana America/Indiana/Indianapolis|IA Iowa America/Chicago|KS Kansas America/Chicago
KY Kentucky America/New_York|LA Louisiana America/Chicago|ME Maine America/New_York|MD Maryland America/New_York
MA Massachusetts America/New_York|MI Michigan America/Detroit|MN Minnesota America/Chicago
MS Mississippi America/Chicago|MO Missouri America/Chicago|MT Montana America/Denver|NE Nebraska America/Chicago
NV Nevada America/Los_Angeles|NH New Hampshire America/New_York|NJ New Jersey America/New_York
NM New Mexico America/Denver|NY New York America/New_York|NC North Carolina America/New_York
ND North Dakota America/Chicago|OH Ohio America/New_York|OK Oklahoma America/Chicago
OR Oregon America/Los_Angeles|PA Pennsylvania America/New_York|RI Rhode Island America/New_York
SC South Carolina America/New_York|SD South Dakota America/Chicago|TN Tennessee America/Chicago
TX Texas America/Chicago|UT Utah America/Denver|VT Vermont America/New_York|VA Virginia America/New_York
WA Washington America/Los_Angeles|WV West Virginia America/New_York|WI Wisconsin America/Chicago
WY Wyoming America/Denver|PR Puerto Rico America/Puerto_Rico|VI Virgin Islands America/St_Thomas
GU Guam Pacific/Guam|AS American Samoa Pacific/Pago_Pago|MP Northern Mariana Islands Pacific/Saipan`;

type State = { code: string; zone: string };
const states = new Map<string, State>();
for (const row of table.trim().split(/[|\n]/)) {
  const [, code = "", name = "", zone = ""] = /^(\S+) (.+) (\S+)$/.exec(row) ?? [];
  states.set(code.toLowerCase(), { code, zone }).set(name.toLowerCase(), { code, zone });
}

const domestic = new Set([undefined, "", "us", "usa", "united states", "united states of america"]);

export const usState = ({ state, country }: Address): State | undefined =>
  domestic.has(country?.trim().toLowerCase()) ? states.get(state?.trim().toLowerCase() ?? "") : undefined;

/** The time zone the resource names itself, else that of its US state; undefined leaves it to the customer's policy. */
export function zoneFor(
  extensions: Extension[] | undefined,
  address: Address | undefined,
): string | undefined {
  const told = zoneExtension(extensions);
  return told && isZone(told) ? told : address && usState(address)?.zone;
}
