import { nameOfSender } from "./channel-senders.ts";

type Given = { sender: { weight: number }; settings: Record<string, string> };

/** A channel's senders as its function is told of them (lib/lambda/wiring/senders.ts). */
export const senderVariable = (variable: string, senders: Given[]): Record<string, string> => ({
  [variable]: JSON.stringify(
    senders.map(({ sender, settings }) => ({ name: nameOfSender(sender), weight: sender.weight, settings })),
  ),
});
