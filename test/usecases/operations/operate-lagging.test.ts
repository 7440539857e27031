import { expect, it } from "vitest";
import type { Records } from "#lib/ports.ts";
import { closeOperation, openOperation, workOn } from "#lib/usecases/operations/operate.ts";
import { retireSegment, saveSegment } from "#lib/usecases/segments/save-segment.ts";
import { all, aWorld } from "#test/support/world.ts";

const staff = { actor: { type: "staff" as const, id: "ops" } };

/** A replica that has not heard yet of what was written since it was made. */
async function behind(records: Records): Promise<Records> {
  const known = new Map<string, unknown>();
  for (const kind of ["segment", "operation"] as const)
    for (const record of await all(records, { kind, of: "customer" })) known.set(record.id, record);
  return {
    ...records,
    get: async (kind, id, how) =>
      how?.consistent || (kind !== "segment" && kind !== "operation")
        ? records.get(kind, id, how)
        : (known.get(id) as never),
  };
}

it("has everybody leave a segment that was retired a moment ago, though a replica does not know it yet", async () => {
  const w = await aWorld();
  await w.patient("ann", { attributes: { payer: "medicare" } });
  const draft = { id: "seg", condition: "patient.payer == 'medicare'" };
  const { version } = await saveSegment(w.system.ports, { id: "seg", draft, ifMatch: undefined }, staff);
  await w.settle();
  expect(version).toBe(1);
  const lagging = await behind(w.records);
  await retireSegment(w.system.ports, "seg", staff);
  const ports = { ...w.system.ports, records: lagging };
  const id = "segment-seg-2-2026-06-01";
  const { parts } = await openOperation(ports, id);
  for (const n of parts) expect((await workOn(ports, id, n)).state).toBe("done");
  await closeOperation(ports, id);
  const members = await all(w.records, { kind: "membership", of: "segment", segment: "seg" });
  expect(members).toEqual([]);
  expect((await w.records.get("operation", id))?.data.status).toBe("done");
});
