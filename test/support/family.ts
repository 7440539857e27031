import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Relation } from "#lib/domain/patient/patient.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { linkIn, type PagesWorld, pagesWorld } from "./pages.ts";

export const familyPhone = "+12025550160";
const ehr = { actor: { type: "ehr", id: "test" } } as const;

export const rosa: Relation & { reference: string } = {
  reference: "rosa",
  role: "guardian",
  name: "Rosa Lopez",
  birthDate: "1985-07-04",
};
export const rosasBirthDate = { month: "7", day: "4", year: "1985" };

type Child = { relation?: Partial<Relation>; birthDate?: string; address?: string };

/** Children, each with a visit, whose one phone is their mother's; she asked for messages about them. */
export async function family(children: Record<string, Child>, how: Parameters<typeof pagesWorld>[0] = {}) {
  const world = await pagesWorld(how);
  const ids: Record<string, string> = {};
  for (const [name, child] of Object.entries(children)) ids[name] = await aChild(world, name, child);
  return { ...world, ids, linkTo: (name: string) => linkTo(world, ids[name] as string) };
}

async function aChild(world: PagesWorld, name: string, child: Child): Promise<string> {
  const relation = { ...rosa, ...child.relation };
  const input: Partial<PatientInput> = {
    name: { given: name, family: "Secret-Name" },
    birthDate: child.birthDate ?? "2018-05-06",
    relations: [relation],
    contactPoints: [
      { channel: "sms", address: child.address ?? familyPhone, relation: relation.reference as string },
    ],
  };
  const patientId = await world.patient(name, input);
  await world.book(patientId, { locationName: `${name}'s clinic`, start: "2026-06-11T15:00:00.000Z" });
  await recordConsent(
    world.ports,
    { patientId, state: "granted", source: "api", relation: relation.reference as string },
    ehr,
  );
  await world.settle();
  return patientId;
}

let asked = 0;

/** The link of a text about the child's visit. */
async function linkTo(world: PagesWorld, patientId: string): Promise<string> {
  const [visit] = await world.own("appointment", patientId);
  const before = world.texts().length;
  await sendDirect(
    world.ports,
    {
      patientId,
      reference: `family-${++asked}`,
      template: "care-message",
      variables: { text: "Hello" },
      channels: ["sms"],
      appointmentId: visit?.id,
    },
    { actor: { type: "staff", id: "test" } },
  );
  await world.settle();
  return linkIn(world.texts()[before] ?? "");
}
