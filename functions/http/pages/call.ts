import type { Session } from "#lib/domain/pages/session.ts";
import type { Spoken } from "#lib/domain/pages/words.ts";
import type { Relation } from "#lib/domain/patient/patient.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Screen } from "#lib/lambda/pages/layout.ts";
import type { PageRequest } from "#lib/lambda/pages/request.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import type { Ports } from "#lib/ports.ts";

export type PagesPorts = CorePorts & Pick<Ports, "secrets" | "files">;

/** A request of a patient who was recognised. A POST comes here only with the session's own token. */
export type Call = {
  ports: PagesPorts;
  request: PageRequest;
  policy: Policy;
  spoken: Spoken;
  session: Session;
  csrf: string;
  /** Who acts for the patient, where it is not the patient. */
  relation?: Relation;
  /** The given name of the patient they act for. */
  acting?: string;
};

/** After a write the browser reads a page of ours anew. */
export type Go = {
  go: `/p${string}`;
  /** The token of a session that took this one's place. */
  token?: string;
};

/** One page under /p: what it shows, and what its form does. */
export type Page = {
  show(call: Call): Promise<Screen>;
  act?(call: Call): Promise<Screen | Go>;
};

/** A field of the form, without blanks around it; undefined where it is empty. */
export const field = ({ request }: Call, name: string): string | undefined =>
  request.form.get(name)?.trim() || undefined;
