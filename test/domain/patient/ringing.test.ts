import { expect, it } from "vitest";
import { contactPointId, withRinging } from "#lib/domain/patient/ringing.ts";

const at = (channel: "sms" | "voice", health: "ok" | "landline", more: object = {}) => ({
  id: contactPointId("pat_1", channel, "+12125550100"),
  channel,
  address: "+12125550100",
  health,
  ...more,
});

it("makes a landline a voice address too, stopped as it was and of whoever it was", () => {
  const landline = at("sms", "landline", { stopped: "all", relation: "mother" });
  expect(withRinging([landline], "pat_1")).toEqual([
    landline,
    at("voice", "ok", { stopped: "all", relation: "mother" }),
  ]);
});

it("leaves a number that takes texts, and one that is a voice address already", () => {
  const both = [at("sms", "landline"), at("voice", "ok", { relation: "father" })];
  expect(withRinging(both, "pat_1")).toEqual(both);
  expect(withRinging([at("sms", "ok")], "pat_1")).toHaveLength(1);
});
