import { expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { templateIdsOf } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { apiWorld } from "./api-world.ts";

const path = "/v1/journeys/appointment-reminder";

async function published() {
  const world = apiWorld();
  const ids = templateIdsOf([appointmentReminder]);
  for (const draft of libraryTemplates.filter(({ id }) => ids.includes(id))) {
    await world.ask("PUT", `/v1/templates/${draft.id}`, { body: draft });
    await world.ask("POST", `/v1/templates/${draft.id}/publish`);
  }
  await world.ask("PUT", path, { body: appointmentReminder });
  expect((await world.ask("POST", `${path}/publish`)).status).toBe(201);
  return world;
}

it.each(["/v1", path])("turns the switch under %s, and says how it stands", async (under) => {
  const world = await published();
  expect((await world.ask("GET", `${under}/pause`)).body).toMatchObject({ paused: false });
  const paused = await world.ask("POST", `${under}/pause`, { body: { reason: "wrong_text" } });
  expect([paused.status, paused.body.paused, paused.body.reason]).toEqual([200, true, "wrong_text"]);
  expect((await world.ask("GET", `${under}/pause`)).body).toMatchObject({ paused: true });
  expect((await world.ask("POST", `${under}/resume`)).body).toMatchObject({ paused: false });
  expect((await world.ask("POST", `${under}/pause`, { body: { reason: "Not a code" } })).status).toBe(400);
});

it("refuses to pause a journey that is not there", async () => {
  expect((await apiWorld().ask("POST", "/v1/journeys/none/pause", { body: {} })).status).toBe(404);
});

it("previews and begins a migration, which is there to be looked at", async () => {
  const world = await published();
  const preview = await world.ask("POST", `${path}/migrations/preview`, { body: {} });
  expect([preview.status, preview.body]).toMatchObject([200, { to: 1, runs: 0, complete: true }]);
  const started = await world.ask("POST", `${path}/migrations`, { body: { mapping: {} } });
  expect([started.status, started.body.status]).toEqual([202, "running"]);
  const id = started.body.id.split("~")[1];
  expect((await world.ask("GET", `${path}/migrations/${id}`)).body).toMatchObject({
    id: started.body.id,
    to: 1,
  });
  const wrong = await world.ask("POST", `${path}/migrations`, { body: { mapping: { ask: "nowhere" } } });
  expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, "/mapping/ask"]);
  expect((await world.ask("POST", `${path}/migrations/${id}/undo`)).body.code).toBe("wrong_state");
});

it("submits a draft for review, which its author cannot approve", async () => {
  const world = await published();
  const head = await world.ask("GET", path);
  await world.ask("PUT", path, {
    body: appointmentReminder,
    headers: { "if-match": head.headers.ETag ?? "" },
  });
  const submitted = await world.ask("POST", `${path}/submit`);
  expect([submitted.status, submitted.body.review?.status]).toEqual([200, "submitted"]);
  const approved = await world.ask("POST", `${path}/approve`);
  expect([approved.status, approved.body.code]).toEqual([403, "forbidden"]);
});
