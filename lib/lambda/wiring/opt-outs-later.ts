import type { OptOutList } from "#lib/ports.ts";
import { optOutListName } from "./opt-out-list-name.ts";

/** The list, with the SDK read when it is first told of something: most messages are neither STOP nor START. */
export function optOutsLater(): OptOutList | undefined {
  if (!optOutListName()) return undefined;
  let made: Promise<OptOutList> | undefined;
  const list = (): Promise<OptOutList> => {
    made ??= import("./opt-outs.ts").then(({ optOutsPort }) => optOutsPort() as OptOutList);
    return made;
  };
  return {
    async *all() {
      yield* (await list()).all();
    },
    add: async (address) => (await list()).add(address),
    remove: async (address) => (await list()).remove(address),
  };
}
