import type { APIGatewayProxyResult } from "aws-lambda";
import { Refusal } from "#lib/domain/errors.ts";
import { PageName } from "#lib/domain/pages/link.ts";
import { csrfToken } from "#lib/domain/pages/session.ts";
import { spoken } from "#lib/domain/pages/words.ts";
import { mayOpen } from "#lib/domain/patient/proxy.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { dropSession, goTo, keepSession, pageResult } from "#lib/lambda/pages/answer.ts";
import { documentOf, type Frame, type Screen } from "#lib/lambda/pages/layout.ts";
import { type PageRequest, unpacked } from "#lib/lambda/pages/request.ts";
import { leftView, sorry } from "#lib/lambda/pages/views/link.ts";
import { actingIn } from "#lib/usecases/pages/proxy.ts";
import { endSession, resumeSession } from "#lib/usecases/pages/session.ts";
import type { Call, PagesPorts } from "./call.ts";
import { pages } from "./registry.ts";

/** Everything under /p: only for a session that is alive, and only its own writes. */
export async function inside(
  ports: PagesPorts,
  asked: PageRequest,
  policy: Policy,
): Promise<APIGatewayProxyResult> {
  const session = await resumeSession(ports, asked.cookie);
  if (!session) return stranger(policy, asked);
  const request = await unpacked(asked);
  const csrf = csrfToken(request.cookie as string);
  const acting = await actingIn(ports, session.data, policy);
  const call: Call = {
    ports,
    request,
    policy,
    session: session.data,
    csrf,
    spoken: spoken(session.data.language, policy.language),
    ...(acting.may === "yes" &&
      acting.relation && { relation: acting.relation, acting: acting.patient.name.given }),
  };
  const isPost = request.method === "POST";
  if (isPost && request.form.get("csrf") !== csrf) throw new Refusal("forbidden");
  const name = request.path.replace(/^\/p\/?/, "");
  if (isPost && name === "leave") {
    await endSession(ports, session);
    return left(call);
  }
  const { words } = call.spoken;
  if (acting.may !== "yes") return render(call, sorry(words, words.proxy[acting.may], 403));
  const page = pages.get(name);
  if (!page) throw new Refusal("not_found");
  if (isShut(call, name)) return render(call, sorry(words, words.proxy.scope, 403));
  if (isPost && !page.act) throw new Refusal("method_not_allowed");
  const answer = isPost ? await page.act?.(call) : await page.show(call);
  if (!answer) throw new Refusal("method_not_allowed");
  return "go" in answer
    ? goTo(answer.go, answer.token ? keepSession(answer.token) : {})
    : render(call, answer);
}

function isShut({ relation }: Call, name: string): boolean {
  const page = PageName.safeParse(name).data;
  return relation !== undefined && page !== undefined && !mayOpen(relation, page);
}

const render = async (frame: Frame, screen: Screen, headers = {}): Promise<APIGatewayProxyResult> =>
  pageResult(await documentOf(frame, screen), screen.status, headers);

function stranger(policy: Policy, { query }: PageRequest): Promise<APIGatewayProxyResult> {
  const said = spoken(query.lang ?? policy.language, policy.language);
  return render({ policy, spoken: said }, sorry(said.words, said.words.link.ended, 401), dropSession);
}

function left({ policy, spoken: said }: Call): Promise<APIGatewayProxyResult> {
  return render({ policy, spoken: said }, leftView(said.words), dropSession);
}
