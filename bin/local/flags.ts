import { parseArgs } from "node:util";
import type { EngineName } from "#lib/adapters/local/engine/start.ts";
import { Instant } from "#lib/domain/words.ts";

export const engineNames = ["dynoxide", "dynamodb-local", "endpoint", "memory"] as const satisfies (
  | EngineName
  | "memory"
)[];

export type Flags = {
  /** 0 takes any that is free. */
  port: number;
  /** Where the movable clock starts; absent, the clock is the real one. */
  clock?: Instant;
  data?: string;
  empty: boolean;
  engine?: (typeof engineNames)[number];
};

/** A command line that cannot be followed; the message says what to write instead. */
export class BadFlags extends Error {
  override name = "BadFlags";
}

export const help = `npm start -- [flags]     the whole system on this machine

  --port <number>      where it listens (4400)
  --clock <instant>    a clock that stands still until it is moved, from 2026-06-01T15:00:00Z, say; without it, real time
  --data <folder>      keep everything there between runs
  --empty              no sample clinic: the library's journeys and templates only
  --engine <name>      ${engineNames.join(" | ")} (the first there is; endpoint reads DYNAMODB_ENDPOINT)
  --help               this`;

const options = {
  port: { type: "string", default: "4400" },
  clock: { type: "string" },
  data: { type: "string" },
  empty: { type: "boolean", default: false },
  engine: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** The flags of a command line. Throws `BadFlags`. */
export function readFlags(args: string[]): Flags | "help" {
  const { values } = parsed(args);
  if (values.help) return "help";
  const { data, empty } = values;
  const engine = engineOf(values.engine);
  if (data !== undefined && (engine === "memory" || engine === "endpoint"))
    throw new BadFlags(`--data keeps nothing with --engine ${engine}: leave one of them out.`);
  return {
    port: portOf(values.port),
    empty,
    ...(values.clock !== undefined && { clock: instantOf(values.clock) }),
    ...(data !== undefined && { data }),
    ...(engine && { engine }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: false });
  } catch (error) {
    throw new BadFlags((error as Error).message);
  }
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new BadFlags("--port takes a number from 0 to 65535.");
  return Number(text);
}

function instantOf(text: string): Instant {
  const instant = Instant.safeParse(text);
  if (!instant.success)
    throw new BadFlags("--clock takes an instant with its offset, such as 2026-06-01T15:00:00Z.");
  return instant.data;
}

function engineOf(name: string | undefined): Flags["engine"] {
  if (name === undefined) return undefined;
  const known = engineNames.find((engine) => engine === name);
  if (!known) throw new BadFlags(`--engine takes one of: ${engineNames.join(", ")}.`);
  return known;
}
