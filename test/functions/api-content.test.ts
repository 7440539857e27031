import { describe, expect, it } from "vitest";
import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { type ApiWorld, allScopes, apiWorld, withMaria } from "./api-world.ts";

const text = (language: string, body: string, more: Partial<Variant> = {}): Variant => ({
  channel: "sms",
  language,
  body,
  ...more,
});
const hello: TemplateDraft = {
  id: "hello",
  purpose: "care",
  category: "visits",
  privacy: "limited",
  variables: ["gift"],
  variants: [
    text("en", "Hi {{ patient.given }}, we have {{ gift }} for you."),
    text("en", "HI {{ patient.given }}", { format: "large-print" }),
    text("es", "Hola {{ patient.given }}, aquí hay {{ gift }}."),
    {
      channel: "email",
      language: "en",
      subject: "Your visit",
      body: "<p>Come on {{ visit.weekday }}, {{ patient.given }}.</p>",
    },
    { channel: "email", language: "es", subject: "Su cita", body: "Venga el {{ visit.weekday }}." },
  ],
};
const path = "/v1/templates/hello";
const drafted = async (draft: TemplateDraft = hello, world = apiWorld()) => {
  const put = await world.ask("PUT", path, { body: draft, username: "ana" });
  expect(put.status, put.text).toBe(200);
  return world;
};
const post = (world: ApiWorld, verb: string, username: string, body?: object) =>
  world.ask("POST", `${path}/${verb}`, { username, ...(body && { body }) });

describe("a preview", () => {
  it("shows each variant of the draft as it would leave, in what it is, and whom it would reach", async () => {
    const world = await drafted();
    const body = { given: "Ana", language: "es-MX", variables: { gift: "a book" } };
    const { body: told } = await world.ask("POST", `${path}/preview`, { body });
    expect(told.variants[0]).toEqual({
      channel: "sms",
      language: "en",
      format: "standard",
      body: "Hi Ana, we have a book for you.",
      direction: "ltr",
      grade: expect.any(Number),
      sms: { encoding: "GSM-7", segments: 1, culprits: [] },
      usd: expect.closeTo(0.00881),
    });
    expect(told.variants[2].sms).toEqual({ encoding: "UCS-2", segments: 1, culprits: ["í"] });
    expect(told.variants[3]).toMatchObject({
      subject: "Your visit",
      body: "<p>Come on <bdi>Friday</bdi>, <bdi>Ana</bdi>.</p>",
    });
    expect(told.chosen).toEqual([
      { channel: "sms", language: "es", format: "standard" },
      { channel: "email", language: "es", format: "standard" },
    ]);
  });

  it("says what a patient would miss", async () => {
    const world = await drafted();
    const body = { language: "fr", format: "large-print" };
    const { chosen } = (await world.ask("POST", `${path}/preview`, { body })).body;
    expect(chosen).toEqual([
      { channel: "sms", language: "en", format: "large-print", fellBackFrom: { language: "fr" } },
      {
        channel: "email",
        language: "en",
        format: "standard",
        fellBackFrom: { language: "fr", format: "large-print" },
      },
    ]);
  });

  it("is of the version asked for", async () => {
    const world = await drafted();
    expect((await world.ask("POST", `${path}/publish`)).status).toBe(201);
    const etag = (await world.ask("GET", path)).headers.ETag as string;
    const next = { ...hello, variants: hello.variants.map((one) => ({ ...one, body: "New." })) };
    await world.ask("PUT", path, { body: next, headers: { "If-Match": etag } });
    const bodyOf = async (where: string) =>
      (await world.ask("POST", where, { body: {} })).body.variants[0].body;
    expect(await bodyOf(`${path}/preview`)).toBe("New.");
    expect(await bodyOf(`${path}/versions/1/preview`)).toBe("Hi Guadalupe, we have example for you.");
    expect((await world.ask("POST", `${path}/versions/2/preview`, { body: {} })).status).toBe(404);
    expect((await world.ask("POST", "/v1/templates/gone/preview", { body: {} })).status).toBe(404);
  });

  it("of a real patient needs a scope and a reason, and is audited before it is told", async () => {
    const world = await drafted();
    const { id } = await withMaria(world);
    const where = `/v1/patients/${id}/template-preview`;
    const scopes = allScopes.filter((scope) => scope !== "patients.read");
    const query = { templateId: "hello", reason: "treatment" };
    expect((await world.ask("GET", where, { query, scopes })).status).toBe(403);
    expect((await world.ask("GET", where, { query: { templateId: "hello" } })).status).toBe(400);
    expect((await world.ask("GET", where, { query: { ...query, templateId: "gone" } })).status).toBe(404);
    const wrong = { ...query, appointmentId: `apt_${"b".repeat(26)}_0` };
    expect((await world.ask("GET", where, { query: wrong })).body.code).toBe("unknown_reference");
    expect((await world.records.get("patient", id))?.event.type).toBe("patient.created");

    const told = await world.ask("GET", where, { query });
    expect(told.body.variants[0].body).toMatch(/^Hi Maria|^Hi María/);
    // Without a visit, what names one would not leave.
    expect(told.body.variants[3]).not.toHaveProperty("body");
    expect(await world.records.get("patient", id)).toMatchObject({
      event: { type: "patient.read", reason: "treatment", cause: expect.any(String) },
    });
  });
});

describe("a lint of a template", () => {
  it("says what each variant is: grade, parts with usual and long values, price, direction", async () => {
    const world = await drafted();
    const { body } = await post(world, "lint", "ana");
    expect(body).toMatchObject({ publishable: true, errors: [] });
    expect(body.variants).toHaveLength(hello.variants.length);
    expect(body.variants[0]).toEqual({
      channel: "sms",
      language: "en",
      format: "standard",
      direction: "ltr",
      reading: { formula: expect.stringContaining("Flesch-Kincaid"), grade: expect.any(Number) },
      sms: {
        usual: { encoding: "GSM-7", segments: 1 },
        longest: { encoding: "GSM-7", segments: 1 },
        culprits: [],
      },
      usd: { usual: expect.closeTo(0.00881), longest: expect.closeTo(0.00881) },
    });
    expect(body.warnings.map((one: { detail: string }) => one.detail)).toEqual([
      expect.stringContaining("large-print is not there in es"),
      expect.stringContaining("í makes every part hold 70"),
    ]);
  });
});

describe("a text that is too hard to read", () => {
  const hard = "Documentation of immunization eligibility must be submitted prior to appointment.";
  const stern: TemplateDraft = { ...hello, variants: [text("en", hard), text("es", "Venga.")] };

  it("is not published, until a second person has set the rule aside", async () => {
    const world = await drafted(stern);
    const refused = await post(world, "publish", "ana");
    expect([refused.status, refused.body.code]).toEqual([422, "invalid_definition"]);
    expect(refused.body.errors).toEqual([
      { pointer: "/variants/0/body", rule: "reading_grade", detail: expect.stringContaining("Shorten") },
    ]);
    expect((await post(world, "submit", "ana")).body.review).toMatchObject({ status: "submitted" });
    expect((await post(world, "approve", "ana", {})).status).toBe(403);
    expect((await post(world, "approve", "bo", {})).body.errors).toHaveLength(1);
    const approved = await post(world, "approve", "bo", { accepts: ["reading_grade"] });
    expect(approved.body.review).toMatchObject({ status: "approved", accepts: ["reading_grade"] });
    expect((await world.records.get("templateHead", "hello"))?.event).toMatchObject({
      type: "template.approved",
      reason: "accepted_reading_grade",
      actor: { id: "bo" },
    });
    expect((await post(world, "lint", "ana")).body.publishable).toBe(true);
    expect((await post(world, "publish", "ana")).status).toBe(201);
    expect((await world.ask("GET", `${path}/versions/1`)).body.accepted).toEqual(["reading_grade"]);
  });

  it("is looked at anew when the draft changes", async () => {
    const world = await drafted(stern);
    await post(world, "submit", "ana");
    await post(world, "approve", "bo", { accepts: ["reading_grade"] });
    const etag = (await world.ask("GET", path)).headers.ETag as string;
    await world.ask("PUT", path, { body: stern, headers: { "If-Match": etag } });
    expect((await post(world, "publish", "ana")).body.code).toBe("invalid_definition");
  });

  it("may not be submitted with a fault that nobody may set aside", async () => {
    const world = await drafted({ ...stern, variants: [text("en", "{{ nobody }}"), text("es", "Venga.")] });
    expect((await post(world, "submit", "ana")).body.code).toBe("invalid_definition");
    expect((await post(world, "approve", "bo", { accepts: ["opt_out"] })).status).toBe(400);
  });

  it("may be allowed by the policy, for a language", async () => {
    const world = await drafted(stern);
    const { body: policy, headers } = await world.ask("GET", "/v1/policy");
    const { revision: _, ...more } = policy;
    const ifMatch = { "If-Match": headers.ETag as string };
    const put = await world.ask("PUT", "/v1/policy", {
      body: { ...more, readingGrade: { es: 6 } },
      headers: ifMatch,
    });
    expect(put.status, put.text).toBe(200);
    expect((await post(world, "publish", "ana")).status).toBe(201);
  });
});

it("needs a second person for any template, where the policy has four eyes", async () => {
  const [draft] = libraryTemplates as [TemplateDraft];
  const world = apiWorld();
  const { body: policy, headers } = await world.ask("GET", "/v1/policy");
  const { revision: _, ...more } = policy;
  const ifMatch = { "If-Match": headers.ETag as string };
  await world.ask("PUT", "/v1/policy", { body: { ...more, fourEyes: true }, headers: ifMatch });
  await drafted({ ...draft, id: "hello" }, world);
  expect((await post(world, "publish", "ana")).body.code).toBe("wrong_state");
  await post(world, "submit", "ana");
  await post(world, "approve", "bo", {});
  expect((await post(world, "publish", "ana")).status).toBe(201);
});
