import { Refusal } from "#lib/domain/errors.ts";
import { VersionConflict } from "#lib/ports.ts";

const mostTries = 16;

/**
 * Does the work again from its reads on while another writer was quicker. `again` tells the work to read
 * consistently: a first, eventually consistent read is safe because the write is conditional on its version.
 * A patient has few writers, so this seldom turns twice; a storm ends as `busy`, which callers and queues retry.
 */
export async function retried<T>(work: (again: boolean) => Promise<T>): Promise<T> {
  for (let tries = 1; tries <= mostTries; tries++) {
    try {
      return await work(tries > 1);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  throw new Refusal("busy", undefined, [], 1);
}
