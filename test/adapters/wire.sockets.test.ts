import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import { pushChannel, pushClient } from "#lib/adapters/push/send.ts";
import { smsChannel } from "#lib/adapters/sms/send.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { envelopeFor } from "./channel.contract.ts";

/** Real sockets: what Node and the SDK make of a provider that hangs, breaks off or is not there. */
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function listening(listener: RequestListener): Promise<string> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const configOf = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
  requestHandler: { connectionTimeout: 500, requestTimeout: 100, throwOnRequestTimeout: true },
});

const channels: [string, (endpoint: string) => ChannelPort, string][] = [
  [
    "sms",
    (e) => smsChannel(phoneClient(configOf(e)), { originationIdentity: "pool-1", configurationSet: "set" }),
    "+12025550142",
  ],
  [
    "email",
    (e) => emailChannel(emailClient(configOf(e)), { from: "a@example.org", configurationSet: "set" }),
    "maria@example.org",
  ],
  ["push", (e) => pushChannel(pushClient(configOf(e)), { applicationId: "app-1" }), "GCM:token"],
];

describe.each(channels)("%s on a real socket", (_, portOn, address) => {
  async function ending(listener: RequestListener) {
    let calls = 0;
    const port = portOn(
      await listening((request, response) => {
        calls++;
        request.resume().on("end", () => listener(request, response));
      }),
    );
    const end = await port.send(envelopeFor(port, address)).then(
      (result) => result.outcome as string,
      (error: Error) => error.name,
    );
    return { end, calls };
  }

  it.each<[string, RequestListener]>([
    ["never answers", () => {}],
    ["breaks off", (request) => request.socket.destroy()],
    [
      "answers half",
      (request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("{");
        setTimeout(() => request.socket.destroy(), 10);
      },
    ],
    ["is behind a gateway in trouble", (_request, response) => response.writeHead(502).end("<html>")],
    ["answers what nobody can read", (_request, response) => response.writeHead(200).end("<html>")],
  ])("calls a provider that %s once, and does not know the end", async (_name, listener) => {
    expect(await ending(listener)).toEqual({ end: "UnknownEnd", calls: 1 });
  });

  it("may try again later where nobody listens: nothing has left", async () => {
    const endpoint = await listening(() => {});
    await new Promise((done) => server?.close(done));
    const port = portOn(endpoint);
    expect(await port.send(envelopeFor(port, address))).toMatchObject({ outcome: "throttled" });
  });
});
