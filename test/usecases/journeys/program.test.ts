import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";

import { setPolicyLevel } from "#lib/usecases/policy/policy-levels.ts";
import { aWorld } from "#test/support/world.ts";

const by = { actor: { type: "staff" as const, id: "ops" } };
const { ask, ...others } = appointmentReminder.steps;
if (ask?.do !== "ask") throw new Error("the reminder asks nothing");
/** The reminder as a program of its own, whose texts are silent for four hours at most. */
const ofDiabetes = {
  ...appointmentReminder,
  program: "diabetes",
  steps: {
    ...others,
    ask: { ...ask, channels: ["sms" as const, "email" as const], clocks: { sms: "PT4H" } },
  },
};
const askTime = "2026-06-09T15:00:00.000Z";

describe("a journey of a program", () => {
  it("speaks by the program's policy, and by the clocks of its step", async () => {
    const world = await aWorld({ journeys: [ofDiabetes] });
    const weekday = { from: "13:00", to: "20:00" };
    await setPolicyLevel(
      world.ports,
      { level: "program", of: "diabetes", values: { hours: { weekday }, smearMinutes: 0 } },
      undefined,
      by,
    );
    const id = await world.patient("maria");
    await world.book(id);
    await world.advanceTo("2026-06-09T23:00:00.000Z");
    const [asked] = await world.outreaches(id);
    expect(asked).toMatchObject({ levels: { program: "diabetes" }, clocks: { sms: "PT4H" } });
    expect(world.left("sms").map(({ at }) => at)).toEqual(["2026-06-09T18:00:00.000Z"]);
    expect(world.left("email").map(({ at }) => at)).toEqual(["2026-06-09T22:00:00.000Z"]);
  });

  it("is silent where the patient has revoked the program, which leaves others alone", async () => {
    const world = await aWorld({ journeys: [ofDiabetes] });
    const id = await world.patient("maria");
    await recordConsent(world.ports, { patientId: id, category: "program:diabetes", state: "revoked" }, by);
    await world.book(id);
    await world.advanceTo(askTime);
    const [asked] = await world.outreaches(id);
    expect([asked?.status, asked?.reason]).toEqual(["suppressed", "no_consent"]);
  });
});
