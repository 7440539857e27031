import { expect, it } from "vitest";
import { PatientInput } from "#lib/domain/inputs.ts";

/** Attributes that are that many characters of JSON. */
const attributes = (length: number) => {
  const most = 500;
  const all: Record<string, string> = {};
  for (let i = 0; JSON.stringify(all).length + most + 20 < length; i++) all[`a${i}`] = "x".repeat(most);
  const rest = length - JSON.stringify({ ...all, z: "" }).length;
  return { ...all, z: "x".repeat(rest) };
};
const faultsOf = (length: number) =>
  PatientInput.safeParse({
    name: { given: "Maria", family: "Lopez" },
    attributes: attributes(length),
  }).error?.issues.map(({ path, message }) => [path, message]);

it("takes attributes of 64 KB and no more, which an item of the table has room for", () => {
  expect(JSON.stringify(attributes(65_536))).toHaveLength(65_536);
  expect(faultsOf(65_536)).toBeUndefined();
  expect(faultsOf(65_537)).toEqual([[["attributes"], "at most 64 KB of attributes"]]);
});
