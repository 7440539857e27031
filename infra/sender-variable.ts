type Given = { name: string; sender: { weight: number }; settings: Record<string, string> };

/** A channel's senders as its function is told of them (lib/lambda/wiring/senders.ts). */
export const senderVariable = (variable: string, senders: Given[]): Record<string, string> => ({
  [variable]: JSON.stringify(
    senders.map(({ name, sender, settings }) => ({ name, weight: sender.weight, settings })),
  ),
});
