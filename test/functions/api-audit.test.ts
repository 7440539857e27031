import { describe, expect, it } from "vitest";
import { appendAudit } from "#lib/usecases/audit/append-audit.ts";
import { apiWorld, maria, withMaria } from "./api-world.ts";

/** Maria, changed once, with the trail that the stream would have written. */
async function audited() {
  const world = apiWorld();
  const { id, etag } = await withMaria(world);
  const headers = { "If-Match": etag };
  await world.ask("PUT", `/v1/patients/${id}`, { body: { ...maria, language: "en" }, headers });
  const changes = world.records.drain().filter(({ chain }) => chain === id);
  const log = { info() {}, warn() {}, error() {} };
  await appendAudit({ records: world.records, clock: { now: () => world.now }, log }, id, changes);
  return { world, id, lines: changes.length };
}

describe("the audit trail", () => {
  it("says who did what, with digests for data", async () => {
    const { world, id, lines } = await audited();
    const told = await world.ask("GET", `/v1/patients/${id}/audit`);
    expect(told.body.items).toHaveLength(lines);
    expect(told.body.items[0]).toMatchObject({
      n: 1,
      actor: { type: "client", id: "partner" },
      cause: "req-1",
    });
    expect(told.text).not.toMatch(/Lopez|2025550123|1961/);
  });

  it("is found whole, and found changed where it was", async () => {
    const { world, id, lines } = await audited();
    const verify = async () => (await world.ask("GET", `/v1/patients/${id}/audit/verification`)).body;
    expect(await verify()).toEqual({ whole: true, lines, faults: [] });
    const line = await world.records.get("audit", `${id}~2`);
    if (!line) throw new Error("no second line");
    const forged = { ...line.data, actor: { type: "client" as const, id: "nobody" } };
    await world.records.save([{ ...line, expect: line.version, data: forged }]);
    expect(await verify()).toEqual({ whole: false, lines, faults: [{ n: 2, fault: "changed" }] });
  });
});
