import { describe, expect, it } from "vitest";
import type { Files } from "#lib/ports.ts";

/** What every keeper of files does. */
export function describeFiles(name: string, files: () => Files): void {
  describe(`files in ${name}`, () => {
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

    it("come back byte for byte", async () => {
      await files().put("fil_a_1", everyByte);
      expect((await files().get("fil_a_1"))?.equals(everyByte)).toBe(true);
    });

    it("are none where nothing was put", async () => {
      expect(await files().get("fil_a_none")).toBeUndefined();
    });
  });
}
