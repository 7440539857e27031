/** What a token may be allowed to do. A token holds `followthrough/<scope>`: Cognito puts the resource server before it. */
export const scopes = {
  "patients.read": "Read patients, contact points, consents, preferences and appointments",
  "patients.write": "Write patients, contact points, consents, preferences and appointments",
  "outreach.read": "Read outreaches, their decisions and enrollments",
  "outreach.write": "Send, cancel, and start, stop, pause or resume enrollments",
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
  "content.read": "Read journeys, templates, forms and the policy",
  "content.write": "Draft journeys and templates",
  "content.publish": "Publish and retire journeys and templates",
  "policy.write": "Change the outreach policy",
  "audit.read": "Read and verify the audit trail",
} as const;
export type Scope = keyof typeof scopes;

/** Identifier of the Cognito resource server. */
export const resourceServer = "followthrough";

export const fullScope = (scope: Scope): string => `${resourceServer}/${scope}`;
