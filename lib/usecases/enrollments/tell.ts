import type { News } from "#lib/domain/enrollment.ts";
import { withNews } from "#lib/domain/inbox.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/**
 * Puts news into an enrollment's inbox and raises its number, once per key. The change itself wakes the execution
 * (react.ts): whoever dies in between, the stream does not.
 */
export function tellEnrollment(
  ports: Pick<Ports, "records" | "clock">,
  enrollmentId: string,
  news: Omit<News, "seq" | "at">,
): Promise<"told" | "known" | "gone"> {
  return retried(async () => {
    const inbox = await ports.records.get("inbox", enrollmentId, { consistent: true });
    if (!inbox) return "gone";
    const at = ports.clock.now();
    const data = withNews(inbox.data, { ...news, at });
    if (data === inbox.data) return "known";
    const event = {
      type: "inbox.news",
      at,
      actor: { type: "system", id: "react" },
      reason: news.type,
      cause: news.key,
    } as const;
    await ports.records.save([{ kind: "inbox", id: enrollmentId, expect: inbox.version, data, event }]);
    return "told";
  });
}
