import { expect, it } from "vitest";
import { aliasKey } from "#lib/domain/alias.ts";

const name = { system: "urn:mrn", value: "12345" };

it("finds a record by another name for ever, and says nothing of who it is", () => {
  expect(aliasKey("patient", name)).toBe("1ybpmmkpsteh1hym2wxd63k6xr");
});

it("tells names apart by what is named, who gave it and what it says", () => {
  const others = [
    aliasKey("location", name),
    aliasKey("patient", { ...name, system: "urn:mr" }),
    aliasKey("patient", { system: "urn:mrn1", value: "2345" }),
    aliasKey("patient", name),
  ];
  expect(new Set(others)).toHaveLength(4);
});
