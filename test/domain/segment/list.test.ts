import { describe, expect, it } from "vitest";
import { listPartId, listRowsId, removedAt } from "#lib/domain/segment/list-part.ts";
import { duplicate, headerOf, namedBy } from "#lib/domain/segment/list-rows.ts";
import { aTuesday, days, later } from "#test/support/builders.ts";

const row = (...cells: string[]) => ({ line: 7, cells });

describe("the first line of a list", () => {
  it.each([
    [["patientId"], { by: "patientId", index: 0, columns: 1 }],
    [["clinic", "Patient ID "], { by: "patientId", index: 1, columns: 2 }],
    [["patient_id", "note", "more"], { by: "patientId", index: 0, columns: 3 }],
    [["patient-id"], { by: "patientId", index: 0, columns: 1 }],
    [["note", "REFERENCE"], { by: "reference", index: 1, columns: 2 }],
    [["reference", "patientId"], { by: "patientId", index: 1, columns: 2 }],
    [["name", "born"], undefined],
    [[""], undefined],
  ])("%j says which column names the patient", (cells, header) => {
    expect(headerOf(row(...cells))).toEqual(header);
  });
});

describe("a line of a list", () => {
  const header = { columns: 2, index: 1, by: "reference" } as const;
  const { line } = row();
  it.each([
    [["x", " mrn-1 "], { line, by: "reference", value: "mrn-1" }],
    [["x", "  "], { line, code: "empty", detail: "There is no reference in this line." }],
    [["x"], { line, code: "ragged", detail: "This line has 1 cells where the first has 2." }],
    [["x", "y", "z"], { line, code: "ragged", detail: "This line has 3 cells where the first has 2." }],
  ])("%j names a patient, or what is wrong with it", (cells, named) => {
    expect(namedBy(header, row(...cells))).toEqual(named);
  });

  it("that names a patient again is a fault of its own", () => {
    const { detail, ...fault } = duplicate(7);
    expect(fault).toEqual({ line: 7, code: "duplicate" });
    expect(detail).toContain("earlier line");
  });
});

describe("what is kept of a list", () => {
  it("has an id for each part and for each record of its rows", () => {
    expect([listPartId("flu", 3), listRowsId("flu", 0, 3), listRowsId("flu", 3, 2)]).toEqual([
      ...["flu~3", "flu~3", "flu~3002"],
    ]);
  });

  it("is removed after thirty days, told in whole seconds", () => {
    const month = Date.parse(later(aTuesday, days(30))) / 1000;
    expect(removedAt(aTuesday)).toBe(month);
    expect(removedAt(later(aTuesday, 999))).toBe(month);
    expect(removedAt(later(aTuesday, 1000))).toBe(month + 1);
  });
});
