import type { TemplateDraft } from "#lib/domain/content/template.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Channel } from "#lib/domain/words.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { aWorld, phoneOf } from "./world.ts";

const staff = { actor: { type: "staff" as const, id: "sam" } };

const recall: TemplateDraft = {
  id: "recall-note",
  purpose: "care",
  category: "appointments",
  privacy: "limited",
  variants: [
    { channel: "sms", language: "en", body: "{{ patient.given }}, please call us." },
    { channel: "staff-call", language: "en", body: "Ask {{ patient.given }} to book a visit." },
    {
      channel: "letter",
      language: "en",
      subject: "A visit",
      body: "Dear {{ patient.given }}, **please** call us.",
    },
    { channel: "portal", language: "en", subject: "A visit", body: "{{ patient.given }}, please book." },
    ...(["sms", "staff-call", "letter", "portal"] as const).map((channel) => ({
      channel,
      language: "es",
      body: "{{ patient.given }}, llámenos por favor.",
      ...(channel === "letter" || channel === "portal" ? { subject: "Una cita" } : {}),
    })),
  ],
};

export const home = {
  lines: ["12 Oak St", "Apt 3"],
  city: "Chicago",
  state: "IL" as const,
  postalCode: "60601",
  country: "US" as const,
};

export type ByHand = Awaited<ReturnType<typeof byHand>>;

/** A world in which staff call, letters are printed and there is a portal; and one patient, Ana, whom all of them reach. */
export async function byHand(policy: Partial<Policy> = {}, ana: Partial<PatientInput> = {}) {
  const world = await aWorld({
    policy: {
      channels: ["sms", "staff-call", "letter", "portal"],
      fallbackAfter: { sms: "PT2H", "staff-call": "PT24H" },
      ...policy,
    },
  });
  const { ports } = world.system;
  await draftContent(ports, templates, { id: recall.id, draft: recall, ifMatch: undefined }, staff);
  await publishContent(ports, templates, recall.id, staff);
  const patientId = await world.patient("ana", {
    language: "es",
    contactPoints: [
      { channel: "sms", address: phoneOf("ana") },
      { channel: "portal", address: "portal-ana" },
      { channel: "letter", postal: home },
    ],
    ...ana,
  });
  const outreach = async () => (await world.outreaches(patientId))[0];
  return {
    ...world,
    ports,
    patientId,
    outreach,
    /** Sends Ana the note by these channels, in order. */
    send: async (channels: Channel[], about: { appointmentId?: string; reference?: string } = {}) => {
      const asked = { patientId, reference: "note", template: recall.id, channels, ...about };
      await sendDirect(ports, asked, staff);
      await world.settle();
      return outreach();
    },
    /** What staff have to do for Ana, done and closed tasks too. */
    calls: async (): Promise<Stored<"staffTask">[]> =>
      (await world.own("staffTask", patientId)).filter(({ data }) => data.call),
    /** Staff come to the end of the only call there is. */
    ends: async (outcome: string) => {
      const open = (await world.own("staffTask", patientId)).filter(({ data }) => data.status === "open");
      await completeStaffTask(ports, open[0]?.id ?? "", { outcome, owner: "sam" }, staff);
      await world.settle();
    },
  };
}
