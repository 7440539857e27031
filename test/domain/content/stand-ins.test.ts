import { describe, expect, it } from "vitest";
import { example, longest, standIns, wordings, written } from "#lib/domain/content/stand-ins.ts";
import type { Variant } from "#lib/domain/content/template.ts";
import { standardVariables } from "#lib/domain/content/variables.ts";

const clinic = { clinicName: "Oak", clinicPhone: "911" };
const paths = Object.keys(standardVariables);

describe("values of a made-up patient", () => {
  it("are there for every standard variable, and for each that the draft declares", () => {
    const values = standIns({ variables: ["code"] }, (path) => `<${path}>`);
    for (const path of paths) expect(written(`{{ ${path} }}`, "push", values)).toBe(`<${path}>`);
    expect(values.code).toBe("<code>");
    expect(Object.keys(standIns({}, () => "x"))).toEqual(["patient", "visit", "clinic", "team", "link"]);
  });

  it("are absent where there is none, not empty", () => {
    const values = standIns({ variables: ["code", "gone"] }, (path) => (path === "code" ? "1" : undefined));
    expect(values).toEqual({ patient: {}, visit: {}, clinic: {}, team: {}, link: {}, code: "1" });
    expect(values).not.toHaveProperty("gone");
    expect(Object.keys(values.patient as object)).toEqual([]);
  });

  it("are usual ones, without the one that is asked to be absent", () => {
    const values = example({ variables: ["code"] }, "visit.location");
    expect(values).toMatchObject({ patient: { given: "Guadalupe" }, code: "example" });
    expect(values.visit).not.toHaveProperty("location");
    expect(values.visit).toHaveProperty("practitioner");
  });

  it("are as long as one in a hundred is, but for what the clinic says of itself", () => {
    const values = longest({ variables: ["code"] }, clinic);
    expect(values).toMatchObject({
      patient: { given: "Maria de los Angeles" },
      clinic: { name: "Oak", phone: "911", crisis: standardVariables["clinic.crisis"]?.longest },
      code: "x".repeat(30),
    });
    expect(longest({}, { ...clinic, clinicPhone: "" }).clinic).toMatchObject({
      phone: standardVariables["clinic.phone"]?.longest,
    });
  });

  it("are never longer as usual than as long", () => {
    for (const [path, { example: usual, longest: long }] of Object.entries(standardVariables))
      expect(long.length, path).toBeGreaterThanOrEqual(usual.length);
  });
});

describe("the author's own words", () => {
  /** How many blanks stand between two words is nothing that a reader or a formula sees. */
  const of = (body: string, more: Partial<Variant> = {}) =>
    wordings({ variables: ["code"] }, { channel: "email", language: "en", body, ...more }).map((words) =>
      words.replace(/ +/g, " ").replace(/\n{3,}/g, "\n\n"),
    );

  it.each([
    ["a value by its name", "Hi {{ patient.given }}, {{ code }} ", ["Hi [patient.given], [code]"]],
    [
      "both ways, where something may be absent",
      "Call {{ clinic.name }}{% if clinic.phone %}: {{ clinic.phone }}{% endif %}.",
      ["Call [clinic.name]: [clinic.phone].", "Call [clinic.name]."],
    ],
    ["one way, where it cannot be absent", "At {{ visit.location }}", ["At [visit.location]"]],
    ["no way, where it cannot be written", "{{ patient.shoe }}", []],
    ["blocks as paragraphs", "<p>One</p><p>two</p>", ["One\n\ntwo"]],
    ["marks in a line as blanks", "<p>One <b>two</b></p>", ["One two"]],
    [
      "a link with where it leads",
      "<p>See <a href='https://a.example'>us</a></p>",
      ["See https://a.example us"],
    ],
    ["an entity as a blank", "<p>2&nbsp;&#38;&lt;3</p>", ["2 3"]],
    ["all of it, where it has no marks", "2 < 3 &amp; 4 > 3", ["2 < 3 &amp; 4 > 3"]],
  ])("show %s", (_, body, expected) => {
    expect(of(body)).toEqual(expected);
  });

  it("begin with the subject", () => {
    expect(of("Please come.", { subject: "Your visit" })).toEqual(["Your visit\n\nPlease come."]);
  });
});
