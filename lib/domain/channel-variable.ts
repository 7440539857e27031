import type { Channel } from "./words.ts";

/** What a function is told of one channel, by its variable's name: QUEUE_URL and staff-call make QUEUE_URL_STAFF_CALL. */
export const channelVariable = (name: string, channel: Channel): string =>
  `${name}_${channel.toUpperCase().replaceAll("-", "_")}`;
