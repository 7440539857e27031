import type { Alias } from "./alias.ts";
import type { AuditEvent } from "./audit.ts";
import type { Campaign } from "./campaign/campaign.ts";
import type { Consent } from "./consent/consent.ts";
import type { Head, Template, TemplateDraft } from "./content/template.ts";
import type { Enrollment, Inbox } from "./enrollment.ts";
import type { ChangeEvent } from "./event.ts";
import type { DirectoryEntry, Fact } from "./fact.ts";
import type { Feedback } from "./feedback.ts";
import type { StoredFile } from "./files/file.ts";
import type { FormDraft, FormResponse, FormVersion } from "./forms/form.ts";
import type { JourneyDraft, JourneyVersion } from "./journey/definition.ts";
import type { Migration } from "./journey/migration.ts";
import type { Message } from "./message.ts";
import type { Audience, Operation, Part, Snapshot } from "./operation.ts";
import type { Outreach } from "./outreach/outreach.ts";
import type { Link } from "./pages/link.ts";
import type { Session } from "./pages/session.ts";
import type { Barrier } from "./patient/barrier.ts";
import type { Patient } from "./patient/patient.ts";
import type { PolicyLevel } from "./policy/levels.ts";
import type { Policy } from "./policy/policy.ts";
import type { PortalMessage } from "./portal-message.ts";
import type { AddressLink, AddressState } from "./reach/address.ts";
import type { Reach } from "./reach/reach.ts";
import type { ListPart, ListRows } from "./segment/list-part.ts";
import type { Profile } from "./segment/profile.ts";
import type { Membership, Segment } from "./segment/segment.ts";
import type { Switch } from "./switch.ts";
import type { PatientTask, StaffTask } from "./task.ts";
import type { Appointment } from "./visit/appointment.ts";
import type { Offer } from "./visit/offer.ts";
import type { FreedTime, Waiting } from "./visit/waiting.ts";

/** The kinds of record there are, each with the shape of its data. Their keys are in adapters/dynamodb/keys.ts. */
export type Kinds = {
  patient: Patient;
  reach: Reach;
  consent: Consent;
  appointment: Appointment;
  fact: Fact;
  enrollment: Enrollment;
  inbox: Inbox;
  outreach: Outreach;
  patientTask: PatientTask;
  staffTask: StaffTask;
  message: Message;
  portalMessage: PortalMessage;
  barrier: Barrier;
  feedback: Feedback;
  offer: Offer;
  waiting: Waiting;
  freedTime: FreedTime;
  link: Link;
  session: Session;
  addressState: AddressState;
  addressLink: AddressLink;
  directory: DirectoryEntry;
  alias: Alias;
  journeyHead: Head<JourneyDraft>;
  journey: JourneyVersion;
  templateHead: Head<TemplateDraft>;
  template: Template;
  formHead: Head<FormDraft>;
  form: FormVersion;
  formResponse: FormResponse;
  file: StoredFile;
  policy: Policy;
  policyLevel: PolicyLevel;
  switch: Switch;
  migration: Migration;
  /** What segments ask about a patient: a projection, and no part of the audit trail. */
  profile: Profile;
  segment: Segment;
  membership: Membership;
  snapshot: Snapshot;
  audience: Audience;
  /** One uploaded part of a list, and its rows. */
  listPart: ListPart;
  listRows: ListRows;
  campaign: Campaign;
  operation: Operation;
  part: Part;
  /** An Idempotency-Key or a webhook's message id that was seen, with the answer it got. */
  request: RequestRecord;
  /** One line of the audit trail; the last line of a chain is its end. */
  audit: AuditEvent;
};
export type Kind = keyof Kinds;

export type RequestRecord = {
  key: string;
  /** Digest of method, path and body: the same key with another one is refused. */
  print: string;
  state: "running" | "done";
  answer?: { status: number; body: string; headers: Record<string, string> };
  /** Unix seconds: DynamoDB's TTL removes it then. */
  expiresAt: number;
};

/** A record as stored: `version` is 1 on creation and counts up by one with each change. */
export type Stored<K extends Kind = Kind> = {
  kind: K;
  id: string;
  version: number;
  data: Kinds[K];
  /** What made it this version. */
  event: ChangeEvent;
};

/** One conditional write: `expect` is the version last read, 0 where there must be none yet. */
export type Change<K extends Kind = Kind> = {
  [P in K]: { kind: P; id: string; expect: number; data: Kinds[P]; event: ChangeEvent };
}[K];
