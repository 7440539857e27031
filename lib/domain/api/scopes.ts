/** What a token may be allowed to do. A token holds `followthrough/<scope>`: Cognito puts the resource server before it. */
export const scopes = {
  "patients.read":
    "Read patients, contact points, consents, preferences, appointments and their offered times; who is in a segment or what came of a list; see a template as a patient would",
  "patients.write":
    "Write patients, contact points, consents, preferences and appointments; offer times; upload lists",
  "outreach.read":
    "Read outreaches, their decisions and enrollments; preview a migration or the end of runs; simulate a journey for real patients",
  "outreach.write":
    "Send and cancel; start, stop, pause or resume enrollments; pause, resume or stop campaigns; set rules of amount aside for a patient",
  "tasks.read": "Read patient tasks and the worklist",
  "tasks.write": "Answer patient tasks; claim and complete staff tasks",
  "inbox.read":
    "List a patient's portal inbox and read its messages; each read needs a reason and is audited",
  "inbox.write": "Say that the patient read a message of the inbox, and what they answered",
  "calls.read": "Read whom staff call and what to say; each read needs a reason and is audited",
  "receipts.write": "Report what became of printed letters",
  "messages.read": "Read what a patient wrote; each read needs a reason and is audited",
  "forms.read": "Read what a patient answered in a form; each read needs a reason and is audited",
  "files.read": "Read a picture that a patient sent; each read needs a reason and is audited",
  "content.read":
    "Read, lint, preview and simulate journeys, templates and forms; read segments, campaigns and their reports, operations, pauses and the policy",
  "content.write":
    "Draft journeys, templates, forms and campaigns; submit them for review; keep snapshots of segments; start dry runs",
  "content.publish":
    "Approve, publish and retire journeys, templates and forms; approve campaigns; save and retire segments; migrate, pause, resume or end the runs of a journey",
  "policy.write":
    "Change the outreach policy and its levels; pause and resume everything; end every run and stop every campaign",
  "audit.read": "Read and verify the audit trail",
} as const;
export type Scope = keyof typeof scopes;

/** Identifier of the Cognito resource server. */
export const resourceServer = "followthrough";

export const fullScope = (scope: Scope): string => `${resourceServer}/${scope}`;
