import { describe, expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Actor } from "#lib/domain/words.ts";
import { completeList, faultsOfPart, listWork } from "#lib/usecases/segments/complete-list.ts";
import { patientsOf } from "#lib/usecases/segments/snapshot.ts";
import { uploadList } from "#lib/usecases/segments/upload-list.ts";
import { uploadPart } from "#lib/usecases/segments/upload-part.ts";
import { aTuesday } from "#test/support/builders.ts";
import { aWorld, type World } from "#test/support/world.ts";

const staff: Actor = { type: "staff", id: "ops" };

async function* cut(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const upload = (w: World, text: string, { list = "l", size = 7 } = {}) =>
  uploadList(w.system.ports, { list, chunks: cut(text, size) }, { actor: staff });
const inList = async (w: World, list = "l"): Promise<string[]> => {
  const snapshot = await w.records.get("snapshot", `list-${list}`);
  const found: string[] = [];
  if (snapshot) for await (const id of patientsOf(w.records, snapshot.data)) found.push(id);
  return found;
};

describe("an uploaded list", () => {
  it("keeps those it names, each once, and says of every other line why not", async () => {
    const w = await aWorld({ journeys: [] });
    const [ann, bob, cy] = [await w.patient("ann"), await w.patient("bob"), await w.patient("cy, jr")];
    const csv =
      '\uFEFFName,Reference\r\n"A, ""x""",ann\r\nB,bob,extra\r\n\r\nC,bob\r\nD,ann\r\nE,\r\nF,zed\r\n"G\ng","cy, jr"\r\n';
    const report = await upload(w, csv);
    expect(await inList(w)).toEqual([ann, bob, cy]);
    expect(report).toMatchObject({
      ...{ list: "l", rows: 7, patients: 3, left: { ragged: 1, duplicate: 1, empty: 1, unknown: 1 } },
    });
    expect(report.faults.toSorted((a, b) => a.line - b.line).map(({ line, code }) => [line, code])).toEqual([
      [3, "ragged"],
      [6, "duplicate"],
      [7, "empty"],
      [8, "unknown"],
    ]);
  });

  it.each([1, 2, 3, 1000])("reads the same in chunks of %i", async (size) => {
    const w = await aWorld({ journeys: [] });
    const ann = await w.patient("ann");
    await upload(w, `\uFEFFpatient_id,x\n${ann},"1\r\n""2"""\n`, { size });
    expect(await inList(w)).toEqual([ann]);
  });

  it.each([
    ["no header", "ann\nbob\n", "validation_failed", "Begin with a line of column names"],
    ["nothing at all", "", "empty_audience", "No row names a patient"],
    ["nobody we know", "reference\nzed\n", "empty_audience", "No row names a patient"],
    [
      "a quote never closed",
      'reference\nann\n"bob\nx\n',
      "validation_failed",
      "Line 3: A quote is opened here",
    ],
    ["a cell without end", `reference\n${"x".repeat(20_000)}`, "validation_failed", "too long"],
  ])("of %s is refused by name and keeps nothing", async (_, csv, code, why) => {
    const w = await aWorld({ journeys: [] });
    await w.patient("ann");
    const refused = upload(w, csv, { size: 100 });
    await expect(refused).rejects.toMatchObject({ code });
    await expect(refused.catch((e) => `${e.message} ${JSON.stringify(e.errors)}`)).resolves.toContain(why);
    expect(await inList(w)).toEqual([]);
  });

  it("is never changed", async () => {
    const w = await aWorld({ journeys: [] });
    await w.patient("ann");
    await upload(w, "reference\nann\n");
    await expect(upload(w, "reference\nann\n")).rejects.toMatchObject({ code: "already_exists" });
  });

  it("takes no more than a million rows", async () => {
    const records = memoryRecords();
    const ports = { records, clock: { now: () => aTuesday } };
    async function* rows() {
      yield "reference,x\n";
      for (let n = 0; n < 1001; n++) yield ",x\n".repeat(1000);
    }
    const refused = uploadList(ports, { list: "l", chunks: rows() }, { actor: staff });
    await expect(refused).rejects.toMatchObject({ code: "too_large" });
  });
});

describe("a list that comes in parts", () => {
  const part = (w: World, n: number, text: string) =>
    uploadPart(w.system.ports, { list: "l", part: n, text }, { actor: staff });
  const complete = (w: World, parts: number) =>
    completeList(w.system.ports, { list: "l", parts }, { actor: staff });

  it("is made of all of them, each patient once, and says what was left out by part and line", async () => {
    const w = await aWorld({ journeys: [] });
    const [ann, bob, cy] = [await w.patient("ann"), await w.patient("bob"), await w.patient("cy")];
    const first = await part(w, 1, "\uFEFFreference,x\r\nann,1\r\nbob\r\n\r\nzed,2\r\nbob,3\r\n");
    expect(first).toMatchObject({ part: 1, rows: 4, patients: 2, left: { ragged: 1, unknown: 1 } });
    await part(w, 2, "reference\ncy\nann\n\n");
    expect(await inList(w)).toEqual([]);
    const { id } = await complete(w, 2);
    await w.settle();
    expect(await inList(w)).toEqual([ann, bob, cy]);
    const made = await w.records.get("part", `${id}~0`);
    expect(made?.data).toMatchObject({
      counts: { patients: 3, duplicate: 1 },
      faults: [{ id: "2:3", code: "duplicate" }],
    });
    const page = await faultsOfPart(w.system.ports, { list: "l", part: 1 }, { limit: 1 });
    expect(page).toEqual({ items: [{ part: 1, line: 3, code: "ragged" }], cursor: "3" });
    const next = await faultsOfPart(w.system.ports, { list: "l", part: 1 }, { limit: 1, ...page });
    expect(next).toEqual({ items: [{ part: 1, line: 5, code: "unknown" }] });
  });

  it("says whom it holds after a crash between the list and the part of the operation, too", async () => {
    const w = await aWorld({ journeys: [] });
    const [ann, bob] = [await w.patient("ann"), await w.patient("bob")];
    await part(w, 1, "reference\nann\nbob\nann\n");
    const { id, data } = await complete(w, 1);
    const batch = () => listWork.batch(w.system.ports, data, { id: `${id}~0`, done: false, counts: {} }, 0);
    await batch();
    const again = await batch();
    expect(again).toMatchObject({
      part: { done: true, counts: { patients: 2, duplicate: 1 }, faults: [{ id: "1:4", code: "duplicate" }] },
    });
    await w.settle();
    expect(await inList(w)).toEqual([ann, bob]);
  });

  it("takes a part again, and is made of what came last", async () => {
    const w = await aWorld({ journeys: [] });
    const [, bob] = [await w.patient("ann"), await w.patient("bob")];
    await part(w, 1, `reference\nann\n${"zed\n".repeat(6000)}`);
    await part(w, 1, "reference\nbob\n");
    await complete(w, 1);
    await w.settle();
    expect(await inList(w)).toEqual([bob]);
  });

  it.each([
    ["a part is missing", 3, "validation_failed"],
    ["it names nobody", 1, "empty_audience"],
  ])("is refused where %s, and nothing is started", async (_, parts, code) => {
    const w = await aWorld({ journeys: [] });
    await part(w, 1, "reference\nzed\n");
    await expect(complete(w, parts)).rejects.toMatchObject({ code });
    expect((await w.records.list({ kind: "operation", of: "customer" })).items).toEqual([]);
  });

  it("is not changed once it is being made", async () => {
    const w = await aWorld({ journeys: [] });
    await w.patient("ann");
    await part(w, 1, "reference\nann\n");
    const made = await complete(w, 1);
    await expect(part(w, 2, "reference\nann\n")).rejects.toMatchObject({ code: "wrong_state" });
    expect((await complete(w, 1)).id).toBe(made.id);
    await w.settle();
    await expect(part(w, 1, "reference\nann\n")).rejects.toMatchObject({ code: "already_exists" });
  });
});
