import { optOutRequest } from "../consent/opt-out-request.ts";
import type { Fault } from "../errors.ts";
import type { Policy } from "../policy/policy.ts";
import { directed } from "./direction.ts";
import { type Segments, segmentsOf } from "./segments.ts";
import { example, longest, written } from "./stand-ins.ts";
import type { TemplateDraft, Variant } from "./template.ts";

/** A fourth part costs more than a link that says the rest. */
const mostSegments = 3;

type Clinic = Pick<Policy, "clinicName" | "clinicPhone">;

/** Its parts with usual values and with the longest plausible ones, and what its author would replace to have fewer. */
export type SmsParts = {
  usual: Pick<Segments, "encoding" | "segments">;
  longest: Pick<Segments, "encoding" | "segments">;
  /** Letters of its own that are not in GSM-7. */
  culprits: string[];
};

export function smsPartsOf(draft: TemplateDraft, variant: Variant, clinic: Clinic): SmsParts | undefined {
  const source = directed(variant);
  const [usual, most] = [example(draft), longest(draft, clinic)].map((values) =>
    written(source, "sms", values),
  );
  if (usual === undefined || most === undefined) return undefined;
  const short = ({ encoding, segments }: Segments) => ({ encoding, segments });
  return {
    usual: short(segmentsOf(usual)),
    longest: short(segmentsOf(most)),
    culprits: segmentsOf(variant.body).culprits,
  };
}

export function smsFaults(draft: TemplateDraft, variant: Variant): Fault[] {
  const { segments } = segmentsOf(written(variant.body, "sms", example(draft)) ?? "");
  const asked = optOutRequest(variant.body);
  return [
    ...(segments > mostSegments
      ? [{ pointer: "/body", detail: `It takes ${segments} parts: shorten it to ${mostSegments} at most.` }]
      : []),
    ...(asked
      ? [
          {
            pointer: "/body",
            detail: `${asked} opts a patient out of everything: ask for 1, 2, 3, C or R instead.`,
          },
        ]
      : []),
  ];
}

/** A character beyond GSM-7, with what it costs; and names so long that a part more is billed. */
export function encodingWarnings(draft: TemplateDraft, variant: Variant, clinic: Clinic): Fault[] {
  const parts = variant.channel === "sms" ? smsPartsOf(draft, variant, clinic) : undefined;
  if (!parts) return [];
  const { usual, culprits } = parts;
  const warning = (detail: string): Fault => ({ pointer: "/body", detail });
  const dear = `${culprits.join(" ")} makes every part hold 70 characters instead of 160, ${usual.segments} in all: replace it if you can.`;
  const long = `With long names it takes ${parts.longest.segments} parts: shorten it.`;
  return [
    ...(culprits.length > 0 ? [warning(dear)] : []),
    ...(parts.longest.segments > mostSegments && usual.segments <= mostSegments ? [warning(long)] : []),
  ];
}

/** CTIA Messaging Principles 5.1.3 and 47 CFR 64.1200(a)(7)(i)(B): say how to stop. */
export function marketingWarnings({ purpose }: TemplateDraft, { channel, body }: Variant): Fault[] {
  if (purpose !== "marketing" || channel !== "sms" || /\bSTOP\b/.test(body)) return [];
  return [{ pointer: "/body", detail: 'Add "Reply STOP to opt out." to marketing texts.' }];
}
