import { portalChannel } from "#lib/adapters/portal/send.ts";
import { staffCallChannel } from "#lib/adapters/staff-call/send.ts";
import type { ChannelPort } from "#lib/ports.ts";
import type { CorePorts } from "./core.ts";

/** Channels that write a record: they need the table and nothing else. */
export const portalPort = (core: CorePorts): ChannelPort => portalChannel(core);
export const staffCallPort = (core: CorePorts): ChannelPort => staffCallChannel(core);
