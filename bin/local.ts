import { NoEngine } from "#lib/adapters/local/engine/start.ts";
import { banner } from "./local/banner.ts";
import { BadFlags, type Flags, help, readFlags } from "./local/flags.ts";
import { stderrLog } from "./local/log.ts";
import { type Local, PortTaken, startLocal } from "./local/server.ts";

/** `npm start`: the whole system on this machine. */

function flagsOrExit(): Flags {
  try {
    const flags = readFlags(process.argv.slice(2));
    if (flags !== "help") return flags;
    console.log(help);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof BadFlags)) throw error;
    console.error(`${error.message}\n\n${help}`);
    process.exit(2);
  }
}

/** Npm hands a Ctrl-C on that the terminal gave us as well: a second one counts as impatience only later than this, in ms. */
const sameKey = 1_000;

function stopOf(local: Local): () => void {
  let since: number | undefined;
  return () => {
    if (since !== undefined && Date.now() - since > sameKey) process.exit(130);
    if (since !== undefined) return;
    since = Date.now();
    void local.stop().then(() => process.exit(0));
  };
}

const flags = flagsOrExit();
try {
  const local = await startLocal(flags, stderrLog);
  console.log(await banner(local, flags));
  const stop = stopOf(local);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
} catch (error) {
  if (!(error instanceof PortTaken || error instanceof NoEngine)) throw error;
  console.error(error.message);
  process.exit(1);
}
