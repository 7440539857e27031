import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "#lib/ports.ts";

/** The twin of the bucket: for tests, the simulator, and a run that keeps nothing. */
export function memoryFiles(): Files {
  const kept = new Map<string, Buffer>();
  return {
    put: async (id, bytes) => void kept.set(id, Buffer.from(bytes)),
    get: async (id) => kept.get(id),
  };
}

/** The same in a folder, kept between runs. Ids are ours: letters, digits and `_`. */
export function folderFiles(folder: string): Files {
  mkdirSync(folder, { recursive: true });
  return {
    put: async (id, bytes) => writeFileSync(join(folder, id), bytes),
    async get(id) {
      try {
        return readFileSync(join(folder, id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
  };
}
