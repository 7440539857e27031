import type { ChangeEvent } from "#lib/domain/event.ts";
import { fileOf, mostPictures, type StoredFile, takesRoom } from "#lib/domain/files/file.ts";
import { type Accepted, acceptPicture, mostDrawing, mostPhoto } from "#lib/domain/files/picture.ts";
import type { Question } from "#lib/domain/forms/fields.ts";
import type { Issue } from "#lib/domain/forms/issue.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";
import type { OpenForm } from "./open-form.ts";

/** What a browser sent as pictures, by the field's name: a photo of its own, and the drawing beside a signature. */
export type PicturesSent = {
  photo(name: string): Buffer | undefined;
  drawing(name: string): Buffer | undefined;
};

export type KeptPictures = {
  /** By the field's name. */
  photos: ReadonlyMap<string, StoredFile>;
  /** By the link id of the signature. */
  drawings: ReadonlyMap<string, StoredFile>;
  /** To be saved together with the response that names them. */
  changes: Change<"file">[];
  /** Those that are none, too large, or more than are kept. */
  issues: Issue[];
};

export const noPictures: KeptPictures = { photos: new Map(), drawings: new Map(), changes: [], issues: [] };

/**
 * Keeps the pictures of a page, each under a new random id, bare of what it tells beside itself. The bytes are kept
 * before the record: a crash in between leaves bytes that nothing names and nobody can ask for.
 */
export async function keepPictures(
  ports: Pick<Ports, "files" | "secrets" | "records">,
  { data: { id: responseId, patientId } }: OpenForm,
  questions: Question[],
  { pictures, by }: { pictures: PicturesSent; by: Omit<ChangeEvent, "type"> },
): Promise<KeptPictures> {
  const photos = new Map<string, StoredFile>();
  const drawings = new Map<string, StoredFile>();
  const issues: Issue[] = [];
  let room = sentAny(questions, pictures) ? await roomIn(ports, patientId, by.at) : 0;
  const keep = async ({ bytes, type }: Extract<Accepted, { bytes: Buffer }>, linkId: string) => {
    room -= 1;
    const id = ownedId("file", patientId, ports.secrets.token());
    await ports.files.put(id, bytes);
    return fileOf({ id, patientId, responseId, linkId }, { bytes, type, at: by.at });
  };
  for (const question of questions) {
    const { name, linkId, input } = question;
    const isPhoto = input === "attachment";
    const sent = sentFor(question, pictures);
    if (!sent) continue;
    const accepted = acceptPicture(sent, isPhoto ? mostPhoto : mostDrawing);
    if ("refused" in accepted) issues.push(issueOf(linkId, accepted.refused));
    else if (room <= 0) issues.push(issueOf(linkId, "enough_pictures"));
    else if (isPhoto) photos.set(name, await keep(accepted, linkId));
    else drawings.set(linkId, await keep(accepted, linkId));
  }
  const changes = [...photos.values(), ...drawings.values()].map((data) => received(data, by));
  return { photos, drawings, changes, issues };
}

const received = (data: StoredFile, by: Omit<ChangeEvent, "type">): Change<"file"> => ({
  kind: "file",
  id: data.id,
  expect: 0,
  data,
  event: { type: "file.received", ...by },
});

function sentFor({ name, input, readOnly }: Question, { photo, drawing }: PicturesSent): Buffer | undefined {
  if (readOnly) return undefined;
  return input === "attachment" ? photo(name) : input === "signature" ? drawing(name) : undefined;
}

const sentAny = (questions: Question[], pictures: PicturesSent): boolean =>
  questions.some((question) => sentFor(question, pictures));

async function roomIn({ records }: Pick<Ports, "records">, patientId: string, now: Instant): Promise<number> {
  let room = mostPictures;
  for await (const { data } of pages(records, { kind: "file", of: "patient", patientId }))
    if (takesRoom(data, now)) room -= 1;
  return room;
}

const issueOf = (linkId: string, code: "media" | "too_big" | "enough_pictures"): Issue => ({
  code,
  severity: "error",
  path: "QuestionnaireResponse",
  linkId,
  text: "It is a picture that cannot be kept.",
});
