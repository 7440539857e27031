import type { Head, Review } from "#lib/domain/content/template.ts";
import type { Fault } from "#lib/domain/errors.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { EventType } from "#lib/domain/event.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";

export type AuthoringPorts = Pick<Ports, "records" | "clock">;
export type By = { actor: Actor; cause?: string };

/** `told`: what lint says besides of this kind. */
type Findings<Told> = { errors: Fault[]; warnings: Fault[]; told: Told };

type HeadKind = "templateHead" | "journeyHead" | "formHead";
type VersionKind = "template" | "journey" | "form";

/** What templates, journeys and forms differ in; their drafting, publishing and retiring is one thing. */
export type Content<Draft extends { id: string }, Told extends object = object> = {
  head: HeadKind;
  version: VersionKind;
  events: Record<"drafted" | "published" | "retired", EventType> &
    Partial<Record<"submitted" | "approved", EventType>>;
  lint(ports: AuthoringPorts, draft: Draft): Promise<Findings<Told>>;
  /** Whether a second person has to approve a draft before it is published. */
  needsApproval?(ports: AuthoringPorts): Promise<boolean>;
  /** The data of a published version; `review` is how its draft was approved, where it was. */
  versionOf(draft: Draft, version: number, review: Review | undefined): Change["data"];
};

/** Content that a second person looks at before it is published. */
export type Reviewed<D extends { id: string }, Told extends object = object> = Content<D, Told> & {
  events: Record<"submitted" | "approved", EventType>;
};

/** Without what a reviewer may set aside, or has. */
export const faultsLeft = (errors: Fault[], accepted: readonly string[] | "all"): Fault[] =>
  errors.filter(({ rule }) => !rule || (accepted !== "all" && !accepted.includes(rule)));

export type StoredHead<Draft> = { version: number; data: Head<Draft> };
export type VersionTold = { id: string; version: number; status: "published" | "retired" };

/** Version records are told apart by their number: `appointment-reminder@3`. */
export const versionId = (id: string, version: number): string => `${id}@${version}`;

/** The head of a template, journey or form, as its kind's drafts are. */
export async function headOf<D extends { id: string }>(
  { records }: AuthoringPorts,
  content: Content<D>,
  id: string,
): Promise<StoredHead<D> | undefined> {
  const head: Stored<HeadKind> | undefined = await records.get(content.head, id, { consistent: true });
  return head as StoredHead<D> | undefined;
}

export async function findHead<D extends { id: string }>(
  ports: AuthoringPorts,
  content: Content<D>,
  id: string,
): Promise<StoredHead<D>> {
  const head = await headOf(ports, content, id);
  if (!head) throw new Refusal("not_found");
  return head;
}

export const headChange = <D extends { id: string }>(
  ports: AuthoringPorts,
  content: Content<D>,
  head: StoredHead<D>,
  event: { type: EventType } & By,
): Change =>
  ({
    kind: content.head,
    id: head.data.id,
    expect: head.version,
    data: head.data,
    event: { ...event, at: ports.clock.now() },
  }) as unknown as Change;
