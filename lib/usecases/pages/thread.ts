import type { Message } from "#lib/domain/message.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Ports } from "#lib/ports.ts";

const mostShown = 20;

/** What the patient wrote to us, newest first. */
export async function ownMessages(
  { records }: Pick<Ports, "records">,
  { patientId }: Session,
): Promise<Message[]> {
  const wrote = { kind: "message", of: "talk", patientId } as const;
  const { items } = await records.list(wrote, { limit: mostShown, newestFirst: true, last: true });
  return items.map(({ data }) => data);
}
