import { channels } from "#lib/domain/words.ts";
import { nameOfSender, needSender, sendersOf, several } from "./channel-senders.ts";
import type { Given } from "./settings-shape.ts";

type Fault = { path: string[]; message: string };

const senderFaults = ({ modules: on, senders }: Given): Fault[] =>
  needSender.flatMap((module) => {
    const path = ["senders", module];
    if (on.includes(module) && !senders[module])
      return [{ path, message: `module ${module} is on and has no sender` }];
    if (!on.includes(module) && senders[module]) return [{ path, message: `module ${module} is off` }];
    return [];
  });

const furtherFaults = (settings: Given): Fault[] =>
  several.flatMap((channel) => {
    const names = sendersOf(settings, channel).map(nameOfSender);
    const path = ["furtherSenders", channel];
    if (settings.furtherSenders[channel].length > 0 && names.length === 0)
      return [{ path, message: `module ${channel} is off` }];
    return new Set(names).size === names.length ? [] : [{ path, message: "a sender is named twice" }];
  });

/** A channel that the policy does not name carries nothing, however well it is set up. */
const channelFaults = ({ modules: on, policy }: Given): Fault[] =>
  channels
    .filter((channel) => on.includes(channel) && !policy.channels.includes(channel))
    .map((channel) => ({
      path: ["policy", "channels"],
      message: `module ${channel} is on and not named: nothing would leave by it`,
    }));

/** 47 CFR 64.1200(b)(2): a recorded call gives a number at which to be left alone. */
const voiceFaults = ({ modules: on, policy }: Given): Fault[] => [
  ...(on.includes("voice") && !on.includes("call-line") && !policy.clinicPhone
    ? [{ path: ["policy", "clinicPhone"], message: "module voice is on: its calls say where to stop them" }]
    : []),
  ...(policy.stopLine
    ? [{ path: ["policy", "stopLine"], message: "follows from senders.call-line: leave it out" }]
    : []),
];

/** The gateway's own address has a stage in its path, which no link of a page leads through. */
const pageFaults = ({ modules: on, api, policy }: Given): Fault[] => [
  ...(on.includes("pages") && !api.domain
    ? [
        {
          path: ["api", "domain"],
          message: "module pages is on: its links need a domain of the customer's own",
        },
      ]
    : []),
  ...(policy.linkBase
    ? [{ path: ["policy", "linkBase"], message: "follows from api.domain: leave it out" }]
    : []),
];

/** Whatever does not go together, each with its place. */
export const faultsOf = (settings: Given): Fault[] =>
  [senderFaults, furtherFaults, channelFaults, voiceFaults, pageFaults].flatMap((faults) => faults(settings));
