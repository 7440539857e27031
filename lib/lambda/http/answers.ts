import type { Head } from "#lib/domain/content/template.ts";
import type { Kind, Kinds, Stored } from "#lib/domain/kinds.ts";
import type { Page, PageRequest } from "#lib/ports.ts";
import type { Answer, Call } from "./call.ts";

/** How records become answers. Each route's own schema then leaves out what is not its to tell. */

type Told<K extends Kind> = Kinds[K] & { revision: number };

const told = <K extends Kind>({ data, version }: Stored<K>): Told<K> => ({ ...data, revision: version });

export const one = <K extends Kind>(record: Stored<K>): Answer<Told<K>> => ({
  body: told(record),
  etag: record.version,
});

/** 201 where it was made by this call, 200 where it was there. */
export const made = <K extends Kind>(record: Stored<K>, created: boolean): Answer<Told<K>> => ({
  ...one(record),
  status: created ? 201 : 200,
});

export const many = <K extends Kind>({ items, ...more }: Page<Stored<K>>) => ({
  body: { items: items.map((item) => told(item)), ...more },
});

export const head = <D>({ data, version }: { data: Head<D>; version: number }) => ({
  body: { ...data, revision: version },
  etag: version,
});

/** The heads of a list say whether there is a draft, and do not hold it. */
export const heads = ({
  items,
  ...more
}: Page<Stored<"templateHead"> | Stored<"journeyHead"> | Stored<"formHead">>) => ({
  body: {
    items: items.map(({ data, version }) => ({
      id: data.id,
      published: data.published,
      versions: data.versions,
      hasDraft: data.draft !== undefined,
      revision: version,
    })),
    ...more,
  },
});

/** What the use cases ask of a caller: who, and the request it was. */
export const byOf = ({ by, requestId }: Pick<Call, "by" | "requestId">) => ({ actor: by, cause: requestId });

export const pageOf = ({ limit, cursor }: { limit: number; cursor?: string | undefined }): PageRequest => ({
  limit,
  ...(cursor !== undefined && { cursor }),
});

/** The version an update may replace, for the use cases that take it with the caller. */
export const expected = ({ ifMatch }: Pick<Call, "ifMatch">): { expect?: number } =>
  ifMatch === undefined ? {} : { expect: ifMatch };
