import { directOutreachId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import {
  codeDigest,
  codeLife,
  type Link,
  maySendAgain,
  mostResends,
  recentOf,
  roundAfter,
  standingOf,
} from "#lib/domain/pages/link.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedTemplate } from "../config.ts";
import { planOutreach } from "../outreach/plan-outreach.ts";
import { retried } from "../retry.ts";
import { findLink } from "./find-link.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** `later`: too often, or too often locked. What is sent goes to the address on file, which is never shown. */
export type Resent = "sent" | "later" | "unknown";

/** A used, expired or locked link asks for a new one. It is counted first; the stream sends it (react.ts). */
export const askAgain = (ports: Needs, token: string): Promise<Resent> =>
  retried(async () => {
    const link = await findLink(ports.records, token);
    if (!link) return "unknown";
    const now = ports.clock.now();
    if (!maySendAgain(link.data, now)) return "later";
    const again = [...recentOf(link.data.again, now), now];
    await save(ports, link, { ...link.data, again }, "link.asked-again");
    return "sent";
  });

/** The message with the new link, for the same page, task and visit. An answer to the patient: no hours, no budget. */
export async function sendAgain(ports: Needs, { id, data, version }: Stored<"link">): Promise<void> {
  const appointment = data.appointmentId && (await ports.records.get("appointment", data.appointmentId));
  await plan(ports, data, {
    reference: `link-again ${id} ${version}`,
    template: "link-again",
    cause: id,
    more: {
      opening: { ...data.opening, round: roundAfter(data) },
      ...(data.taskId && { taskId: data.taskId }),
      ...(appointment && { appointmentId: appointment.id }),
    },
  });
}

/**
 * Sends a one-time code to the address on file, for a patient whose birth date nobody knows. The link keeps its
 * digest. The code itself rests in the message that carries it: it is worth nothing without the link, works for ten
 * minutes and counts among the link's five answers.
 */
export async function sendCode(ports: Needs & Pick<Ports, "secrets">, token: string): Promise<Resent> {
  const made = await retried(async () => {
    const link = await findLink(ports.records, token);
    const now = ports.clock.now();
    if (!link || standingOf(link.data, now) !== "open") return "unknown" as const;
    const codes = recentOf(link.data.codes, now);
    if (codes.length >= mostResends) return "later" as const;
    const secret = ports.secrets.code();
    const until = plusMs(now, durationMs(codeLife));
    const code = { digest: codeDigest(link.data, secret), until };
    await save(ports, link, { ...link.data, code, codes: [...codes, now] }, "link.code-asked");
    return { secret, until, link, n: link.version };
  });
  if (typeof made === "string") return made;
  const { link, secret, until, n } = made;
  await plan(ports, link.data, {
    reference: `page-code ${link.id} ${n}`,
    template: "page-code",
    cause: link.id,
    more: { variables: { code: secret }, expiresAt: until },
  });
  return "sent";
}

type Extra = Partial<Omit<Parameters<typeof planOutreach>[1], "id" | "patientId" | "template">>;
type What = { reference: string; template: string; cause: string; more: Extra };

async function plan(ports: Needs, link: Link, { reference, template, cause, more }: What): Promise<void> {
  if (!(await publishedTemplate(ports, template))) return;
  await planOutreach(
    ports,
    {
      id: directOutreachId(link.patientId, reference),
      patientId: link.patientId,
      template,
      purpose: "operations",
      channels: [link.channel],
      addressId: link.addressId,
      inReplyTo: link.id,
      ...more,
    },
    { actor: { type: "system", id: "pages" }, cause },
  );
}

const save = (
  ports: Needs,
  link: Stored<"link">,
  data: Link,
  type: "link.asked-again" | "link.code-asked",
): Promise<void> =>
  ports.records.save([
    {
      kind: "link",
      id: link.id,
      expect: link.version,
      data,
      event: {
        type,
        at: ports.clock.now(),
        actor: { type: "patient", id: data.patientId },
        cause: data.outreachId,
      },
    },
  ]);
