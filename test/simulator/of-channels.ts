import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Faults } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";
import { lineOf } from "./lines.ts";
import { policyOf } from "./of-policies.ts";

const windowMs = 24 * 3_600_000;
const skewMs = 2_000;

/** 16. On WhatsApp what Meta has not approved leaves only within a day of what somebody wrote from that number. */
export const withinConversation = ({ left, wroteMs }: Evidence): Faults =>
  left.flatMap(({ envelope: { channel, address, approved, outreachId }, claim }) => {
    if (channel !== "whatsapp" || approved || !claim) return [];
    const wrote = wroteMs.get(lineOf(channel, address)) ?? 0;
    return claim.atMs - wrote < windowMs + skewMs
      ? []
      : [`${outreachId} left, and nobody had written for a day`];
  });

/** 16. A call by a machine says at which number to stop the calls: 47 CFR 64.1200(b)(2). */
export const saysHowToStop = ({ left, policies }: Evidence): Faults =>
  left.flatMap(({ envelope: { channel, body, outreachId }, claim }) => {
    if (channel !== "voice" || !claim) return [];
    const said = digitsOf(body);
    const known = policyOf(policies, claim).map(numberOf);
    return known.some((number) => number && said.endsWith(number))
      ? []
      : [`${outreachId} does not say how to stop`];
  });

const digitsOf = (text: string): string => text.replace(/\D/g, "");
/** With the key to press, where there is a line that takes one. */
const numberOf = ({ stopLine, clinicPhone }: Policy): string =>
  stopLine ? `${digitsOf(stopLine)}9` : digitsOf(clinicPhone);

/** 16. Nothing goes to a line that somebody who knows has said is not the patient's: a wrong number, a letter brought back. */
export const nothingToAStranger = ({ left, wrong }: Evidence): Faults =>
  left.flatMap(({ envelope: { channel, address, outreachId }, claim }) => {
    if (!claim) return [];
    const line = lineOf(channel, address);
    const told = wrong.some(
      (one) => one.line === line && one.patientId === claim.patient.id && one.fromMs < claim.atMs,
    );
    return told ? [`${outreachId} left to ${channel} of somebody else's`] : [];
  });
