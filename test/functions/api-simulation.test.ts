import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { templatesFor } from "#lib/domain/library/journeys.ts";
import { apiWorld } from "./api-world.ts";

async function withDraft() {
  const world = apiWorld();
  for (const draft of templatesFor(["reminders"]).slice(0, 2))
    await world.ask("PUT", `/v1/templates/${draft.id}`, { body: draft });
  await world.ask("PUT", "/v1/journeys/appointment-reminder", { body: appointmentReminder });
  return world;
}
const path = "/v1/journeys/appointment-reminder/simulate";

describe("simulating over the API", () => {
  it("plays a draft, and answers with totals and as many timelines as asked for", async () => {
    const world = await withDraft();
    const { status, body } = await world.ask("POST", path, {
      body: { patients: 30, days: 14, timelines: 3 },
    });
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(body.totals).toMatchObject({ patients: 30, enrolled: 30 });
    expect(body.totals.messages.sent).toBeGreaterThan(20);
    expect(body.timelines).toHaveLength(3);
    expect(body.faults).toEqual([]);
  });

  it("plays several journeys for the same patients, and refuses one that is not there", async () => {
    const world = await withDraft();
    const other = { ...appointmentReminder, id: "second-reminder" };
    await world.ask("PUT", "/v1/journeys/second-reminder", { body: other });
    const { status, body } = await world.ask("POST", path, {
      body: { patients: 20, days: 14, beside: [{ journey: "second-reminder" }] },
    });
    expect([status, body.faults]).toEqual([200, []]);
    expect(body.together.journeys[0]).toMatchObject({ journey: "second-reminder", totals: { enrolled: 20 } });
    expect(body.together.messages.sent).toBeGreaterThan(body.totals.messages.sent);
    const none = await world.ask("POST", path, { body: { beside: [{ journey: "none" }] } });
    expect([none.status, none.body.code]).toEqual([404, "not_found"]);
  });

  it("keeps nothing and sends nothing", async () => {
    const world = await withDraft();
    await world.ask("POST", path, { body: { patients: 5 } });
    expect((await world.ask("GET", "/v1/patients")).body.items).toEqual([]);
  });

  it("plays it for patients there are, whose words it does not repeat", async () => {
    const world = await withDraft();
    const patient = {
      name: { given: "Maria", family: "Lopez" },
      contactPoints: [{ channel: "sms", address: "+12025550142" }],
    };
    const { id } = (await world.ask("POST", "/v1/patients", { body: patient })).body;
    const { status, body } = await world.ask("POST", `${path}/patients`, { body: { patientIds: [id] } });
    expect(status).toBe(200);
    expect(body.timelines).toMatchObject([{ patientId: id }]);
    expect(body.totals.messages.sent).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/Maria|Lopez|0142/);
  });

  it.each([
    ["too many patients", path, { patients: 100_000 }, "/patients"],
    ["too many days", path, { days: 10_000 }, "/days"],
    ["a share above one", path, { undelivered: 2 }, "/undelivered"],
    ["an unknown word", path, { people: 3 }, "/people"],
    ["no patient at all", `${path}/patients`, { patientIds: [] }, "/patientIds"],
  ])("refuses %s", async (_, to, body, pointer) => {
    const told = await (await withDraft()).ask("POST", to, { body });
    expect([told.status, told.body.code]).toEqual([400, "validation_failed"]);
    expect(told.body.errors[0].pointer).toBe(pointer);
  });

  it("refuses patients who are not there, and journeys who are not", async () => {
    const world = await withDraft();
    const nobody = `pat_${"0".repeat(26)}`;
    const unknown = await world.ask("POST", `${path}/patients`, { body: { patientIds: [nobody] } });
    expect([unknown.status, unknown.body.code]).toEqual([422, "unknown_reference"]);
    expect((await world.ask("POST", "/v1/journeys/none/simulate", { body: {} })).status).toBe(404);
  });
});

describe("the picture over the API", () => {
  const picture = "/v1/journeys/appointment-reminder/picture";
  it("is Mermaid unless asked for as SVG, with counts where wanted", async () => {
    const world = await withDraft();
    expect((await world.ask("GET", picture)).headers["Content-Type"]).toBe("text/vnd.mermaid");
    const svg = await world.ask("GET", picture, { query: { format: "svg", counts: "true" } });
    expect([svg.status, svg.headers["Content-Type"]]).toEqual([200, "image/svg+xml"]);
    expect(svg.text).toMatch(
      /^<svg [\s\S]*two-days-before: wait until appointment\.start -P2D 10:00\. 0 stand here/,
    );
    expect((await world.ask("GET", picture, { query: { format: "png" } })).status).toBe(400);
    expect((await world.ask("GET", picture, { query: { version: "9" } })).status).toBe(404);
  });
});
