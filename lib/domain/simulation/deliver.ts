import { readersLanguage } from "../content/readers.ts";
import { render, variablesFor } from "../content/render.ts";
import { segmentsOf } from "../content/segments.ts";
import { afterAttempt, afterRouting } from "../outreach/fate.ts";
import { slotOf } from "../outreach/metered.ts";
import { isOpen, type Outreach } from "../outreach/outreach.ts";
import { type Routing, route } from "../outreach/route.ts";
import { withClaim } from "../reach/claims.ts";
import { hoursOn, type Life, later, lot, note, type Teller } from "./life.ts";
import { expectReply } from "./reply.ts";

/** The one way out, as the deliver use case has it: gate, claim, render, send, fate. */
export function deliver(life: Life, id: string, tell: Teller): void {
  const outreach = life.outreaches.get(id);
  if (!outreach || !isOpen(outreach) || outreach.dueAt > life.now) return;
  const { reach, policy, now, enrollment } = life;
  const template = life.templates.get(outreach.template.id);
  const routing = route({ outreach, reach, policy, template, enrollment, now }, outreach.channel);
  if (routing.go === "send") send(life, outreach, routing, tell);
  else keepBack(life, outreach, routing, tell);
}

function keepBack(
  life: Life,
  outreach: Outreach,
  routing: Exclude<Routing, { go: "send" }>,
  tell: Teller,
): void {
  const { id } = outreach;
  const { now } = life;
  const step = afterRouting(outreach, routing, now);
  life.outreaches.set(id, step.outreach);
  note(life, step.type.slice("outreach.".length), `${outreach.step}: ${step.reason}`);
  if (isOpen(step.outreach)) later(life, step.outreach.dueAt, () => deliver(life, id, tell));
  if (routing.go === "reroute") return;
  if (routing.go === "hold") life.holds.push(step.reason as string);
  const value = routing.go === "hold" ? step.outreach.dueAt : step.reason;
  if (step.outreach.status !== "cancelled") tell(life, { type: step.type, ref: id, ...(value && { value }) });
}

type Sendable = Extract<Routing, { go: "send" }>;

function send(life: Life, outreach: Outreach, routing: Sendable, tell: Teller): void {
  const { policy, now, reach } = life;
  const { channel, address, decision } = routing;
  const { given, language: own, format, timeZone } = reach.who;
  const template = life.templates.get(outreach.template.id);
  const variables = (language: string) => ({
    ...variablesFor({ given, language, policy, about: outreach.about }),
    ...outreach.variables,
  });
  const language = readersLanguage(channel, own, policy);
  const rendered = template && render(template, { channel, language, format, policy, variables });
  if (!rendered?.ok) {
    life.faults.push(
      `step ${outreach.step}: template ${outreach.template.id} cannot be rendered for ${channel}`,
    );
    return;
  }
  const slot = slotOf(outreach, now, timeZone);
  const n = outreach.attempts.length + 1;
  life.reach = withClaim(reach, outreach.id, { n, at: now }, slot);
  const attempt = { n, channel, addressId: address.id, at: now, outcome: "accepted" as const };
  const next = afterAttempt(outreach, attempt, { routing: { decision } }).outreach;
  life.outreaches.set(outreach.id, next);
  life.sent.push({
    at: now,
    outreachId: outreach.id,
    step: outreach.step ?? "",
    channel,
    addressId: address.id,
    language: rendered.language,
    body: rendered.body,
    segments: channel === "sms" ? segmentsOf(rendered.body).segments : 1,
    metered: slot !== undefined,
  });
  note(life, "sent", `${outreach.step} by ${channel}`);
  if (lot(life, "lost", outreach.id) < life.settings.undelivered)
    later(life, hoursOn(now, 0.01), () => lose(life, next, tell));
  else if (outreach.taskId) expectReply(life, outreach.taskId, address.id, tell);
  else tell(life, { type: "outreach.sent", ref: outreach.id });
}

/** The provider says that it did not arrive. */
function lose(life: Life, outreach: Outreach, tell: Teller): void {
  life.outreaches.set(outreach.id, { ...outreach, status: "undelivered", reason: "simulated" });
  note(life, "undelivered", outreach.step);
  tell(life, { type: "outreach.undelivered", ref: outreach.id, value: "simulated" });
}
