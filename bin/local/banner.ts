import type { Flags } from "./flags.ts";
import type { Local } from "./server.ts";

/** What one needs to begin, printed once. */
export async function banner({ url, host, tokens }: Local, { data }: Flags): Promise<string> {
  const { clock, engine, mirror } = host;
  const patients = mirror.files().length;
  const rows = [
    ["API", `${url}/v1   ${url}/fhir/R4`],
    ["Console", `${url}/local/console`],
    ["Docs", `${url}/docs`],
    ["Clock", clock.movable ? `${clock.now()}, moved by POST /local/clock` : "real time"],
    ["Engine", `${engine}, ${data === undefined ? "in memory" : `kept in ${data}`}`],
    ["Patients", patients === 0 ? "none yet; the library's journeys are published" : `${patients}`],
    ["Stop", "Ctrl-C"],
  ].map(([name = "", text = ""]) => `  ${name.padEnd(9)} ${text}`);
  const token = `  Token, all scopes (GET /local/token makes others):\n\n${await tokens.mint()}`;
  return ["", "Followthrough on this machine", "", ...rows, "", token, ""].join("\n");
}
