import * as z from "zod";
import { PortalMessage } from "../portal-message.ts";
import { MessageLine, revision } from "./person-views.ts";
import { Paging, page, type Route } from "./route.ts";
import { ReadReason } from "./task-routes.ts";

const reads = { tag: "Portal inbox", scope: "inbox.read", phi: true } as const;
const writes = { tag: "Portal inbox", scope: "inbox.write", phi: true } as const;

const InboxMessageView = PortalMessage.extend(revision);
/** What a list of the inbox shows: the subject was written for it, and the text is read one by one. */
const InboxMessageLine = InboxMessageView.omit({ body: true, account: true });

const ReplyBody = z.strictObject({
  text: z.string().trim().min(1).max(2000),
  /** The portal's own name of the reply: the same one again is the same reply. */
  reference: z.string().min(1).max(100),
});

/** What a patient portal reads and writes: it shows the inbox, and asks who its user is itself. */
export const inboxRoutes = {
  listInbox: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/inbox",
    summary: "List a patient's portal inbox, oldest first: subjects, and whether each was read",
    query: Paging,
    answer: page(InboxMessageLine),
  },
  readInboxMessage: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/inbox/{inboxMessageId}",
    summary: "Read a message of the inbox; the reading and its reason go into the audit trail",
    query: z.strictObject({ reason: ReadReason }),
    answer: InboxMessageView,
  },
  markInboxMessageRead: {
    ...writes,
    method: "POST",
    path: "/v1/patients/{patientId}/inbox/{inboxMessageId}/read",
    summary: "Say that the patient opened it: the receipt of the message",
    answer: InboxMessageLine,
    idempotent: true,
  },
  replyInInbox: {
    ...writes,
    method: "POST",
    path: "/v1/patients/{patientId}/inbox/{inboxMessageId}/replies",
    summary: "Say what the patient answered: it is heard like any reply, STOP too",
    body: ReplyBody,
    answer: MessageLine,
    status: 201,
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
