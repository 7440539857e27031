import type { Inbox, News } from "./enrollment.ts";

const keptKeys = 50;

export const emptyInbox = (enrollmentId: string): Inbox => ({ enrollmentId, newsSeq: 0, news: [], keys: [] });

/** The inbox with one more piece of news, or the very same inbox where its key was seen. */
export function withNews(inbox: Inbox, news: Omit<News, "seq">): Inbox {
  if (inbox.keys.includes(news.key)) return inbox;
  const seq = inbox.newsSeq + 1;
  return {
    ...inbox,
    newsSeq: seq,
    news: [...inbox.news, { ...news, seq }],
    keys: [...inbox.keys, news.key].slice(-keptKeys),
  };
}
