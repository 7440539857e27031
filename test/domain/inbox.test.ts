import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyInbox, withNews } from "#lib/domain/inbox.ts";
import { aTuesday } from "#test/support/builders.ts";

const news = (key: string) => ({ at: aTuesday, type: "appointment.moved", key });

it("counts news without a gap, once per key", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (keys) => {
      const box = keys.reduce((b, k) => withNews(b, news(`k${k}`)), emptyInbox("enr"));
      expect(box.news.map((n) => n.seq)).toEqual(box.news.map((_, i) => i + 1));
      expect(box.newsSeq).toBe(new Set(keys).size);
      expect(box.news.map((n) => n.key)).toEqual([...new Set(keys)].map((k) => `k${k}`));
    }),
  );
});

it("is empty when it is opened", () =>
  expect(emptyInbox("enr")).toEqual({ enrollmentId: "enr", newsSeq: 0, news: [], keys: [] }));

it("is the very same box where the news is known, though it was read and emptied", () => {
  const box = { ...withNews(emptyInbox("enr"), news("a")), news: [] };
  expect(withNews(box, news("a"))).toBe(box);
});

it("remembers fifty keys", () => {
  const keys = Array.from({ length: 60 }, (_, i) => `k${i}`);
  const box = keys.reduce((b, k) => withNews(b, news(k)), emptyInbox("enr"));
  expect(box.keys).toEqual(keys.slice(10));
});
