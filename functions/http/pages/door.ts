import type { APIGatewayProxyResult } from "aws-lambda";
import type { Stored } from "#lib/domain/kinds.ts";
import { asciiDigits, birthDateOf } from "#lib/domain/pages/birth-date.ts";
import { type Link, maySendAgain, type Proof, standingOf } from "#lib/domain/pages/link.ts";
import { type Spoken, spoken, wordsIn } from "#lib/domain/pages/words.ts";
import { relationAt } from "#lib/domain/patient/proxy.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { goTo, keepSession, pageResult } from "#lib/lambda/pages/answer.ts";
import { documentOf, type Screen } from "#lib/lambda/pages/layout.ts";
import type { PageRequest } from "#lib/lambda/pages/request.ts";
import { askWho, closedDoor, newLinkSent, sorry } from "#lib/lambda/pages/views/link.ts";
import { findLink } from "#lib/usecases/pages/find-link.ts";
import { identify } from "#lib/usecases/pages/identify.ts";
import { askAgain, sendCode } from "#lib/usecases/pages/send-again.ts";
import { resumeSession } from "#lib/usecases/pages/session.ts";
import type { PagesPorts } from "./call.ts";

type Door = { ports: PagesPorts; request: PageRequest; policy: Policy; token: string };
type Opened = Door & { link: Stored<"link"> | undefined; said: Spoken };

/** `/l/<token>`: who holds the link? A GET writes nothing and tells nothing of the patient; scanners open links too. */
export async function door(entering: Door, step: string | undefined): Promise<APIGatewayProxyResult> {
  const { ports, request, policy, token } = entering;
  const link = await findLink(ports.records, token);
  const wish = request.method === "POST" ? (request.form.get("lang") ?? undefined) : request.query.lang;
  const language = (wish && wordsIn[wish] ? wish : undefined) ?? link?.data.language ?? policy.language;
  const opened: Opened = { ...entering, link, said: spoken(language, policy.language) };
  if (request.method !== "POST") return look(opened);
  if (step === "again") {
    const sent = await askAgain(ports, token);
    return show(
      opened,
      sent === "unknown" ? closed(opened, "unknown") : newLinkSent(opened.said.words, sent === "sent"),
    );
  }
  return step === "code" ? code(opened) : enter(opened);
}

async function look(opened: Opened): Promise<APIGatewayProxyResult> {
  const { ports, request, link } = opened;
  if (!link) return show(opened, closed(opened, "unknown"));
  const standing = standingOf(link.data, ports.clock.now());
  if (standing === "open") return show(opened, await ask(opened));
  const session = request.cookie ? await resumeSession(ports, request.cookie) : undefined;
  if (session?.data.linkId === link.id && session.data.patientId === link.data.patientId)
    return goTo(pageOf(session.data));
  return show(opened, closed(opened, standing));
}

/** The answer, in the words of the page it came from. */
async function enter(opened: Opened): Promise<APIGatewayProxyResult> {
  const { ports, token, said } = opened;
  const { words } = said;
  const known = opened.link && standingOf(opened.link.data, ports.clock.now());
  if (known !== "open") return show(opened, closed(opened, known ?? "unknown"));
  const proof = proofOf(opened.request);
  if (!proof) {
    const error = opened.request.form.has("code") ? words.identify.notACode : words.identify.notADate;
    return show(opened, await ask(opened, { error }));
  }
  const found = await identify(ports, token, proof, said.language);
  if (found.outcome === "recognised") return goTo(pageOf(found.session), keepSession(found.token));
  if (found.outcome === "wrong")
    return show(opened, await ask(opened, { error: words.identify.wrong(found.left) }));
  if (found.outcome === "may-not") return show(opened, sorry(words, words.proxy[found.because], 403));
  // Now it is locked, or someone else was quicker: read what may still be asked of it.
  const now = { ...opened, link: await findLink(ports.records, token) };
  return show(now, closed(now, found.outcome));
}

async function code(opened: Opened): Promise<APIGatewayProxyResult> {
  const { ports, token, said, link } = opened;
  if (!link || (await asksFor(opened)).by !== "code") return look(opened);
  const sent = await sendCode(ports, token);
  if (sent === "unknown") return look(opened);
  const { words } = said;
  return show(
    opened,
    await ask(
      opened,
      sent === "sent" ? { notice: words.identify.codeSent } : { error: words.identify.codeLater },
    ),
  );
}

const ask = async (opened: Opened, more: { error?: string; notice?: string } = {}): Promise<Screen> =>
  askWho({ ...viewOf(opened), ...(await asksFor(opened)), ...more, given: givenOf(opened.request) });

/** A code only where no birth date is known: it goes to the very phone that holds the link, and proves less. */
async function asksFor({ ports, link }: Opened): Promise<{ by: "birth-date" | "code"; helper: boolean }> {
  const patient = (link && (await ports.records.get("patient", link.data.patientId)))?.data;
  const { addressId = "", relation: reference } = link?.data ?? {};
  const relation = patient && reference ? relationAt(patient, addressId, reference) : undefined;
  const isKnown = patient?.birthDate ?? relation?.birthDate;
  return { by: isKnown ? "birth-date" : "code", helper: reference !== undefined };
}

const closed = (opened: Opened, standing: Parameters<typeof closedDoor>[1]): Screen =>
  closedDoor(viewOf(opened), standing, mayAsk(opened, opened.link?.data));

const mayAsk = ({ ports }: Opened, link: Link | undefined): boolean =>
  link !== undefined && maySendAgain(link, ports.clock.now());

const viewOf = ({ said, policy, token }: Opened) => ({
  spoken: said,
  clinic: policy.clinicName,
  token,
  others: Object.keys(wordsIn).filter((code) => code !== said.language && policy.languages.includes(code)),
});

const show = async ({ policy, said }: Opened, screen: Screen): Promise<APIGatewayProxyResult> =>
  pageResult(await documentOf({ policy, spoken: said }, screen), screen.status);

const pageOf = ({ opening }: Pick<Link, "opening">): `/p/${string}` => `/p/${opening.page}`;

const givenOf = ({ form }: PageRequest) => ({
  year: form.get("year") ?? "",
  month: form.get("month") ?? "",
  day: form.get("day") ?? "",
});

function proofOf(request: PageRequest): Proof | undefined {
  const code = asciiDigits(request.form.get("code") ?? "").replace(/\s/g, "");
  if (request.form.has("code")) return /^\d{6}$/.test(code) ? { code } : undefined;
  const birthDate = birthDateOf(givenOf(request));
  return birthDate === undefined ? undefined : { birthDate };
}
