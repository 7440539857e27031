import { movableClock } from "#lib/adapters/local/clock.ts";
import type { Left } from "#lib/adapters/local/outbox.ts";
import type { AuditEvent } from "#lib/domain/audit.ts";
import type { AppointmentInput, PatientInput } from "#lib/domain/inputs.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Change, Kind, Stored } from "#lib/domain/kinds.ts";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import type { Actor, Channel, Instant } from "#lib/domain/words.ts";
import type { ListQuery, Ports, Records } from "#lib/ports.ts";
import type { Content } from "#lib/usecases/authoring/content.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys as journeyContent } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { setPolicy } from "#lib/usecases/authoring/set-policy.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { memoryStore, type Store } from "../../bin/local/store.ts";
import { createSystem, type LocalSystem } from "../../bin/local/system.ts";
import { writtenAnew } from "./written-anew.ts";

const ehr: Actor = { type: "ehr", id: "test" };

/** Monday 1 June 2026, 10:00 in Chicago, where the library's clinic is. */
export const monday = "2026-06-01T15:00:00.000Z";

export type World = Awaited<ReturnType<typeof aWorld>>;

/** Nothing is smeared unless a story asks for it: then it names the instant of each message. */
const clinic = Policy.parse({
  smearMinutes: 0,
  clinicName: "Riverside Clinic",
  clinicPhone: "312-555-0199",
  timeZone: "America/Chicago",
});

/** The whole system in memory with the library's templates and the reminder published, and verbs that read as a story. */
export async function aWorld({
  now = monday,
  store = memoryStore(),
  policy = {},
  journeys = [appointmentReminder],
}: {
  now?: Instant;
  store?: Store;
  policy?: Partial<Policy>;
  journeys?: JourneyDraft[];
} = {}) {
  const clock = movableClock(now);
  const system = createSystem({ store, clock });
  const { records } = system.ports;
  await setPolicy(system.ports, { ...clinic, ...policy }, undefined, { actor: ehr });
  for (const change of await libraryAt(now)) await records.save([change]);
  for (const draft of journeys) await publish(system.ports, journeyContent, draft);
  await system.settle();
  return { system, clock, ...system, records, ...verbs(system), ...looks(system) };
}

/** The library's templates as the changes that published them: to lint them anew takes longer than most stories. */
async function publishLibrary(now: Instant): Promise<Change[]> {
  const store = memoryStore();
  const { ports } = createSystem({ store, clock: movableClock(now) });
  for (const draft of libraryTemplates) await publish(ports, templates, draft);
  return (await store.poll()).map(writtenAnew);
}

const libraries = new Map<Instant, Promise<Change[]>>();
function libraryAt(now: Instant): Promise<Change[]> {
  const known = libraries.get(now) ?? publishLibrary(now);
  libraries.set(now, known);
  return known;
}

async function publish<D extends { id: string }>(ports: Ports, content: Content<D>, draft: D) {
  await draftContent(ports, content, { id: draft.id, draft, ifMatch: undefined }, { actor: ehr });
  await publishContent(ports, content, draft.id, { actor: ehr });
}

/** What happens to the system from outside; each settles before it returns. */
function verbs(system: LocalSystem) {
  const { ports } = system;
  let messages = 0;
  const settled = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await system.settle();
    return result;
  };
  return {
    /** A patient by name, with a phone and an email of their own unless told otherwise. */
    patient: async (reference: string, more: Partial<PatientInput> = {}): Promise<string> => {
      const input: PatientInput = {
        reference,
        name: { given: reference, family: "Test" },
        language: "en",
        timeZone: "America/Chicago",
        contactPoints: [
          { channel: "sms", address: phoneOf(reference) },
          { channel: "email", address: `${reference}@example.org` },
        ],
        ...more,
      };
      return (await settled(savePatient(ports, input, { actor: ehr }))).record.id;
    },
    /** Books a visit, or tells anew what the EHR knows of the one with this reference. */
    book: async (patientId: string, more: Partial<AppointmentInput> = {}): Promise<string> => {
      const input: AppointmentInput = {
        patientId,
        reference: "visit",
        status: "booked",
        start: "2026-06-11T15:00:00.000Z",
        ...more,
      };
      return (await settled(saveAppointment(ports, input, { actor: ehr }))).record.id;
    },
    advanceTo: (to: Instant) => system.runTo(to),
    /** A text from a phone; the same `messageId` twice is the provider saying it twice. */
    says: async (from: string, text: string, messageId = `in-${++messages}`): Promise<void> => {
      const at = ports.clock.now();
      await settled(system.receive({ messageId, channel: "sms", from, text, at }));
    },
  };
}

/** What can be seen of it. */
function looks(system: LocalSystem) {
  const { records } = system.ports;
  const left = (channel?: Channel, address?: string): Left[] =>
    system.outbox.list({ ...(channel && { channel }), ...(address && { address }) });
  const own = <K extends Kind>(kind: K, patientId: string): Promise<Stored<K>[]> =>
    all(records, { kind, of: "patient", patientId }) as Promise<Stored<K>[]>;
  return {
    left,
    texts: (address?: string): string[] => left("sms", address).map(({ body }) => body),
    own,
    outreaches: async (patientId: string): Promise<Outreach[]> =>
      (await own("outreach", patientId)).map(({ data }) => data),
    staffTasks: async (queue = "front-desk") =>
      (await all(records, { kind: "staffTask", of: "queue", queue })).map(({ data }) => data),
    /** What the audit trail tells of a patient, in order, as event types with their reasons. */
    timeline: async (patientId: string): Promise<string[]> =>
      (await chain(records, patientId)).map(({ type, reason }) => (reason ? `${type} (${reason})` : type)),
  };
}

/** A phone number per name: of the range for fiction that libphonenumber calls valid, but none of the magic ones. */
export const phoneOf = (name: string): string => {
  const code = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 70, 7);
  return `+120255501${String(code).padStart(2, "0")}`;
};

export const chain = async (records: Records, name: string): Promise<AuditEvent[]> =>
  (await all(records, { kind: "audit", of: "chain", chain: name })).map(({ data }) => data);

export async function all<Q extends ListQuery>(records: Records, query: Q): Promise<Stored<Q["kind"]>[]> {
  const found: Stored<Q["kind"]>[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.list(query, { limit: 100, ...(cursor && { cursor }) });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return found;
}
