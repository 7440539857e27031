import type { Host } from "../host.ts";
import type { Tokens } from "../token.ts";
import type { Asked } from "./event.ts";

export type LocalWorld = { host: Host; tokens: Tokens };

/** What a handler of this server is given: its input, parsed by its route. */
export type LocalCall<Input> = {
  input: Input;
  params: Record<string, string>;
  headers: Asked["headers"];
};
