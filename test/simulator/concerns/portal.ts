import type { Stored } from "#lib/domain/kinds.ts";
import { fetchInboxMessage, markInboxMessageRead } from "#lib/usecases/portal/portal-inbox.ts";
import { replyInPortal } from "#lib/usecases/portal/reply.ts";
import { hour } from "../events.ts";
import { alsoHas, channelsWork, messages, turnedOn } from "./channels.ts";
import { type Concern, type Hands, someTime, staff, toldAnew, type Work } from "./concern.ts";

/** A patient opens a message of the portal's, or answers it; `lot` picks which. */
export type PortalEvent = {
  do: "portal";
  what: "opens" | "answers";
  person: string;
  lot: number;
  text: string;
};

const texts = ["STOP", "STOP", "START", "1", "I want to kill myself", "is there parking at yours"];

/** An inbox that patients read and answer in; an account may be a whole family's, and be renamed. */
export const portal: Concern = {
  share: 12,

  happenings(all, context) {
    const { random } = context;
    const shared = random.chance(0.3) ? "portal-family" : undefined;
    const clocks = { fallbackAfter: { portal: random.pick(["PT3H", "P1D"]) } };
    return [
      turnedOn(["portal"], random.chance(0.8), random.chance(0.5) ? clocks : undefined),
      ...all.flatMap((person) => {
        const { reference, input } = person;
        const account = (name: string) => ({ channel: "portal" as const, address: shared ?? name });
        const renamed = { contactPoints: [...(input.contactPoints ?? []), account(`portal-${reference}-b`)] };
        const does = (what: "opens" | "answers") => ({
          ...{ do: "portal" as const, what, person: reference, text: random.pick(texts) },
          atMs: someTime(context, 4 * hour),
          lot: random.below(1000),
        });
        return [
          alsoHas(person, context, account(`portal-${reference}`), 94),
          ...(random.chance(0.4) ? [toldAnew(person, context, someTime(context, 10 * hour), renamed)] : []),
          ...messages(person, context, { templates: ["all-ways"], most: 4, name: "inbox" }),
          ...Array.from({ length: 1 + random.below(3) }, () => does("opens")),
          ...Array.from({ length: 1 + random.below(3) }, () => does("answers")),
        ];
      }),
    ];
  },

  work(event, hands) {
    if (event.do === "channels") return channelsWork(event);
    if (event.do !== "portal") return undefined;
    const patientId = hands.patientId(event.person);
    const found = hands.pick("portalMessage", event.lot, ({ data }) => data.patientId === patientId);
    if (!found) return undefined;
    const which = { patientId, messageId: found.id };
    if (event.what === "answers") return answering(hands, found, event);
    return async (core) => {
      await fetchInboxMessage(core, which, { ...staff, reason: "opened" });
      await markInboxMessageRead(core, which, staff);
    };
  },
};

/** A STOP holds for the account that the message lies in, and where the patient has another now for that one too. */
function answering(
  { world }: Hands,
  { id: messageId, data: { patientId, account } }: Stored<"portalMessage">,
  { n, text }: { n: number; text: string },
): Work {
  let atMs: number | undefined;
  const reference = `reply-${n}`;
  const accounts = (): string[] => {
    const points = world.mirror.get("patient", patientId)?.data.contactPoints ?? [];
    const own = points.flatMap((c) => (c.channel === "portal" ? [c.address] : []));
    return own.includes(account) ? [account] : [...own, account];
  };
  return async (core) => {
    const { witness } = world;
    atMs ??= Date.parse(core.clock.now());
    const before = accounts();
    if (text === "START") for (const one of before) witness.started("portal", one, atMs);
    await replyInPortal(core, { patientId, messageId, text, reference });
    const at = new Date(atMs).toISOString();
    witness.heard({ messageId: `portal ${reference}`, channel: "portal", from: account, text, at });
    if (text === "STOP")
      for (const one of accounts().filter((known) => before.includes(known)))
        witness.saidStop("portal", one, atMs);
  };
}
