import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { create } from "#functions/http/pages.ts";
import { powertoolsLog } from "#lib/lambda/logger.ts";
import type { Store } from "../../bin/local/store.ts";
import { aWorld } from "./world.ts";

const base = "https://go.example.org";

export type Told = { status: number; headers: Record<string, string>; text: string };
export type Sent = {
  fields?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** A body as it is, instead of `fields`. */
  body?: string;
  /** A form with files: its bytes come as API Gateway hands on binary media. */
  parcel?: FormData;
};

/** The whole system with the pages on it, and what was written to their log. */
export async function pagesWorld(how: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld({ ...how, policy: { linkBase: base, ...how.policy } });
  const log: unknown[] = [];
  const line =
    (level: string) =>
    (...parts: unknown[]) =>
      void log.push([level, ...parts]);
  let saves = 0;
  const { records } = world.ports;
  const counted = {
    ...records,
    save: (changes: Parameters<typeof records.save>[0]) => {
      saves += 1;
      return records.save(changes);
    },
  };
  const handler = create({
    ...world.ports,
    records: counted,
    log: powertoolsLog("pages", { info: line("info"), warn: line("warn"), error: line("error") }),
  });
  const ask = async (method: string, url: string, sent: Sent = {}): Promise<Told> => {
    const result = await handler(await eventOf(method, url, sent), {} as Context);
    await world.settle();
    return {
      status: result.statusCode,
      headers: result.headers as Record<string, string>,
      text: result.body,
    };
  };
  return Object.assign(world, { ask, log, saves: () => saves, browser: () => browserOn(ask) });
}

export type PagesWorld = Awaited<ReturnType<typeof pagesWorld>>;

/** A patient with a birth date and a visit, asked to confirm it; their link is in the text they got. */
export async function invited(
  how: { language?: string; birthDate?: string | undefined; store?: Store } = {},
) {
  const world = await pagesWorld(how.store ? { store: how.store } : {});
  const { language = "en", birthDate = "1962-03-27" } = how;
  const patientId = await world.patient("maria", {
    language,
    name: { given: "María", family: "Quintanilla" },
    ...("birthDate" in how && how.birthDate === undefined ? {} : { birthDate }),
  });
  const appointmentId = await world.book(patientId, {
    locationName: "Riverside Family Clinic",
    practitionerName: "Dr. Amara Fernandez",
    visitType: "Blood pressure check",
  });
  await world.advanceTo("2026-06-09T16:00:00.000Z");
  const path = linkIn(world.texts().at(-1) ?? "");
  return { ...world, patientId, appointmentId, path };
}

/** The path of the link in a text. */
export const linkIn = (text: string): string =>
  /https:\/\/go\.example\.org(\/[lu]\/\S+)/.exec(text)?.[1] ?? "";

export const maria = { month: "3", day: "27", year: "1962" };

/** A browser as far as these pages need one: it keeps the cookie, fills in the page's token and follows redirects. */
function browserOn(ask: (method: string, url: string, sent?: Sent) => Promise<Told>) {
  const state = { cookie: "", csrf: "", page: undefined as Told | undefined };
  const go = async (method: string, url: string, sent: Sent = {}): Promise<Told> => {
    const headers = { ...(state.cookie && { Cookie: state.cookie }), ...sent.headers };
    const told = await ask(method, url, { ...sent, headers });
    const cookie = told.headers["Set-Cookie"]?.split(";")[0];
    if (cookie !== undefined) state.cookie = cookie;
    if (told.status === 303) return go("GET", told.headers.Location as string);
    state.csrf = /name="csrf" value="([^"]+)"/.exec(told.text)?.[1] ?? state.csrf;
    state.page = told;
    return told;
  };
  return Object.assign(state, {
    open: (url: string) => go("GET", url),
    send: (url: string, fields: Sent["fields"] = {}) =>
      go("POST", url, { fields: { ...(state.csrf && { csrf: state.csrf }), ...fields } }),
  });
}

const form = (fields: NonNullable<Sent["fields"]>): string => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  return body.toString();
};

/** The body of a form with files, with the content type that names its boundary. */
async function packed(parcel: FormData): Promise<{ body: string; type: string }> {
  const whole = new Response(parcel);
  const body = Buffer.from(await whole.arrayBuffer()).toString("base64");
  return { body, type: whole.headers.get("Content-Type") as string };
}

async function eventOf(method: string, url: string, sent: Sent): Promise<APIGatewayProxyEvent> {
  const { fields, headers = {}, body, parcel } = sent;
  const bytes = parcel && (await packed(parcel));
  const { pathname, searchParams } = new URL(url, base);
  const isPost = method === "POST";
  return {
    httpMethod: method,
    path: pathname,
    headers: {
      ...(isPost && { "Content-Type": bytes?.type ?? "application/x-www-form-urlencoded" }),
      ...headers,
    },
    queryStringParameters: searchParams.size > 0 ? Object.fromEntries(searchParams) : null,
    body: bytes?.body ?? body ?? (isPost ? form(fields ?? {}) : null),
    isBase64Encoded: bytes !== undefined,
    requestContext: { requestId: "req-1" },
  } as unknown as APIGatewayProxyEvent;
}
