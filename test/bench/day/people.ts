import type { ChangeEvent } from "#lib/domain/event.ts";
import { ownedId, patientIdFrom } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import { addressKey, addressLinkId } from "#lib/domain/reach/address.ts";
import { reachOf } from "#lib/domain/reach/reach.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Records } from "#lib/ports.ts";

/** What the n-th patient does on this day; the share is of all patients, the same ones in every run. */
export type Manner = "answers" | "stops" | "asks for help" | "writes freely" | "is silent";

const given = ["Ava", "Noah", "Mia", "Liam", "Grace", "Omar", "Ruth", "Theo"];
const zones = ["America/New_York", "America/Chicago", "America/Denver"];
const of = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;

export function mannerOf(n: number): Manner {
  const share = n % 100;
  if (share < 10) return "answers";
  if (share === 10) return "stops";
  if (share === 11) return "asks for help";
  if (share === 12) return "writes freely";
  return "is silent";
}

/** Two numbers in a hundred are dead, and two phones never tell. */
export const receiptOf = (n: number): "delivered" | "invalid-address" | undefined =>
  n % 100 < 96 ? "delivered" : n % 100 < 98 ? "invalid-address" : undefined;

export type Person = { n: number; id: string; phone: string };

export const person = (n: number): Person => ({
  n,
  id: patientIdFrom("bench", String(n)),
  phone: `+1312${String(2_000_000 + n)}`,
});

/** Patients who are there already when the day begins, with a question still open for those who will answer. */
export async function settle(records: Records, { n, id, phone }: Person, at: Instant): Promise<void> {
  const patient: Patient = {
    id,
    identifiers: [],
    name: { given: of(given, n), family: "Castillo" },
    language: n % 3 === 0 ? "es" : "en",
    timeZone: of(zones, n),
    deceased: false,
    active: true,
    prospect: false,
    contactPoints: [{ id: "cp_1", channel: "sms", address: phone, health: "ok" }],
    preference: {},
    attributes: {},
    relations: [],
  };
  const key = addressKey("sms", phone);
  const event: ChangeEvent = { type: "patient.created", at, actor: { type: "ehr", id: "bench" } };
  const changes: Change[] = [
    { kind: "patient", id, expect: 0, data: patient, event },
    { kind: "reach", id, expect: 0, data: reachOf(undefined, patient, {}), event },
    {
      kind: "addressLink",
      id: addressLinkId(key, id),
      expect: 0,
      data: { key, patientId: id, contactPointIds: ["cp_1"], active: true },
      event,
    },
  ];
  if (mannerOf(n) === "answers") changes.push(openTask(id, event));
  await records.save(changes);
}

function openTask(patientId: string, event: ChangeEvent): Change<"patientTask"> {
  const id = ownedId("patientTask", patientId, "bench");
  const answers = ["confirmed", "declined", "reschedule"];
  const data = { id, patientId, kind: "confirm-appointment", answers, outreachIds: [], openedAt: event.at };
  return { kind: "patientTask", id, expect: 0, data: { ...data, status: "open" }, event };
}
