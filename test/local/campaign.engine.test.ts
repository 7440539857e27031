import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dynoxideCommand } from "#lib/adapters/local/engine/commands.ts";
import { openOperation, workOn } from "#lib/usecases/operations/operate.ts";
import { fluShot } from "#test/support/flu-shot.ts";
import { type Started, started } from "./support.ts";

const here = dynoxideCommand(0, undefined) !== undefined;
const count = 14;

const campaign = {
  ...{ id: "c", audience: { list: "everybody" }, send: { template: "flu-shot" } },
  throttle: { perHour: 7 },
};
const csv = { "content-type": "text/csv" };

/** Patients, a template and a list that came in two parts, all by HTTP. */
async function prepared({ call }: Started): Promise<void> {
  const people = Array.from({ length: count }, (_, n) =>
    call("POST", "/v1/patients", {
      body: {
        ...{ reference: `p${n}`, name: { given: "P", family: String(n) }, timeZone: "America/Chicago" },
        contactPoints: [{ channel: "sms", address: `+1312555${1000 + n}` }],
      },
    }),
  );
  expect(new Set((await Promise.all(people)).map(({ status }) => status))).toEqual(new Set([201]));
  await call("PUT", "/v1/templates/flu-shot", { body: fluShot });
  await call("POST", "/v1/templates/flu-shot/publish");
  const lines = (from: number, to: number) =>
    `reference\n${Array.from({ length: to - from }, (_, n) => `p${from + n}`).join("\n")}\n`;
  const part = (n: number, text: string) =>
    call("POST", `/v1/lists/everybody/parts/${n}`, { body: text, headers: csv });
  expect((await part(1, lines(0, 9))).body).toMatchObject({ rows: 9, patients: 9 });
  expect((await part(2, `${lines(8, count)}nobody\n`)).body).toMatchObject({ left: { unknown: 1 } });
  const made = await call("POST", "/v1/lists/everybody/complete", { body: { parts: 2 } });
  expect(made.status).toBe(202);
  const { body: done } = await call("GET", "/v1/operations/list-everybody");
  expect(done).toMatchObject({ status: "done", counts: { patients: count, duplicate: 1 } });
}

async function approved({ call, tokens }: Started): Promise<void> {
  const put = await call("PUT", "/v1/campaigns/c", { body: campaign });
  const token = await tokens.mint({ username: "second" });
  const headers = {
    ...{ authorization: `Bearer ${token}`, "if-match": put.headers.get("etag") as string },
    "idempotency-key": "approve-c",
  };
  const first = await call("POST", "/v1/campaigns/c/approve", { headers });
  const again = await call("POST", "/v1/campaigns/c/approve", { headers });
  expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
  const { "idempotency-key": _, ...anew } = headers;
  expect((await call("POST", "/v1/campaigns/c/approve", { headers: anew })).status).toBe(412);
}

const to = ({ call }: Started, instant: string) => call("POST", "/local/clock", { body: { to: instant } });
const addresses = async ({ call }: Started): Promise<string[]> => {
  const { items } = (await call("GET", "/local/outbox?limit=1000")).body as { items: { address: string }[] };
  return items.map(({ address }) => address);
};

describe.skipIf(!here)("a campaign on the embedded engine, by HTTP", () => {
  it("begun twice, worked on by two at once and broken off half-way, reaches everybody once", async () => {
    const data = mkdtempSync(join(tmpdir(), "followthrough-"));
    const run = { engine: "dynoxide" as const, data };
    try {
      const first = await started(run);
      await prepared(first);
      await approved(first);
      const { ports } = first.host.system;
      const twice = [0, 1].map(async () => {
        await openOperation(ports, "campaign-c-1");
        await workOn(ports, "campaign-c-1", 0);
      });
      await Promise.all(twice);
      await to(first, "2026-06-01T15:40:00Z");
      const before = await addresses(first);
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(count);
      expect(first.errors).toEqual([]);
      await first.stop();

      const second = await started({ ...run, clock: "2026-06-01T15:40:00.000Z" });
      try {
        await to(second, "2026-06-02T20:00:00Z");
        const all = [...before, ...(await addresses(second))];
        expect([all.length, new Set(all).size]).toEqual([count, count]);
        const report = (await second.call("GET", "/v1/campaigns/c/report")).body as { fates: object };
        expect(report).toMatchObject({ targeted: count, fates: { delivered: count }, notPlanned: {} });
        expect((await second.call("GET", "/v1/campaigns/c")).body).toMatchObject({ status: "finished" });
        expect(second.errors).toEqual([]);
      } finally {
        await second.stop();
      }
    } finally {
      rmSync(data, { recursive: true });
    }
  });
});

describe("a campaign by HTTP", () => {
  it("lets nothing leave once its stop was answered, and says so of each", async () => {
    const local = await started();
    try {
      await prepared(local);
      await approved(local);
      await to(local, "2026-06-01T15:30:00Z");
      expect((await local.call("POST", "/v1/campaigns/c/stop")).body).toMatchObject({ status: "stopped" });
      const before = await addresses(local);
      await to(local, "2026-06-03T20:00:00Z");
      expect(await addresses(local)).toEqual(before);
      const { body: report } = await local.call("GET", "/v1/campaigns/c/report");
      const { fates, reasons, notPlanned } = report as Record<string, Record<string, number>>;
      expect((fates?.delivered ?? 0) + (reasons?.campaign_stopped ?? 0) + (notPlanned?.stopped ?? 0)).toBe(
        count,
      );
      expect(local.errors).toEqual([]);
    } finally {
      await local.stop();
    }
  });
});
