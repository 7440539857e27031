import { expect, it } from "vitest";
import { channelVariable } from "#lib/domain/channel-variable.ts";
import { channels } from "#lib/domain/words.ts";

it("names a channel's variable as an environment can hold it", () => {
  expect(channelVariable("QUEUE_URL", "staff-call")).toBe("QUEUE_URL_STAFF_CALL");
});

it("gives each channel a variable of its own", () => {
  const names = channels.map((channel) => channelVariable("QUEUE_URL", channel));
  expect(new Set(names).size).toBe(channels.length);
  // POSIX.1-2017, 8.1: a name is of capitals, digits and underscores. Lambda takes no other.
  for (const name of names) expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
});
