import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { libraryJourneys } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { type ApiWorld, apiWorld } from "./api-world.ts";

const publish = async (world: ApiWorld, room: string, draft: { id: string }, match?: string) => {
  const headers = match ? { "If-Match": match } : {};
  const put = await world.ask("PUT", `/v1/${room}/${draft.id}`, { body: draft, headers });
  const published = await world.ask("POST", `/v1/${room}/${draft.id}/publish`);
  return { put, published };
};

const withLibrary = async (world = apiWorld()) => {
  for (const draft of libraryForms) await publish(world, "forms", draft);
  for (const draft of libraryTemplates) await publish(world, "templates", draft);
  for (const draft of libraryJourneys) await publish(world, "journeys", draft);
  return world;
};

describe("authoring", () => {
  it("publishes the whole library through the API", async () => {
    const world = apiWorld();
    for (const draft of libraryForms) await publish(world, "forms", draft);
    for (const draft of libraryTemplates) {
      const { put, published } = await publish(world, "templates", draft);
      expect([draft.id, put.status, published.status, published.body]).toEqual([
        draft.id,
        200,
        201,
        { id: draft.id, version: 1, status: "published" },
      ]);
    }
    for (const draft of libraryJourneys) {
      const { published } = await publish(world, "journeys", draft);
      expect([published.status, published.body.errors]).toEqual([201, undefined]);
    }
  });

  it("takes YAML for a journey and answers JSON", async () => {
    const world = apiWorld();
    const told = await world.ask("PUT", "/v1/journeys/appointment-reminder", {
      body: stringify(appointmentReminder),
      headers: { "content-type": "application/yaml; charset=utf-8" },
    });
    expect(told.status).toBe(200);
    expect(told.body.draft).toEqual(appointmentReminder);
  });

  it("refuses to publish what cannot run, and says where", async () => {
    const world = await withLibrary();
    const circle = {
      ...appointmentReminder,
      id: "circle",
      start: "a",
      onMoved: undefined,
      steps: {
        a: { do: "branch", cases: [{ if: "patient.active == true", next: "b" }], else: "b" },
        b: { do: "branch", cases: [{ if: "patient.active == true", next: "a" }], else: "a" },
      },
    };
    const { put, published } = await publish(world, "journeys", circle);
    expect(put.status, put.text).toBe(200);
    expect([published.status, published.body.code]).toEqual([422, "invalid_definition"]);
    expect(published.body.errors.length).toBeGreaterThan(0);
    const lint = await world.ask("POST", "/v1/journeys/circle/lint");
    expect(lint.body).toEqual({
      publishable: false,
      errors: published.body.errors,
      warnings: [],
      templates: [],
    });
    expect((await world.ask("GET", "/v1/journeys/circle")).body.published).toBeUndefined();
    expect((await world.ask("GET", "/v1/journeys/circle/versions")).body.items).toEqual([]);
  });

  it("refuses a journey whose template is not published", async () => {
    const world = apiWorld();
    const { published } = await publish(world, "journeys", appointmentReminder);
    const pointers = published.body.errors.map((e: { pointer: string }) => e.pointer);
    expect(pointers).toContain("/steps/ask/template");
  });

  it("refuses a template with a variable nobody fills", async () => {
    const world = apiWorld();
    const draft = {
      id: "broken",
      purpose: "care",
      category: "appointments",
      privacy: "limited",
      variants: [
        { channel: "sms", language: "en", body: "Hello {{ patient.surname }}" },
        { channel: "sms", language: "es", body: "Hola {{ patient.given }}" },
      ],
    };
    const { published } = await publish(world, "templates", draft);
    expect([published.status, published.body.code]).toEqual([422, "invalid_definition"]);
    expect(published.body.errors[0].pointer).toBe("/variants/0/body");
    expect((await world.ask("GET", "/v1/templates/broken/versions")).body.items).toEqual([]);
  });

  it("keeps versions as they were published, and uses the latest", async () => {
    const world = await withLibrary();
    const [draft] = libraryTemplates as [(typeof libraryTemplates)[number]];
    const path = `/v1/templates/${draft.id}`;
    expect((await world.ask("POST", `${path}/publish`)).body.code).toBe("wrong_state");
    const next = { ...draft, description: "second" };
    const { etag } = { etag: (await world.ask("GET", path)).headers.ETag as string };
    expect((await world.ask("PUT", path, { body: next })).status).toBe(428);
    const { published } = await publish(world, "templates", next, etag);
    expect(published.body.version).toBe(2);
    expect((await world.ask("GET", path)).body).toMatchObject({ published: 2, versions: 2 });
    expect((await world.ask("GET", `${path}/versions/1`)).body.content).toEqual(draft);
    expect((await world.ask("GET", `${path}/versions/2`)).body.content.description).toBe("second");
    expect((await world.ask("GET", `${path}/versions/3`)).status).toBe(404);
  });

  it("makes one version of two publishings at once", async () => {
    const world = apiWorld();
    const [draft] = libraryTemplates as [(typeof libraryTemplates)[number]];
    const path = `/v1/templates/${draft.id}`;
    await world.ask("PUT", path, { body: draft });
    const told = await Promise.all([
      world.ask("POST", `${path}/publish`),
      world.ask("POST", `${path}/publish`),
    ]);
    expect(told.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await world.ask("GET", `${path}/versions`)).body.items).toHaveLength(1);
  });

  it("retires every version that could still be sent", async () => {
    const world = await withLibrary();
    const [draft] = libraryTemplates as [(typeof libraryTemplates)[number]];
    const path = `/v1/templates/${draft.id}`;
    const etag = (await world.ask("GET", path)).headers.ETag as string;
    await publish(world, "templates", draft, etag);
    expect((await world.ask("POST", `${path}/retire`)).body).toEqual({
      id: draft.id,
      version: 2,
      status: "retired",
    });
    const { items } = (await world.ask("GET", `${path}/versions`)).body;
    expect(items.map((v: { status: string }) => v.status)).toEqual(["retired", "retired"]);
    expect((await world.ask("GET", path)).body.published).toBeUndefined();
    expect((await world.ask("POST", `${path}/retire`)).body.code).toBe("wrong_state");
  });

  it("draws a journey", async () => {
    const world = await withLibrary();
    const picture = await world.ask("GET", "/v1/journeys/appointment-reminder/picture");
    expect(picture.headers["Content-Type"]).toBe("text/vnd.mermaid");
    expect(picture.text).toMatch(/^flowchart TD/);
  });

  it("tells how hard a journey's templates are to read", async () => {
    const world = await withLibrary();
    await world.ask("PUT", "/v1/journeys/again", { body: { ...appointmentReminder, id: "again" } });
    const { body } = await world.ask("POST", "/v1/journeys/again/lint");
    expect(body.publishable).toBe(true);
    expect(body.templates).toContainEqual({
      id: "appointment-confirm",
      version: 1,
      grades: { en: expect.any(Number), es: expect.any(Number) },
    });
  });

  it("lists what there is, without the drafts", async () => {
    const world = await withLibrary();
    const { items } = (await world.ask("GET", "/v1/templates")).body;
    expect(items).toHaveLength(libraryTemplates.length);
    expect(items[0]).toMatchObject({ published: 1, versions: 1, hasDraft: false });
    expect(items[0]).not.toHaveProperty("draft");
  });
});
