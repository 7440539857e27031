import * as z from "zod";
import { Sender } from "#lib/domain/outreach/senders.ts";
import type { ChannelPort, SenderPort } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

/** The senders of a channel, as its variable has them: a list in JSON, each with a name, a weight and its settings. */
export function sendersOf<T extends z.ZodRawShape>(
  variable: string,
  settings: T,
  portOf: (settings: z.output<z.ZodObject<T>>) => ChannelPort,
): [SenderPort, ...SenderPort[]] {
  const one = Sender.extend({ settings: z.object(settings) });
  const list = z.string().transform(json).pipe(z.array(one).min(1));
  const { [variable]: senders } = readEnv(z.object({ [variable]: list }));
  const made = ({ name, weight, settings }: z.output<typeof one>): SenderPort => ({
    ...{ name, weight },
    port: portOf(settings as z.output<z.ZodObject<T>>),
  });
  const [first, ...others] = senders as [z.output<typeof one>, ...z.output<typeof one>[]];
  return [made(first), ...others.map(made)];
}

/** What is no JSON fits no list: the fault names the variable, and not what is in it. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
