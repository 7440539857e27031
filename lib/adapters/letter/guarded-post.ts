import { type LookupAddress, lookup } from "node:dns";
import { request } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** IANA's special-purpose registries (RFC 6890): this network, this machine, and what is nobody's on the internet. */
const inner = new BlockList();
for (const net of [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"],
  ...["203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  ...["::/127", "64:ff9b::/96", "100::/64", "2001::/23", "2001:db8::/32"],
  ...["fc00::/7", "fe80::/10", "ff00::/8"],
]) {
  const [address = "", bits] = net.split("/");
  inner.addSubnet(address, Number(bits), address.includes(":") ? "ipv6" : "ipv4");
}

export const isInner = (address: string): boolean =>
  inner.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Looks a name up for the very connection that is made: asked before, it might be answered otherwise then. */
const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error || !first) return done(error ?? new Error("no address"), "", 0);
    if (found.some(({ address }) => isInner(address))) return done(coded("EINNER"), "", 0);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};

/** `status`: of the answer. `left`: whether anything can have been sent before it failed. */
export type Posted = { status: number } | { left: boolean; code: string };

/** In milliseconds, for all of it. */
const patience = 15_000;

export type Connection = { lookup?: LookupFunction; ca?: string; port?: number };

/** Posts over https to the open internet alone, once, and follows no redirect. */
export function guardedPost(
  url: URL,
  body: string,
  headers: Record<string, string>,
  { lookup: resolve = guardedLookup, ...connection }: Connection = {},
): Promise<Posted> {
  if (url.protocol !== "https:") return Promise.resolve({ left: false, code: "not_https" });
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && isInner(host)) return Promise.resolve({ left: false, code: "EINNER" });
  return new Promise((done) => {
    let left = false;
    const signal = AbortSignal.timeout(patience);
    const options = { method: "POST", headers, signal, agent: false, lookup: resolve, ...connection };
    const call = request(url, options, (answer) => {
      answer.resume();
      done({ status: answer.statusCode ?? 0 });
    });
    const opened = () => {
      left = true;
    };
    call.on("socket", (socket) => socket.once("secureConnect", opened));
    call.on("error", (error: Error & { code?: string }) => done({ left, code: error.code ?? error.name }));
    call.end(body);
  });
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });
