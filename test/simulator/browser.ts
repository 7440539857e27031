import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { PagesPorts } from "#functions/http/pages/call.ts";
import { create } from "#functions/http/pages.ts";
import { memoryFiles } from "#lib/adapters/local/files.ts";
import type { World } from "./world.ts";

export const origin = "https://go.sim.test";

/** The path of the door in a text that left. */
export const doorIn = (text: string): string | undefined =>
  /https:\/\/go\.sim\.test(\/l\/[\w-]{22})/.exec(text)?.[1];

type Fields = Record<string, string>;
type Sent = { method: "GET" | "POST"; url: string; fields?: Fields; cookie?: string };

function eventOf({ method, url, fields, cookie }: Sent): APIGatewayProxyEvent {
  const { pathname, searchParams } = new URL(url, origin);
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  return {
    httpMethod: method,
    path: pathname,
    headers: { ...(method === "POST" && type), ...(cookie && { Cookie: cookie }) },
    queryStringParameters: searchParams.size > 0 ? Object.fromEntries(searchParams) : null,
    body: method === "POST" ? new URLSearchParams(fields).toString() : null,
    isBase64Encoded: false,
    requestContext: { requestId: "sim" },
  } as unknown as APIGatewayProxyEvent;
}

/** Whoever opens a page whose function died or broke loads it again, a few times. */
const mostLoads = 6;

/** A browser, or what looks like one, on the real pages. It remembers its cookie, the page's token and its version. */
export class Browser {
  readonly #world: World;
  #cookie = "";
  #csrf = "";
  page = "";

  constructor(world: World) {
    this.#world = world;
  }

  get isInside(): boolean {
    return this.#cookie.length > "__Host-session=".length;
  }

  open = (url: string): Promise<string> => this.#go({ method: "GET", url });
  send = (url: string, fields: Fields): Promise<string> =>
    this.#go({ method: "POST", url, fields: { csrf: this.#csrf, ...fields } });

  /** The same form twice at once, as an impatient finger sends it. */
  sendTwice = async (url: string, fields: Fields): Promise<void> => {
    await Promise.all([this.send(url, fields), this.send(url, fields)]);
  };

  async #go(sent: Sent, loads = 1): Promise<string> {
    const { tasks, witness } = this.#world;
    let wrote: readonly string[] = [];
    const ending = await tasks.run("pages", () => {
      wrote = tasks.current()?.kinds ?? [];
      return create({ ...this.#world.core("pages"), files: memoryFiles() } as PagesPorts)(
        eventOf({ ...sent, cookie: this.#cookie }),
        {} as Context,
      ) as Promise<APIGatewayProxyResult>;
    });
    if (sent.method === "GET") witness.evidence.opened.push({ url: sent.url, wrote });
    const told = ending.how === "done" ? ending.value : undefined;
    if (!told || told.statusCode >= 500) return loads < mostLoads ? this.#go(sent, loads + 1) : "";
    const cookie = String(told.headers?.["Set-Cookie"] ?? "").split(";")[0];
    if (cookie) this.#cookie = cookie;
    if (told.statusCode === 303) return this.open(String(told.headers?.Location));
    this.page = told.body;
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(told.body)?.[1] ?? this.#csrf;
    return told.body;
  }
}

/** What a form's page asks for, filled in with one text. */
export const filled = (page: string, text: string): Fields => {
  const names = [...page.matchAll(/name="(q[\d.-]+)"/g)].map(([, name]) => [name as string, text]);
  const hidden = [...page.matchAll(/type="hidden" name="(v|step)" value="(\d+)"/g)];
  return Object.fromEntries([
    ...names,
    ...hidden.map(([, name, value]) => [name as string, value as string]),
  ]);
};
