import type { inboxRoutes } from "#lib/domain/api/inbox-routes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { byOf, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { fetchInboxMessage, markInboxMessageRead } from "#lib/usecases/portal/portal-inbox.ts";
import { patientsOwn } from "#lib/usecases/read/find.ts";

type Params = { patientId: string; inboxMessageId: string };

const which = ({ params }: { params: Params }) => ({
  patientId: params.patientId,
  messageId: params.inboxMessageId,
});

export const inbox = {
  listInbox: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "portalMessage", params.patientId, pageOf(query))),
  readInboxMessage: async (ports, call) =>
    one(await fetchInboxMessage(ports, which(call), { ...byOf(call), reason: call.query.reason })),
  markInboxMessageRead: async (ports, call) =>
    one(await markInboxMessageRead(ports, which(call), byOf(call))),
  /** What hears a reply is read with the first one: no other answer of the API needs it. */
  replyInInbox: async (ports, call) => {
    const { replyInPortal } = await import("#lib/usecases/portal/reply.ts");
    const message = await replyInPortal(ports, { ...which(call), ...call.body });
    if (!message) throw new Refusal("not_found");
    return { body: message };
  },
} satisfies HandlersOf<typeof inboxRoutes, CorePorts>;
