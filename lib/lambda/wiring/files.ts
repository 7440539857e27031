import * as z from "zod";
import type { Files } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

const Env = z.object({ FILES_BUCKET: z.string().min(3) });

/** The bucket's client is read when the first picture comes or is asked for: no other request waits for it. */
export function filesPort(): Files {
  const { FILES_BUCKET } = readEnv(Env);
  let made: Promise<Files> | undefined;
  const files = (): Promise<Files> => {
    made ??= import("#lib/adapters/s3/files.ts").then(({ s3Client, s3Files }) =>
      s3Files(s3Client(), FILES_BUCKET),
    );
    return made;
  };
  return {
    put: async (id, bytes) => (await files()).put(id, bytes),
    get: async (id) => (await files()).get(id),
  };
}
