import { describe, expect, it } from "vitest";
import { fileOf, StoredFile, takesRoom } from "#lib/domain/files/file.ts";

describe("a picture that is kept", () => {
  const of = { id: "fil_1", patientId: "pat_1", responseId: "frs_1", linkId: "card" };
  const at = "2026-06-01T15:00:00.000Z";

  it("is known by its patient, form, item, kind, size and digest", () => {
    const file = fileOf(of, { bytes: Buffer.from("abc"), type: "image/png", at });
    expect(file).toEqual({
      ...of,
      contentType: "image/png",
      size: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      receivedAt: at,
    });
    expect(StoredFile.parse(file)).toEqual(file);
    expect(StoredFile.safeParse({ ...file, sha256: `${file.sha256}0` }).success).toBe(false);
    expect(StoredFile.safeParse({ ...file, contentType: "image/svg+xml" }).success).toBe(false);
  });
});

it.each([
  ["now", "2026-06-30T12:00:00.000Z", true],
  ["nearly 30 days ago", "2026-05-31T12:00:00.001Z", true],
  ["30 days ago", "2026-05-31T12:00:00.000Z", false],
])("one that came %s takes room among the patient's: %s", (_when, receivedAt, takes) => {
  expect(takesRoom({ receivedAt }, "2026-06-30T12:00:00.000Z")).toBe(takes);
});
