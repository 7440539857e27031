import type { Left } from "#lib/adapters/local/outbox.ts";
import type { ReachAddress } from "#lib/domain/reach/reach.ts";
import type { Channel, Instant } from "#lib/domain/words.ts";
import type { PatientFile } from "../mirror.ts";

/** One bubble on a patient's phone: what came to one of their addresses, or what they said. */
export type Bubble = {
  id: string;
  from: "clinic" | "patient";
  channel: Channel;
  at: Instant;
  text: string;
  subject?: string;
  outreachId?: string;
  understood?: string;
};

export type ByAddress = Map<string, Left[]>;

const addressOf = ({ channel, address }: Pick<ReachAddress, "channel" | "address">) =>
  `${channel} ${address}`;

export const byAddress = (left: Left[]): ByAddress => Map.groupBy(left, addressOf);

/** Everything on a patient's phone, oldest first. A phone that is shared shows what its other owner got as well. */
export function threadOf(file: PatientFile, outbox: ByAddress): Bubble[] {
  const addresses = file.one("reach")?.addresses ?? [];
  const got = addresses.flatMap((address) => outbox.get(addressOf(address)) ?? []).map(received);
  const said = file.all("message").map(({ data }): Bubble => {
    const { id, channel, at, text, understood } = data;
    return { id, from: "patient", channel, at, text, understood };
  });
  const order = ({ outreachId, id }: Bubble) => file.orderOf(outreachId ?? id);
  return [...got, ...said].toSorted((a, b) => (a.at === b.at ? order(a) - order(b) : a.at < b.at ? -1 : 1));
}

const received = ({ providerId, channel, at, body, subject, outreachId }: Left): Bubble => ({
  id: providerId,
  from: "clinic",
  channel,
  at,
  text: body,
  outreachId,
  ...(subject && { subject }),
});
