import type { Fault } from "../errors.ts";
import type { Policy } from "../policy/policy.ts";
import { addressesIn, hostOf } from "./links.ts";
import type { Variant } from "./template.ts";

/**
 * Shorteners that anyone may use. Carriers block them: T-Mobile Code of Conduct 2020 ("URL shorteners"), CTIA Messaging
 * Principles and Best Practices 2023 on embedded links, AWS End User Messaging's own best practices. No policy allows one.
 */
const shorteners: ReadonlySet<string> = new Set(
  "bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly dub.sh goo.gl is.gd lnkd.in ow.ly qr.ae rb.gy rebrand.ly s.id short.gy short.io shorturl.at soo.gd t.co t.ly t2m.io tiny.cc tinyurl.com tr.im trib.al v.gd x.co".split(
    " ",
  ),
);

/** Links go to the customer's own hosts: another domain is where a patient is phished, or where a carrier filters. */
export function linkFaults(
  { body, subject = "" }: Variant,
  policy: Pick<Policy, "linkBase" | "linkHosts">,
): Fault[] {
  const own = [...policy.linkHosts, ...(policy.linkBase ? [new URL(policy.linkBase).hostname] : [])];
  const hosts = addressesIn(`${subject} ${body}`).map(hostOf);
  return [...new Set(hosts)].flatMap((host) => {
    const isOwn = own.some((one) => host === one || host.endsWith(`.${one}`));
    if (shorteners.has(host.replace(/^www\./, "")))
      return [
        fault(`${host} is a shortener that anyone may use, and carriers block it: write {{ link.url }}.`),
      ];
    if (isOwn) return [];
    return [
      fault(
        `${host || "A link"} is not a host of yours: write {{ link.url }}, or add the host to the policy (linkHosts).`,
      ),
    ];
  });
}

const fault = (detail: string): Fault => ({ pointer: "/body", detail });
