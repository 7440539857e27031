import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { letterBucket, letterClient } from "#lib/adapters/letter/bucket.ts";
import type { guardedPost, Posted } from "#lib/adapters/letter/guarded-post.ts";
import { letterChannel } from "#lib/adapters/letter/send.ts";
import { printVendor } from "#lib/adapters/letter/vendor.ts";
import { readBack, textOf } from "#test/support/letters.ts";
import { type S3Answer, s3Wire } from "#test/support/s3-wire.ts";
import { channelContract, envelopeFor, type Mood } from "../channel.contract.ts";

const sender = ["Riverside Health", "1 River Rd", "Chicago IL 60601"];
const home = "12 Oak St\nApt 3\nBoston MA 02108";
/** What the post could not find. */
const addressFor = (mood: Mood): string => (mood === "refuses" ? "behind the mill" : home);

const s3Answers: Record<Mood, S3Answer> = {
  accepts: { status: 200 },
  refuses: { status: 200 },
  "opted-out": { status: 403, code: "AccessDenied" },
  throttles: { status: 503, code: "SlowDown" },
  "times-out": { throws: Object.assign(new Error(`timeout at ${home}`), { name: "TimeoutError" }) },
};

function bucketRig(mood: Mood, answer: S3Answer = s3Answers[mood]) {
  const wire = s3Wire(answer);
  return {
    port: letterChannel({ sender, handOver: letterBucket(letterClient(wire.config), "letters-riverside") }),
    address: addressFor(mood),
    calls: () => wire.requests.length,
    context: () => {
      const [, outreachId = "", attempt] =
        /letters\/(\w+)\/(\d+)\.pdf/.exec(wire.requests[0]?.path ?? "") ?? [];
      return { outreachId, attempt: Number(attempt) };
    },
    requests: wire.requests,
  };
}
channelContract("a letter into the bucket", bucketRig, { refusesOptOuts: false });

const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const vendorAnswers: Record<Mood, Posted> = {
  accepts: { status: 202 },
  refuses: { status: 202 },
  "opted-out": { status: 401 },
  throttles: { status: 429 },
  "times-out": { left: true, code: "ECONNRESET" },
};

const now = "2026-11-22T17:00:00.000Z";

function vendorRig(mood: Mood, answer: Posted = vendorAnswers[mood]) {
  const posts: Parameters<typeof guardedPost>[] = [];
  const post = async (...request: Parameters<typeof guardedPost>) => {
    posts.push(request);
    return answer;
  };
  const url = new URL("https://print.example.com/letters");
  return {
    port: letterChannel({ sender, handOver: printVendor({ url, secret, now: () => now, post }) }),
    address: addressFor(mood),
    calls: () => posts.length,
    context: () => {
      const { data } = JSON.parse(posts[0]?.[1] ?? "{}");
      return { outreachId: data.outreachId, attempt: data.attempt };
    },
    posts,
  };
}
channelContract("a letter to a print vendor", vendorRig, { refusesOptOuts: false });

type Sent = Awaited<ReturnType<ReturnType<typeof bucketRig>["port"]["send"]>>;
const sent = ({ port }: Pick<ReturnType<typeof bucketRig>, "port">, more = {}): Promise<Sent> =>
  port.send({ ...envelopeFor(port, home), ...more });

describe("a letter in the bucket", () => {
  it("lies under its outreach and attempt, is written only where none lies, and names nobody", async () => {
    const rig = bucketRig("accepts");
    const result = await sent(rig);
    const [request] = rig.requests;
    expect(request?.path).toMatch(/^\/letters\/out_[\w]+\/2\.pdf$/);
    expect(request?.headers).toMatchObject({
      "if-none-match": "*",
      "content-type": "application/pdf",
      "x-amz-meta-attempt": "2",
      "x-amz-meta-format": "standard",
    });
    expect(JSON.stringify(request?.headers)).not.toMatch(/Maria|Oak|Boston/);
    const pdf = textOf(await readBack(request?.body as Buffer));
    for (const text of ["Maria Lopez", "12 Oak St", "Your visit, Maria", "your visit is at 10:00"])
      expect(pdf).toContain(text);
    expect(result).toMatchObject({ outcome: "accepted" });
    expect(pdf).toContain(result.outcome === "accepted" && result.providerId);
  });

  it("that is there already was handed over: it is the same letter", async () => {
    const there = await sent(bucketRig("accepts", { status: 412, code: "PreconditionFailed" }));
    expect(there).toEqual(await sent(bucketRig("accepts")));
  });

  it("is refused where the bucket is closed to us", async () => {
    const closed = bucketRig("accepts", { status: 403, code: "AccessDenied" });
    expect(await sent(closed)).toMatchObject({ outcome: "refused", code: "account" });
  });

  it.each([
    ["a fault of the service", { status: 500, code: "InternalError" }],
    ["another delivery that writes it just now", { status: 409, code: "ConditionalRequestConflict" }],
  ])("is not known to be there after %s", async (_, answer) => {
    await expect(sent(bucketRig("accepts", answer))).rejects.toThrow(`not known (${answer.code})`);
  });
});

describe("a letter that cannot be printed", () => {
  it.each([
    ["Arabic", { body: "مرحبا" }, { outcome: "refused", code: "content", detail: "script" }],
    [
      "too many pages",
      { body: "word ".repeat(3_000) },
      { outcome: "refused", code: "content", detail: "too_long" },
    ],
    [
      "no name above the address",
      { paper: undefined },
      { outcome: "refused", code: "address_invalid", detail: "no_postal_address" },
    ],
  ])("is refused for %s before anything leaves", async (_, more, expected) => {
    const rig = bucketRig("accepts");
    expect(await sent(rig, more)).toEqual(expected);
    expect(rig.calls()).toBe(0);
  });
});

describe("a letter to a print vendor", () => {
  it("is signed so that the Standard Webhooks library verifies it, and has one id however often it comes", async () => {
    const rig = vendorRig("accepts");
    await sent(rig);
    await sent(rig);
    const [[url, body, headers] = [], again] = rig.posts;
    expect(url?.href).toBe("https://print.example.com/letters");
    const webhook = new Webhook(secret);
    const [timestamp, signature] = [headers?.["webhook-timestamp"], headers?.["webhook-signature"]];
    expect(webhook.sign(headers?.["webhook-id"] as string, new Date(now), body as string)).toBe(signature);
    expect(Number(timestamp)).toBe(Date.parse(now) / 1000);
    expect(again?.[2]["webhook-id"]).toBe(headers?.["webhook-id"]);
    const { data } = JSON.parse(body as string);
    expect(textOf(await readBack(Buffer.from(data.pdf, "base64")))).toContain("12 Oak St");
    expect(data).toMatchObject({ attempt: 2, pages: 1, format: "standard", reference: expect.any(String) });
  });

  it.each([
    [{ status: 422 }, { outcome: "refused", code: "content" }],
    [{ status: 401 }, { outcome: "refused", code: "account" }],
    [{ status: 302 }, { outcome: "refused", code: "account" }],
    [
      { left: false, code: "EINNER" },
      { outcome: "refused", code: "account" },
    ],
    [{ left: false, code: "ECONNREFUSED" }, { outcome: "throttled" }],
    [{ left: false, code: "CERT_HAS_EXPIRED" }, { outcome: "throttled" }],
  ] as const)("that answers %j", async (answer, expected) => {
    expect(await sent(vendorRig("accepts", answer))).toMatchObject(expected);
  });

  it.each([{ status: 500 }, { status: 408 }, { left: true, code: "TimeoutError" }])(
    "that ends with %j may have it: nobody sends it again",
    async (answer) => {
      await expect(sent(vendorRig("accepts", answer))).rejects.toThrow("not known");
    },
  );
});
