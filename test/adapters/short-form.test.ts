import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemOf, storedOf } from "#lib/adapters/dynamodb/item.ts";
import { restored, shortened } from "#lib/adapters/dynamodb/short-form.ts";
import { codeOf, nameOf } from "#lib/adapters/dynamodb/short-names.ts";
import { outreachId, ownedId, patientKeyOf } from "#lib/domain/ids.ts";
import { at, newPatient, outreachOf, put } from "./samples.ts";

const patient = newPatient();
const key = patientKeyOf(patient) as string;
const id = ownedId("fact", patient, "a");
const own = { id, key };
const asWrittenAndRead = (value: unknown): unknown => restored(shortened(value, own), own);

/** Texts that look like something of the short form, beside any others. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("~", ".", "=", ":", "A", "a", key, id, at) }),
  fc.constantFrom("~", "~.", "~=", "~~", "~:A", "A", "AA", "channel", key, id, patient, at),
  fc.constantFrom(
    "~mbg1k2x0",
    "2026-02-30T10:00:00.000Z",
    "1960-01-01T00:00:00.000Z",
    "+020000-01-01T00:00:00.000Z",
  ),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe("the short form of a patient's items", () => {
  it("gives back whatever was written, names and all", () => {
    fc.assert(
      fc.property(data, (value) => void expect(asWrittenAndRead(value)).toEqual(value)),
      { numRuns: 500 },
    );
  });

  it("writes no two names as one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 12 }), (names) => {
        const short = shortened(Object.fromEntries(names.map((name, n) => [name, n])), own);
        expect(Object.keys(short)).toHaveLength(names.length);
      }),
    );
  });

  it.each([
    ["the record's own id", id, "~="],
    [
      "another id of the patient's",
      ownedId("fact", patient, "b"),
      expect.stringMatching(/^fct_~\._[0-9a-z]{16}$/),
    ],
    ["an instant", at, expect.stringMatching(/^~[0-9a-z]{8}$/)],
    ["somebody else's id", newPatient(), expect.stringMatching(/^pat_[0-9a-z]{26}$/)],
  ])("says %s shortly, or leaves it", (_, long, short) => {
    expect(shortened(long, own)).toEqual(short);
  });

  it("names nothing twice, and leaves alone what the state machine names", () => {
    expect(nameOf.size).toBe(codeOf.size);
    for (const name of ["token", "news", "newsSeq", "id", "type_"]) expect(codeOf.has(name)).toBe(false);
  });

  it("reads what the state machine wrote by itself", () => {
    const token = `${id}:6:${at}`;
    expect(restored({ token, news: [], type: "inbox.awaited", at }, own)).toEqual({
      token,
      news: [],
      type: "inbox.awaited",
      at,
    });
  });

  it("reads an item from before there was a short form", () => {
    const change = outreachOf(ownedId("enrollment", patient, "e"), "ask", { patientId: patient });
    const { z: _, ...item } = itemOf(change);
    const old = { ...item, id: { S: change.id }, d: { M: { step: { S: "~." } } } };
    expect(storedOf(old)).toMatchObject({ id: change.id, data: { step: "~." } });
  });

  it("leaves what lies in no patient's partition as it is: the audit trail is copied from there", () => {
    const change = put("audit", `${patient}~1`, 0, { chain: patient, n: 1 });
    expect(itemOf(change)).toMatchObject({ id: { S: `${patient}~1` }, d: { M: { chain: { S: patient } } } });
  });

  it("keeps an outreach as it was", () => {
    const enrollmentId = ownedId("enrollment", patient, "e");
    const change = outreachOf(enrollmentId, "ask", { enrollmentId, patientId: patient });
    expect(storedOf(itemOf(change))).toMatchObject({
      id: outreachId(enrollmentId, "ask", 1),
      data: change.data,
      event: change.event,
    });
  });
});
