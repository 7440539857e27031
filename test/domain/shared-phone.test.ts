import { describe, expect, it } from "vitest";
import { addressee, answerableOutreaches, answersTaken, type Party } from "#lib/domain/conversation.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { aConsent, aReach, aTask, aTuesday, days, later, phone } from "#test/support/builders.ts";

const day = (n: number) => later(aTuesday, days(n));
const now = day(5);

type Asked = Partial<PatientTask> & { id: string };
const party = (name: "maria" | "jose", ...tasks: Asked[]): Party => {
  const patientId = patientIdFrom("test", name);
  return { patientId, reach: aReach({ patientId }), tasks: tasks.map((t) => aTask({ patientId, ...t })) };
};
const open = (id: string, n: number): Asked => ({
  id,
  openedAt: day(n),
  outreachIds: [`${id}-1`, `${id}-2`],
});
const answered = (id: string, n: number): Asked => ({ ...open(id, n), status: "done", answer: "confirmed" });
const withdrawn = (id: string, n: number): Asked => ({ ...open(id, n), status: "cancelled" });

/** Whom a reply is from and what it answers, whichever of the two is found first. */
function heard(hers: Asked[], his: Asked[], outreachId?: string): [string, string?] {
  const [maria, jose] = [party("maria", ...hers), party("jose", ...his)];
  const [told, again] = [
    addressee([maria, jose], now, outreachId),
    addressee([jose, maria], now, outreachId),
  ];
  expect(told).toEqual(again);
  return [told?.patientId === maria.patientId ? "maria" : "jose", ...(told?.task ? [told.task.id] : [])] as [
    string,
  ];
}

describe("of two who share a phone, a reply", () => {
  it.each([
    [
      "answers the open question, where the other's is answered",
      [open("a", 0)],
      [answered("b", 1)],
      ["maria", "a"],
    ],
    [
      "answers anew what one answered, where the other's is withdrawn",
      [withdrawn("a", 1)],
      [answered("b", 0)],
      ["jose", "b"],
    ],
    [
      "answers the newest of what was asked of the one",
      [open("a", 1), open("b", 2), open("c", 0)],
      [],
      ["maria", "b"],
    ],
    [
      "answers an open question before a newer one that is closed",
      [answered("a", 2), open("b", 0), answered("c", 1)],
      [],
      ["maria", "b"],
    ],
    [
      "is of the one asked last, where both were asked",
      [open("a", 0), open("b", 3)],
      [open("c", 1), open("d", 2)],
      ["maria"],
    ],
    ["is of the other one, where he was asked last", [open("a", 0), open("b", 1)], [open("c", 2)], ["jose"]],
    [
      "is of the one asked, though the other's was withdrawn later",
      [open("a", 0)],
      [withdrawn("b", 1)],
      ["maria", "a"],
    ],
    ["is of the one who was ever asked, where nothing may be answered", [], [withdrawn("a", 0)], ["jose"]],
    ["is of the same other one, where it was she", [withdrawn("a", 0)], [], ["maria"]],
  ] as [string, Asked[], Asked[], string[]][])("%s", (_, hers, his, expected) =>
    expect(heard(hers, his)).toEqual(expected),
  );

  it("is of the same one of them, where neither was ever asked", () => {
    expect(["maria", "jose"]).toContain(heard([], [])[0]);
  });
});

describe("a reply of which the provider says what it answers", () => {
  it.each([
    ["answers that, though something was asked since", "a-2", ["maria", "a"]],
    ["answers that, though the other one was asked too", "c-1", ["jose", "c"]],
    ["is of whom was asked last, where that is no question of theirs", "z-1", ["maria"]],
    ["does not answer what was withdrawn", "d-1", ["maria"]],
  ])("%s", (_, outreachId, expected) =>
    expect(heard([open("a", 0), open("b", 3)], [open("c", 1), withdrawn("d", 2)], outreachId)).toEqual(
      expected,
    ),
  );

  it("may answer any message that asked them something, and none that is withdrawn", () => {
    const both = [party("maria", open("a", 0), withdrawn("b", 1)), party("jose", answered("c", 1))];
    expect(answerableOutreaches(both, now)).toEqual(["a-1", "a-2", "c-1", "c-2"]);
  });
});

it("an open question may be answered though its visit is forgotten", () => {
  expect(heard([{ ...open("a", 0), appointmentId: "apt_gone" }], [])).toEqual(["maria", "a"]);
});

describe("what is taken for an answer", () => {
  const written = { channel: "sms", from: phone } as const;
  const reach = aReach();
  const addresses = reach.addresses.map((address) => ({ ...address, relation: "daughter" }));
  const hers = { ...party("maria", open("a", 0)), reach: { ...reach, addresses } };
  const his = {
    ...party("jose"),
    reach: withConsent(reach, aConsent({ relation: "daughter", category: "*" })),
  };
  const who = addressee([hers], now);

  it("is nothing of nobody", () => expect(answersTaken([hers], undefined, written)).toEqual([]));

  it("is nothing from a relation, whatever another patient granted her", () => {
    expect(answersTaken([his, hers], who, written)).toEqual([]);
  });

  it("is all that was asked, from where no address is kept: a portal's account", () => {
    expect(answersTaken([hers], who, { channel: "portal", from: "account-1" })).toEqual([
      "confirmed",
      "declined",
      "reschedule",
    ]);
  });
});
