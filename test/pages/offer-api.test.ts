import { describe, expect, it } from "vitest";
import { apiWorld } from "../functions/api-world.ts";

async function booked() {
  const api = apiWorld();
  const patient = { reference: "m", name: { given: "M", family: "T" }, timeZone: "America/Chicago" };
  const { body: person } = await api.ask("POST", "/v1/patients", { body: patient });
  const visit = { patientId: person.id, reference: "v", status: "booked", start: "2026-06-11T15:00:00Z" };
  const { body } = await api.ask("POST", "/v1/appointments", { body: visit });
  return { api, path: `/v1/appointments/${body.id}/offered-times` };
}

describe("times that a partner offers for a visit", () => {
  it("are kept as given, replaced by the next offer, and read back", async () => {
    const { api, path } = await booked();
    expect((await api.ask("GET", path)).status).toBe(404);
    for (const [n, times] of [
      ["2026-06-12T15:00:00Z", "2026-06-13T15:00:00Z"],
      ["2026-06-14T15:00:00Z"],
    ].entries()) {
      const told = await api.ask("POST", path, { body: { times } });
      expect(told.body).toMatchObject({
        revision: n + 1,
        times: times.map((t) => new Date(t).toISOString()),
      });
    }
    expect((await api.ask("GET", path)).body.times).toEqual(["2026-06-14T15:00:00.000Z"]);
  });

  it.each([
    [{ times: ["tomorrow"] }, 400],
    [{ times: Array(13).fill("2026-06-12T15:00:00Z") }, 400],
    [{}, 400],
  ])("are refused as %j", async (body, status) => {
    const { api, path } = await booked();
    expect((await api.ask("POST", path, { body })).status).toBe(status);
  });

  it("are refused for a visit that is not here", async () => {
    const { api, path } = await booked();
    const nobody = path.replace(/_[0-9a-z]{16}\//, `_${"0".repeat(16)}/`);
    expect((await api.ask("POST", nobody, { body: { times: [] } })).status).toBe(404);
  });
});
