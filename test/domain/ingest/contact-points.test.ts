import { describe, expect, it } from "vitest";
import { contactPointsFrom } from "#lib/domain/ingest/contact-points.ts";
import type { ContactPointInput } from "#lib/domain/inputs.ts";
import type { Health } from "#lib/domain/patient/patient.ts";
import { contactPointId } from "#lib/domain/patient/ringing.ts";
import { patientId, phone } from "#test/support/builders.ts";

const from = (inputs: ContactPointInput[], learned: Record<string, Health> = {}) =>
  contactPointsFrom(inputs, { patientId, region: "US", learned });
const seen = (inputs: ContactPointInput[], learned?: Record<string, Health>) =>
  from(inputs, learned).map(({ channel, address, health }) => [channel, address, health]);

const postal = {
  lines: ["12 Oak St", "Apt 3"],
  city: "Boston",
  state: "MA" as const,
  postalCode: "02108",
  country: "US" as const,
};

describe("an address as it was written", () => {
  it.each<[string, ContactPointInput["channel"], string[][]]>([
    ["(312) 555-0100", "sms", [["sms", phone, "ok"]]],
    ["555-655-8611", "sms", [["sms", "555-655-8611", "invalid"]]],
    ["call my sister", "sms", [["sms", "call my sister", "invalid"]]],
    [
      "+44 20 7946 0018",
      "sms",
      [
        ["sms", "+442079460018", "landline"],
        ["voice", "+442079460018", "ok"],
      ],
    ],
    [
      "+1 312 555 0100 ext. 7",
      "sms",
      [
        ["sms", phone, "landline"],
        ["voice", phone, "ok"],
      ],
    ],
    ["+44 20 7946 0018", "voice", [["voice", "+442079460018", "ok"]]],
    ["+1 312 555 0100 ext. 7", "voice", [["voice", phone, "ok"]]],
    ["a@example.org", "email", [["email", "a@example.org", "ok"]]],
    ["a@", "email", [["email", "a@", "invalid"]]],
    ["a device's token", "push", [["push", "a device's token", "ok"]]],
    ["behind the mill", "letter", [["letter", "behind the mill", "invalid"]]],
  ])("%s for %s", (address, channel, expected) => {
    expect(seen([{ channel, address }])).toEqual(expected);
  });

  it("of a letter is its lines on the envelope, and kept by its parts", () => {
    expect(from([{ channel: "letter", postal }])).toEqual([
      {
        id: expect.any(String),
        channel: "letter",
        address: "12 Oak St\nApt 3\nBoston MA 02108",
        health: "ok",
        postal,
      },
    ]);
  });

  it("is one where it is given twice, as it was first described", () => {
    const twice = ["312-555-0100", "+1 (312) 555 0100"].map((address) => ({
      channel: "sms" as const,
      address,
    }));
    const [first, second] = twice as [ContactPointInput, ContactPointInput];
    expect(from([{ ...first, use: "mobile" }, second])).toEqual([
      {
        id: contactPointId(patientId, "sms", phone),
        channel: "sms",
        address: phone,
        health: "ok",
        use: "mobile",
      },
    ]);
  });

  it("is none where nothing was written", () =>
    expect(from([{ channel: "sms" }, { channel: "push" }])).toEqual([]));

  it("keeps what the source says of it", () => {
    const said = { use: "work", verifiedAt: "2026-01-01T00:00:00.000Z", relation: "daughter" } as const;
    expect(from([{ channel: "email", address: "a@example.org", ...said }])).toEqual([
      expect.objectContaining(said),
    ]);
  });
});

describe("what was found out about an address", () => {
  const sms = contactPointId(patientId, "sms", phone);
  const voice = contactPointId(patientId, "voice", phone);
  const told: ContactPointInput[] = [{ channel: "sms", address: phone }];

  it("outweighs its look", () => {
    expect(seen(told, { [sms]: "bounced" })).toEqual([["sms", phone, "bounced"]]);
    expect(from(told, { [sms]: "bounced" })[0]).not.toHaveProperty("learned");
  });

  it("is marked where it is not the patient's, so that the next message does not heal it either", () => {
    expect(from(told, { [sms]: "invalid" })).toEqual([
      expect.objectContaining({ health: "invalid", learned: true }),
    ]);
    expect(from([{ channel: "sms", address: "call my sister" }])[0]).not.toHaveProperty("learned");
  });

  it("makes a landline ring, unless a call found it dead too", () => {
    expect(seen(told, { [sms]: "landline" })).toEqual([
      ["sms", phone, "landline"],
      ["voice", phone, "ok"],
    ]);
    expect(seen(told, { [sms]: "landline", [voice]: "bounced" })).toEqual([
      ["sms", phone, "landline"],
      ["voice", phone, "bounced"],
    ]);
  });
});
