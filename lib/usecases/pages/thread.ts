import type { Message } from "#lib/domain/message.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Ports } from "#lib/ports.ts";

const mostShown = 20;

/** What the patient wrote to us, newest first. */
export async function ownMessages(
  { records }: Pick<Ports, "records">,
  { patientId }: Session,
): Promise<Message[]> {
  const { items } = await records.list({ kind: "message", of: "patient", patientId }, { limit: 100 });
  return items
    .map(({ data }) => data)
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, mostShown);
}
