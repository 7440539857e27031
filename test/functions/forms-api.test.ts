import { expect, it } from "vitest";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { libraryForm } from "#test/support/forms.ts";
import { apiWorld, withMaria } from "./api-world.ts";

it("publishes every form of the library as it is", async () => {
  const world = apiWorld();
  for (const form of libraryForms) {
    const put = await world.ask("PUT", `/v1/forms/${form.id}`, { body: form });
    expect([form.id, put.status, put.body.draft]).toEqual([form.id, 200, JSON.parse(JSON.stringify(form))]);
    const published = await world.ask("POST", `/v1/forms/${form.id}/publish`);
    expect([published.status, published.body]).toEqual([
      201,
      { id: form.id, version: 1, status: "published" },
    ]);
  }
  expect((await world.ask("GET", "/v1/forms")).body.items).toHaveLength(libraryForms.length);
  const version = await world.ask("GET", "/v1/forms/phq-9/versions/1");
  expect(version.body.content.questionnaire.item).toHaveLength(4);
});

it("refuses what is no questionnaire, and says where", async () => {
  const world = apiWorld();
  const form = libraryForm("phq-2");
  const item = [{ linkId: "a", type: "guess" }];
  const body = { ...form, questionnaire: { resourceType: "Questionnaire", item } };
  const told = await world.ask("PUT", "/v1/forms/phq-2", { body });
  expect([told.status, told.body.code]).toEqual([400, "validation_failed"]);
  expect(told.body.errors[0].pointer).toBe("/questionnaire/item/0/type");
});

it("refuses to publish a form whose alert asks an item that is not there", async () => {
  const world = apiWorld();
  const form = libraryForm("weight");
  const alerts = [{ ...libraryForm("temperature").alerts[0] }];
  await world.ask("PUT", "/v1/forms/weight", { body: { ...form, alerts } });
  const told = await world.ask("POST", "/v1/forms/weight/publish");
  expect([told.status, told.body.code]).toEqual([422, "invalid_definition"]);
  expect(told.body.errors[0].pointer).toBe("/alerts/0/any/0/linkId");
});

it("lists responses without answers, and reads one only with the scope and a reason", async () => {
  const world = apiWorld();
  const { id: patientId } = await withMaria(world);
  const id = `qrs_${patientId.slice(4)}_0123456789abcdef`;
  const answers = [{ linkId: "9", answer: [{ valueString: "private" }] }];
  await world.records.save([
    {
      kind: "formResponse",
      id,
      expect: 0,
      data: {
        id,
        patientId,
        form: { id: "phq-9", version: 1 },
        language: "en",
        status: "completed",
        response: { resourceType: "QuestionnaireResponse", status: "completed", item: answers },
        signatures: [],
        alerts: ["item-9"],
        score: { instrument: "phq9", total: 20, band: "severe" },
        openedAt: world.now,
        savedAt: world.now,
        submittedAt: world.now,
      },
      event: { type: "form.submitted", at: world.now, actor: { type: "patient", id: patientId } },
    },
  ]);
  const list = await world.ask("GET", `/v1/patients/${patientId}/form-responses`);
  expect(list.body.items).toHaveLength(1);
  expect(list.text).not.toMatch(/private|severe|item-9/);
  const read = (how: object) => world.ask("GET", `/v1/form-responses/${id}`, how);
  expect((await read({})).status).toBe(400);
  expect((await read({ query: { reason: "treatment" }, scopes: ["tasks.read"] })).status).toBe(403);
  const told = await read({ query: { reason: "treatment" } });
  expect(told.body).toMatchObject({ score: { total: 20 }, response: { item: answers } });
  expect((await world.records.get("formResponse", id))?.event).toMatchObject({
    type: "form.read",
    reason: "treatment",
  });
});
