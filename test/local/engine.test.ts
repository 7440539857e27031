import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dynoxideCommand } from "#lib/adapters/local/engine/commands.ts";
import { booked, type Started, started } from "./support.ts";

const here = dynoxideCommand(0, undefined) !== undefined;
const total = async (local: Started) =>
  ((await local.call("GET", "/local/outbox")).body as { total: number }).total;
const to = (local: Started, instant: string) => local.call("POST", "/local/clock", { body: { to: instant } });
const status = async ({ call }: Started, patientId: string) =>
  ((await call("GET", `/v1/patients/${patientId}/tasks`)).body as { items: { status: string }[] }).items;

describe.skipIf(!here)("the system on the embedded engine", () => {
  it("asks, hears the answer and closes the loop", async () => {
    const local = await started({ engine: "dynoxide" });
    try {
      const { patientId } = await booked(local);
      await to(local, "2026-06-02T15:00:00Z");
      expect(await total(local)).toBe(1);
      await local.call("POST", "/local/inbound", {
        body: { channel: "sms", from: "+13125550142", body: "1" },
      });
      expect(await status(local, patientId)).toMatchObject([{ status: "done" }]);
      expect(local.errors).toEqual([]);
    } finally {
      await local.stop();
    }
  });

  it("takes many writers at once, and loses nothing of what follows", async () => {
    const local = await started({ engine: "dynoxide" });
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          local.call("POST", "/v1/patients", {
            body: {
              reference: `many-${i}`,
              name: { given: "Many", family: String(i) },
              timeZone: "America/Chicago",
            },
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(201));
      for (const { body } of answers) {
        const chain = await local.call("GET", `/local/audit/${(body as { id: string }).id}`);
        expect(chain.body).toMatchObject({ whole: true, items: expect.arrayContaining([expect.anything()]) });
      }
      expect(local.errors).toEqual([]);
    } finally {
      await local.stop();
    }
  });

  it("goes on in a later run where an earlier one left it", async () => {
    const data = mkdtempSync(join(tmpdir(), "followthrough-"));
    const run = { engine: "dynoxide" as const, data };
    try {
      const first = await started(run);
      const { patientId } = await booked(first);
      await to(first, "2026-06-01T18:00:00Z");
      await first.stop();

      const second = await started({ ...run, clock: "2026-06-01T19:00:00.000Z" });
      try {
        expect(await status(second, patientId)).toEqual([]);
        await to(second, "2026-06-02T15:00:00Z");
        expect(await total(second)).toBe(1);
        expect(await status(second, patientId)).toMatchObject([{ status: "open" }]);
        expect(second.errors).toEqual([]);
      } finally {
        await second.stop();
      }
    } finally {
      rmSync(data, { recursive: true });
    }
  });
});
