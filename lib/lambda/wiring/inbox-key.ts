import { type Key, primaryKey } from "#lib/adapters/dynamodb/keys.ts";

/** Where the state machine puts its token. */
export const inboxKey = (enrollmentId: string): Key => primaryKey.inbox(enrollmentId);
