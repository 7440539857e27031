import { expect, it } from "vitest";
import { isSecondPerson } from "#lib/domain/content/template.ts";
import { aTuesday } from "#test/support/builders.ts";

const anna = { type: "staff", id: "anna" } as const;
const bert = { type: "staff", id: "bert" } as const;
const review = { status: "submitted", by: anna, at: aTuesday } as const;

it.each([
  ["who submitted it", anna, { review }, false],
  ["who wrote it", bert, { review, draftedBy: bert }, false],
  ["anybody else", bert, { review, draftedBy: anna }, true],
  ["who wrote what nobody submitted yet", bert, { draftedBy: bert }, false],
  ["anybody, where nobody is known to have written it", bert, { review }, true],
])("whether a second person looks at it: %s", (_, actor, head, expected) =>
  expect(isSecondPerson(actor, head)).toBe(expected),
);
