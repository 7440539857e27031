import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { movableClock, realClock } from "#lib/adapters/local/clock.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Log } from "#lib/ports.ts";
import { seedClinic, seedLibrary } from "./clinic.ts";
import type { Flags } from "./flags.ts";
import { createHost, type Host } from "./host.ts";
import { type App, createApp } from "./http/app.ts";
import { problem, send } from "./http/reply.ts";
import { resume } from "./resume.ts";
import { engineStore, memoryStore, type Store } from "./store.ts";
import { localTokens, type Tokens } from "./token.ts";

export type Local = { url: string; host: Host; tokens: Tokens; stop(): Promise<void> };

/** The port is someone else's. */
export class PortTaken extends Error {
  override name = "PortTaken";
}

/** Starts everything; resolves when it answers. Throws `PortTaken`, or `NoEngine` of the engine. */
export async function startLocal(flags: Flags, log: Log): Promise<Local> {
  let app: App = async (_, response) => send(response, problem(starting, "starting"));
  const server = createServer((request, response) => void app(request, response));
  await listen(server, flags.port);
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const host = await hostOf(flags, log, url);
    const tokens = localTokens();
    app = createApp({ host, tokens, log });
    return { url, host, tokens, stop: () => stop(server, host) };
  } catch (error) {
    server.close();
    throw error;
  }
}

const starting = new Refusal("busy", "Starting.", [], 1);

/** This machine only: it hands out tokens to whoever asks. */
async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
      throw new PortTaken(
        `Port ${port} is taken: give another with --port ${port + 1}, or stop what listens there.`,
      );
    throw error;
  }
}

async function hostOf(flags: Flags, log: Log, url: string): Promise<Host> {
  const store = await storeOf(flags);
  const clock = flags.clock === undefined ? realClock : movableClock(flags.clock);
  const host = createHost({ store, clock, log });
  try {
    await host.inTurn(async () => {
      await resume(host);
      await seedLibrary(host.system, undefined, url);
      if (!flags.empty && host.mirror.files().length === 0) await seedClinic(host.system);
    });
  } catch (error) {
    await host.stop();
    throw error;
  }
  return host;
}

async function storeOf({ engine, data }: Flags): Promise<Store> {
  if (engine === "memory") return memoryStore();
  return engineStore({ ...(engine && { engine }), ...(data !== undefined && { dataFolder: data }) });
}

async function stop(server: Server, host: Host): Promise<void> {
  server.close();
  server.closeAllConnections();
  await host.stop();
}
