import { expect, it } from "vitest";
import { directFaults } from "#lib/domain/outreach/direct-faults.ts";
import { aTemplate } from "#test/support/builders.ts";

const { content } = aTemplate({ variables: ["code", "place"] });
const whole = { code: "123456", place: 0 };

it.each([
  ["nothing of one with all its variables", content, { variables: whole }, []],
  ["nothing of one whose template is looked for later", undefined, { variables: { other: 1 } }, []],
  ["the variable that it lacks", content, { variables: { code: "1" } }, ["/variables/place"]],
  ["the variable that nobody knows", content, { variables: { ...whole, other: 1 } }, ["/variables/other"]],
  ["nothing of one whose template has none", aTemplate().content, {}, []],
  [
    "any variable of one whose template has none",
    aTemplate().content,
    { variables: whole },
    ["/variables/code", "/variables/place"],
  ],
  ["all that it lacks", content, {}, ["/variables/code", "/variables/place"]],
  ["the visit whose page it opens", undefined, { opening: { page: "visit" as const } }, ["/appointmentId"]],
  [
    "nothing of a page with its visit",
    undefined,
    { opening: { page: "visit" as const }, appointmentId: "apt_1" },
    [],
  ],
])("a message that was asked for is to mend: %s", (_, template, asked, pointers) =>
  expect(directFaults(template, asked).map(({ pointer }) => pointer)).toEqual(pointers),
);

it("says of each in a sentence what is to be mended", () => {
  const asked = { variables: { code: "1", other: 1 }, opening: { page: "visit" as const } };
  const details = directFaults(content, asked).map(({ detail }) => detail);
  expect(new Set(details).size).toBe(3);
  for (const detail of details) expect(detail).toMatch(/^The [a-z ]+\.$/);
});
