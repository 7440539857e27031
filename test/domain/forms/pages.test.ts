import { describe, expect, it } from "vitest";
import type { ResponseItem } from "#lib/domain/forms/questionnaire.ts";
import { withPage } from "#lib/domain/forms/read-fields.ts";
import { isAsked, nextStep, previousStep, type Step, stepsOf } from "#lib/domain/forms/steps.ts";
import { asking, asks, core, group, on, sdc, text, told } from "#test/support/forms.ts";

const hidden = { extension: [core("questionnaire-hidden", { valueBoolean: true })] };
const note = (linkId: string) => asks(linkId, { type: "display", text: linkId });

describe("a form is cut into pages", () => {
  const cut = (...items: object[]) =>
    stepsOf(asking(...items)).map(({ from, items: own }) => [from, own.map(({ linkId }) => linkId).join("")]);
  const some = group("g", [asks("z")]);

  it.each([
    [
      "three loose questions on one",
      [asks("a"), asks("b"), asks("c"), asks("d")],
      [
        [0, "abc"],
        [3, "d"],
      ],
    ],
    [
      "notes with the questions, and not counted",
      [note("a"), asks("b"), note("c"), asks("d"), asks("e"), asks("f")],
      [
        [0, "abcde"],
        [5, "f"],
      ],
    ],
    [
      "a group on its own",
      [asks("a"), some, asks("b"), asks("c")],
      [
        [0, "a"],
        [1, "g"],
        [2, "bc"],
      ],
    ],
    [
      "two groups on two",
      [some, group("h", [])],
      [
        [0, "g"],
        [1, "h"],
      ],
    ],
    [
      "nothing that is hidden, and its neighbours apart",
      [asks("a"), asks("b", hidden), asks("c"), asks("d")],
      [
        [0, "a"],
        [2, "cd"],
      ],
    ],
    ["nothing where all is hidden", [asks("a", hidden)], []],
  ])("%s", (_, items, pages) => expect(cut(...items)).toEqual(pages));

  it("of none where it has no items", () => expect(stepsOf({ resourceType: "Questionnaire" })).toEqual([]));

  const steps = stepsOf(
    asking(group("a", []), group("b", [], on("x")), group("c", []), group("d", [], on("x"))),
  );
  const x = [text("x")];

  it.each<[string, number, ResponseItem[] | undefined, number, number | undefined]>([
    ["from the first", 0, undefined, 0, undefined],
    ["past one that is not asked", 1, undefined, 2, 0],
    ["to one that is asked now", 1, x, 1, 0],
    ["to the end where no more is asked", 3, undefined, 4, 2],
    ["back past one that is not asked", 2, undefined, 2, 0],
    ["back to one that is asked now", 2, x, 2, 1],
    ["beyond the last", 4, x, 4, 3],
  ])("and is gone through %s", (_, index, given, next, previous) => {
    expect([nextStep(steps, index, given), previousStep(steps, index, given)]).toEqual([next, previous]);
  });

  it("and leaves out those that an expression switches off, whole or in part", () => {
    expect(nextStep(steps, 0, undefined, new Set(["a"]))).toBe(2);
    expect(previousStep(steps, 2, undefined, new Set(["a"]))).toBeUndefined();
    const [loose] = stepsOf(asking(asks("a"), asks("b", on("x"))));
    expect(loose && isAsked(loose, [])).toBe(true);
    expect(loose && isAsked(loose, [], new Set(["a"]))).toBe(false);
  });
});

describe("a page that was sent is read", () => {
  const read = (
    items: object[],
    before: ResponseItem[],
    sent: Record<string, string>,
    page = 0,
    more: object = {},
  ) => {
    const form = asking(...items);
    const step = stepsOf(form)[page];
    if (!step) throw new Error("no page");
    return withPage(form, told(...before), step, { sent: (name) => [sent[name] ?? []].flat(), ...more })
      .response.item;
  };
  const calculated = { extension: [sdc("calculatedExpression", { valueExpression: {} })] };

  it.each<[string, object[], ResponseItem[], Record<string, string>, ResponseItem[]]>([
    ["instead of what was there", [asks("a")], [text("a", "old")], { q0: "new" }, [text("a", "new")]],
    ["and what is blank now is gone", [asks("a")], [text("a", "old")], {}, []],
    [
      "beside the other pages, in the form's order",
      [asks("a"), group("g", [asks("b")])],
      [{ linkId: "g", item: [text("b")] }],
      { q0: "new" },
      [text("a", "new"), { linkId: "g", item: [text("b")] }],
    ],
    [
      "but for what nobody can write",
      [asks("a", { readOnly: true })],
      [text("a", "old")],
      { q0: "new" },
      [text("a", "old")],
    ],
    [
      "but for what is calculated",
      [asks("a", calculated)],
      [text("a", "old")],
      { q0: "new" },
      [text("a", "old")],
    ],
    [
      "but for what was not shown",
      [asks("a", on("x"))],
      [text("a", "old")],
      { q0: "new" },
      [text("a", "old")],
    ],
    [
      "but for what is hidden in a group",
      [group("g", [asks("b", hidden), asks("c")])],
      [{ linkId: "g", item: [text("b", "old"), text("c", "old")] }],
      { "q0.0": "new", "q0.1": "new" },
      [{ linkId: "g", item: [text("b", "old"), text("c", "new")] }],
    ],
    ["and a note has no answer", [note("a"), asks("b")], [], { q0: "x", q1: "y" }, [text("b", "y")]],
    [
      "with an answer's own questions",
      [asks("a", { item: [asks("b"), asks("c", on("b"))] })],
      [],
      { q0: "x", "q0.0": "y", "q0.1": "not shown" },
      [{ linkId: "a", answer: [{ valueString: "x", item: [text("b", "y")] }] }],
    ],
    [
      "with more of them once they were shown",
      [asks("a", { item: [asks("b"), asks("c", on("b"))] })],
      [{ linkId: "a", answer: [{ valueString: "x", item: [text("b", "y")] }] }],
      { q0: "x", "q0.0": "y", "q0.1": "z" },
      [{ linkId: "a", answer: [{ valueString: "x", item: [text("b", "y"), text("c", "z")] }] }],
    ],
    ["and no answer keeps no questions", [asks("a", { item: [asks("b")] })], [], { "q0.0": "y" }, []],
    [
      "with one repetition more than there was, and no more",
      [group("g", [asks("b")], { repeats: true })],
      [],
      { "q0-0.0": "x", "q0-1.0": "y" },
      [{ linkId: "g", item: [text("b", "x")] }],
    ],
    [
      "with as many repetitions as there may be",
      [
        group("g", [asks("b")], {
          repeats: true,
          extension: [core("questionnaire-maxOccurs", { valueInteger: 1 })],
        }),
      ],
      [{ linkId: "g", item: [text("b")] }],
      { "q0-0.0": "x", "q0-1.0": "y" },
      [{ linkId: "g", item: [text("b", "x")] }],
    ],
  ])("%s", (_, items, before, sent, after) => expect(read(items, before, sent)).toEqual(after));

  it("but for what nobody can write, beside what somebody can", () => {
    const items = [asks("a", { readOnly: true }), asks("b")];
    expect(read(items, [text("a", "old"), text("b", "old")], { q0: "x", q1: "new" })).toEqual([
      text("a", "old"),
      text("b", "new"),
    ]);
  });

  it("and asks what an earlier page switched on", () => {
    const items = [group("g", [asks("a")]), group("h", [asks("b")], on("a"))];
    const before = [{ linkId: "g", item: [text("a")] }];
    expect(read(items, before, { "q1.0": "y" }, 1)).toEqual([
      ...before,
      { linkId: "h", item: [text("b", "y")] },
    ]);
    expect(read(items, [], { "q1.0": "y" }, 1)).toEqual([]);
  });

  it("and what is no value of its type is told, and nothing else", () => {
    const form = asking(asks("a", { type: "integer" }), asks("b"));
    const [step] = stepsOf(form);
    const sent = (name: string) => (name === "q0" ? ["many"] : ["x"]);
    const { response, unread } = withPage(form, told(), step as Step, { sent });
    expect(response.item).toEqual([text("b")]);
    expect(unread).toEqual([{ name: "q0", linkId: "a", text: "many" }]);
  });

  it("and a photo takes the place of the one before; without one, that stays", () => {
    const photo = asks("a", { type: "attachment" });
    const before = [{ linkId: "a", answer: [{ valueAttachment: { url: "/v1/files/fil_0" } }] }];
    const photos = new Map([["q0", { id: "fil_1", contentType: "image/png", size: 3 }]]);
    const valueAttachment = { contentType: "image/png", url: "/v1/files/fil_1", size: 3, title: "photo" };
    expect(read([photo], before, { q0: "C:\\fakepath\\card.png" })).toEqual(before);
    expect(read([photo], before, {}, 0, { photos })).toEqual([
      { linkId: "a", answer: [{ valueAttachment }] },
    ]);
  });
});
