import { NoEngine } from "#lib/adapters/local/engine/start.ts";
import { banner } from "./local/banner.ts";
import { BadFlags, type Flags, help, readFlags } from "./local/flags.ts";
import { stderrLog } from "./local/log.ts";
import { PortTaken, startLocal } from "./local/server.ts";

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

const flags = flagsOrExit();
try {
  const local = await startLocal(flags, stderrLog);
  console.log(await banner(local, flags));
  let asked = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      asked += 1;
      // Who presses Ctrl-C again does not want to wait for what is under way.
      if (asked > 1) process.exit(130);
      void local.stop().then(() => process.exit(0));
    });
} catch (error) {
  if (!(error instanceof PortTaken || error instanceof NoEngine)) throw error;
  console.error(error.message);
  process.exit(1);
}
