import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { Refusal } from "#lib/domain/errors.ts";
import { spoken } from "#lib/domain/pages/words.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { wired } from "#lib/lambda/env.ts";
import type { HttpHandler } from "#lib/lambda/http/stack.ts";
import { pageResult, scriptResult } from "#lib/lambda/pages/answer.ts";
import { documentOf, type Screen } from "#lib/lambda/pages/layout.ts";
import { carriesFiles, isOwnWrite, type PageRequest, readRequest } from "#lib/lambda/pages/request.ts";
import { script } from "#lib/lambda/pages/script.ts";
import { sorry } from "#lib/lambda/pages/views/link.ts";
import { unsubscribeView } from "#lib/lambda/pages/views/preferences.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { filesPort } from "#lib/lambda/wiring/files.ts";
import { loadPolicy } from "#lib/usecases/config.ts";
import { findLink } from "#lib/usecases/pages/find-link.ts";
import { unsubscribe } from "#lib/usecases/pages/unsubscribe.ts";
import type { PagesPorts } from "./pages/call.ts";
import { door } from "./pages/door.ts";
import { inside } from "./pages/inside.ts";

/** Patients' pages: `/l/<token>` the door, `/p/…` behind it, `/u/<token>` one-click unsubscribe. */
export const create =
  (ports: PagesPorts): HttpHandler =>
  async (event) => {
    const policy = await loadPolicy(ports);
    const get = event.httpMethod === "HEAD" ? { ...event, httpMethod: "GET" } : event;
    try {
      return await route(ports, get, policy);
    } catch (error) {
      return excuse(ports, event, policy, error);
    }
  };

async function route(
  ports: PagesPorts,
  event: APIGatewayProxyEvent,
  policy: Policy,
): Promise<APIGatewayProxyResult> {
  if (event.httpMethod !== "GET" && event.httpMethod !== "POST") throw new Refusal("method_not_allowed");
  const request = readRequest(event);
  if (request.path === "/p/app.js") return scriptResult(script);
  const [, root, token = "", step, ...rest] = request.path.split("/");
  if (root === "u" && step === undefined) return optOut(ports, request, policy, token);
  if (request.method === "POST" && !isOwnWrite(event, policy.linkBase)) throw new Refusal("forbidden");
  if (root === "l" && isStep(request, step) && rest.length === 0)
    return door({ ports, request, policy, token }, step);
  if (root === "p") return inside(ports, request, policy);
  throw new Refusal("not_found");
}

const isStep = ({ method }: PageRequest, step: string | undefined): boolean =>
  step === undefined || (method === "POST" && (step === "again" || step === "code"));

/** A mailbox provider posts for the patient, without cookie or origin: the token alone is the right. RFC 8058. */
async function optOut(
  ports: PagesPorts,
  { method, text }: PageRequest,
  policy: Policy,
  token: string,
): Promise<APIGatewayProxyResult> {
  const link = await findLink(ports.records, token);
  const said = spoken(link?.data.language ?? policy.language, policy.language);
  const asked = method === "POST" && /List-Unsubscribe"?\s*(=|\r?\n\r?\n)\s*One-Click/i.test(text);
  const state = !link ? "unknown" : asked ? await unsubscribe(ports, token) : "ask";
  return answer({ policy, said }, unsubscribeView(said.words, token, state));
}

const answer = async (
  { policy, said }: { policy: Policy; said: ReturnType<typeof spoken> },
  screen: Screen,
): Promise<APIGatewayProxyResult> =>
  pageResult(await documentOf({ policy, spoken: said }, screen), screen.status);

/** What went wrong, in plain words. A bug is logged with ids; the path is not one: it may hold a token. */
function excuse(
  { log }: PagesPorts,
  event: APIGatewayProxyEvent,
  policy: Policy,
  error: unknown,
): Promise<APIGatewayProxyResult> {
  const said = spoken(policy.language, policy.language);
  const { sorry: texts } = said.words;
  if (!(error instanceof Refusal)) {
    const { requestId } = event.requestContext;
    log.error("a page met a bug", { requestId, status: 500 }, error);
    return answer({ policy, said }, sorry(said.words, texts.bug, 500));
  }
  const tooLarge = carriesFiles(event) ? texts.photo : texts.tooLarge;
  const text = { not_found: texts.notFound, too_large: tooLarge, busy: texts.bug }[error.code as string];
  return answer({ policy, said }, sorry(said.words, text ?? texts.refused, error.status));
}

const lambda = wired(() => create({ ...corePorts("pages"), files: filesPort() }));

export const handler: HttpHandler = (event, context) => lambda()(event, context);
