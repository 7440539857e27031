import { describe, expect, it } from "vitest";
import { mailingLines, PostalAddress } from "#lib/domain/patient/postal-address.ts";

const home = { lines: ["123 N Main St", "Apt 4"], city: "Chicago", state: "IL", postalCode: "60601-1234" };

describe("a postal address", () => {
  it("stands on an envelope line by line, the ZIP code last", () => {
    expect(mailingLines(PostalAddress.parse(home))).toEqual([
      "123 N Main St",
      "Apt 4",
      "Chicago IL 60601-1234",
    ]);
  });

  it.each([
    ["a state that is none", { state: "ZZ" }, ["state"]],
    ["a state written out", { state: "Illinois" }, ["state"]],
    ["half a ZIP code", { postalCode: "6060" }, ["postalCode"]],
    ["no street", { lines: [] }, ["lines"]],
    ["a fourth line", { lines: ["a", "b", "c", "d"] }, ["lines"]],
    ["two lines in one", { lines: ["123 Main\nDiagnosis: none of your business"] }, ["lines", 0]],
    ["another country", { country: "CA" }, ["country"]],
    ["a blank city", { city: "  " }, ["city"]],
  ])("is refused with %s, which is named", (_, wrong, path) => {
    const { error } = PostalAddress.safeParse({ ...home, ...wrong });
    expect(error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});
