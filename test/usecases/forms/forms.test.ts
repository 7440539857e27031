import { describe, expect, it } from "vitest";
import { fhirPathExpressions } from "#lib/adapters/fhirpath/expressions.ts";
import { memoryFiles } from "#lib/adapters/local/files.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { fieldsOf } from "#lib/domain/forms/fields.ts";
import { ownedId, patientIdFrom } from "#lib/domain/ids.ts";
import type { Change, Kind, Stored } from "#lib/domain/kinds.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { forms } from "#lib/usecases/authoring/forms.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { openForm } from "#lib/usecases/forms/open-form.ts";
import { readResponse } from "#lib/usecases/forms/read-response.ts";
import { savePage } from "#lib/usecases/forms/save-page.ts";
import { submitForm } from "#lib/usecases/forms/submit-form.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { type Fill, libraryForm, questionsIn, sentBy } from "#test/support/forms.ts";

const now = "2026-06-01T15:00:00.000Z";
const staff = { actor: { type: "staff" as const, id: "test" } };

/** A patient with a task of a journey's form step. */
async function aClinic(formId: string, answers: string[] = ["completed"]) {
  const records = memoryRecords();
  let n = 0;
  const clock = { at: now, now: () => clock.at };
  const ports = {
    ...{ records, clock, secrets, files: memoryFiles() },
    ids: { unique: () => `u${++n}` },
    expressions: fhirPathExpressions,
  };
  const form = libraryForm(formId);
  const publish = async (draft = form, ifMatch?: number) => {
    await draftContent(ports, forms, { id: formId, draft, ifMatch }, staff);
    return publishContent(ports, forms, formId, staff);
  };
  await publish();
  const input = {
    reference: "maria",
    name: { given: "Maria", family: "Lopez" },
    timeZone: "America/Chicago",
  };
  const patientId = (await savePatient(ports, input, { actor: { type: "ehr", id: "test" } })).record.id;
  const taskId = ownedId("patientTask", patientId, formId);
  const kind = form.kind === "check-in" ? `check-in:${formId}` : `form:${formId}`;
  const task: PatientTask = {
    id: taskId,
    patientId,
    enrollmentId: ownedId("enrollment", patientId, "one"),
    kind,
    answers,
    status: "open",
    outreachIds: [],
    openedAt: now,
  };
  const event = { type: "task.opened" as const, at: now, ...staff };
  await records.save([{ kind: "patientTask", id: taskId, expect: 0, data: task, event }]);
  const asked = { patientId, linkId: "link", taskId, language: "en" };

  /** What a patient types on each page, until the form or their patience ends. */
  const fill = async (answer: Fill, pages = Number.POSITIVE_INFINITY) => {
    let open = await openForm(ports, asked);
    for (let step = 0; step < Math.min(pages, open.steps.length); step++)
      for (let again = 0; again < 2; again++) {
        const page = open.steps[step];
        if (!page) break;
        const sent = sentBy(fieldsOf(open.questionnaire, page, open.data.response.item, open.off), answer);
        open = (await savePage(ports, asked, { step, expect: open.version, sent, intends: () => true })).open;
      }
    return open;
  };
  const own = async <K extends Kind>(of: K): Promise<Stored<K>[]> =>
    (await records.list({ kind: of, of: "patient", patientId })).items as unknown as Stored<K>[];
  return { ports, records, clock, asked, patientId, taskId, fill, own, publish, form };
}

const intakeAnswers: Record<string, string | string[]> = {
  given: "Maria",
  family: "Lopez",
  insured: "true",
  payer: "Blue Plan",
  "member-id": "X1",
  allergic: "false",
  "care-texts": "true",
  signature: "Maria Lopez",
};
const intake: Fill = ({ linkId }) => intakeAnswers[linkId] ?? "";

describe("filling in a form", () => {
  it("shows it without writing anything", async () => {
    const { ports, asked, own } = await aClinic("registration");
    const open = await openForm(ports, { ...asked, language: "es" });
    expect([open.version, open.questionnaire.title, open.steps.length]).toEqual([0, "Antes de su cita", 6]);
    expect(await own("formResponse")).toEqual([]);
  });

  it("goes on where it was left, in the version it began with", async () => {
    const { ports, asked, fill, publish, form, own } = await aClinic("registration");
    await fill(intake, 1);
    await publish({ ...form, description: "second" }, 2);
    const open = await openForm(ports, asked);
    expect([open.version, open.form.version, open.data.status]).toEqual([2, 1, "in-progress"]);
    const [first] = open.steps;
    const fields = first && fieldsOf(open.questionnaire, first, open.data.response.item);
    expect(questionsIn(fields ?? []).map(({ values }) => values[0])).toEqual(["Maria", "Lopez", "", ""]);
    expect((await own("formResponse")).map(({ event }) => event.type)).toEqual(["form.saved"]);
  });

  it("keeps what was typed wrong, and says what is wrong with it", async () => {
    const { ports, asked } = await aClinic("registration");
    const open = await openForm(ports, asked);
    const [page] = open.steps;
    const fields = page ? fieldsOf(open.questionnaire, page, []) : [];
    const sent = sentBy(fields, ({ linkId }) => (linkId === "postal-code" ? "abc" : ""));
    const saved = await savePage(ports, asked, { step: 0, expect: 0, sent, intends: () => false });
    expect(saved.issues.map(({ code, linkId }) => [code, linkId])).toEqual([
      ["required", "given"],
      ["required", "family"],
      ["pattern", "postal-code"],
    ]);
    expect(JSON.stringify(saved.open.data.response)).toContain("abc");
  });

  it("refuses a page made from a version that another device has overtaken", async () => {
    const { ports, asked, fill } = await aClinic("registration");
    await fill(intake, 1);
    const late = savePage(ports, asked, { step: 0, expect: 0, sent: () => [], intends: () => false });
    await expect(late).rejects.toMatchObject({ code: "stale_version" });
    await expect(submitForm(ports, asked, 1)).rejects.toMatchObject({ code: "stale_version" });
  });

  it("is not opened once it was withdrawn", async () => {
    const { ports, asked, records, taskId } = await aClinic("registration");
    const task = (await records.get("patientTask", taskId)) as Stored<"patientTask">;
    const data = { ...task.data, status: "cancelled" as const };
    await records.save([{ ...task, expect: task.version, data } as Change]);
    await expect(openForm(ports, asked)).rejects.toMatchObject({ code: "wrong_state" });
  });
});

describe("sending a form", () => {
  it("writes nothing while something is missing", async () => {
    const { ports, asked, fill, own } = await aClinic("registration");
    const { version } = await fill(({ linkId }) => (linkId === "payer" ? "" : intake({ linkId } as never)));
    const sent = await submitForm(ports, asked, version);
    expect(sent.issues.map(({ code, linkId }) => [code, linkId])).toEqual([["required", "payer"]]);
    expect((await own("patientTask"))[0]?.data.status).toBe("open");
    expect([await own("consent"), await own("staffTask")]).toEqual([[], []]);
  });

  it("is no signature without the intent to sign", async () => {
    const { ports, asked, fill } = await aClinic("registration");
    await fill(intake, 5);
    const open = await openForm(ports, asked);
    const page = open.steps[5];
    const sent = sentBy(page ? fieldsOf(open.questionnaire, page, open.data.response.item) : [], intake);
    const saved = await savePage(ports, asked, { step: 5, expect: open.version, sent, intends: () => false });
    expect(saved.issues.map(({ code }) => code)).toEqual(["unsigned"]);
    expect((await submitForm(ports, asked, saved.open.version)).issues).toHaveLength(1);
  });

  it("closes the task and keeps what it says, in one transaction", async () => {
    const { ports, asked, fill, own, records, patientId } = await aClinic("registration");
    const { version } = await fill(intake);
    const sent = await submitForm(ports, asked, version);
    expect(sent.issues).toEqual([]);
    expect((await own("patientTask"))[0]).toMatchObject({
      data: { status: "done", answer: "completed", closedAt: now },
      event: { type: "task.completed", actor: { type: "patient" } },
    });
    expect((await records.get("patient", patientId))?.data.attributes).toMatchObject({
      payer: "Blue Plan",
      "reported-name-family": "Lopez",
    });
    expect((await own("consent"))[0]?.data).toMatchObject({
      purpose: "care",
      channel: "sms",
      state: "granted",
      source: "form",
      written: true,
      wording: "intake-care-texts-1",
    });
    expect((await records.get("reach", patientId))?.data.consents["care:sms:*"]).toMatchObject({
      granted: true,
    });
    expect((await own("staffTask")).map(({ data }) => [data.queue, data.about])).toEqual([
      ["front-desk", sent.open.data.id],
    ]);
    expect(sent.open.data.signatures).toMatchObject([{ name: "Maria Lopez", intent: true, at: now }]);
    expect(sent.open.data.response).toMatchObject({ status: "completed", authored: now });
  });

  it("changes nothing the second time", async () => {
    const { ports, asked, fill, own } = await aClinic("registration");
    const { version } = await fill(intake);
    await submitForm(ports, asked, version);
    await submitForm(ports, asked, version);
    expect((await own("formResponse")).map((one) => one.version)).toEqual([version + 1]);
  });

  it("is read by staff for a reason that stays", async () => {
    const { ports, asked, fill } = await aClinic("registration");
    const { version, data } = await fill(intake);
    const read = () => readResponse(ports, data.id, { ...staff, reason: "treatment" });
    await expect(read()).rejects.toMatchObject({ code: "wrong_state" });
    await submitForm(ports, asked, version);
    expect((await read()).event).toMatchObject({ type: "form.read", reason: "treatment" });
  });
});

describe("a PHQ-9", () => {
  /** Weights are places: "not at all" is 0. */
  const answering =
    (weights: string): Fill =>
    ({ linkId }) =>
      weights[Number(linkId) - 1] ?? "";

  it("is scored, and its band is told", async () => {
    const { ports, asked, fill } = await aClinic("phq-9");
    const { version } = await fill(answering("111110000"));
    const { open } = await submitForm(ports, asked, version);
    expect(open.data.score).toEqual({ instrument: "phq9", total: 5, band: "mild" });
  });

  it("opens an urgent task as soon as item 9 is answered above 0, before it is sent", async () => {
    const { fill, own } = await aClinic("phq-9");
    const open = await fill(answering("000000001"));
    expect(open.data.alerts).toEqual(["item-9"]);
    expect((await own("staffTask")).map(({ data }) => [data.priority, data.queue, data.dueAt])).toEqual([
      ["urgent", "care-team", "2026-06-01T16:00:00.000Z"],
    ]);
    expect(open.data.status).toBe("in-progress");
  });

  it("answers its step with the alert, where the step takes it", async () => {
    const { ports, asked, fill, own } = await aClinic("phq-9", ["completed", "alert"]);
    const { version } = await fill(answering("333333331"));
    await submitForm(ports, asked, version);
    expect((await own("patientTask"))[0]?.data.answer).toBe("alert");
    expect((await own("staffTask")).map(({ data }) => data.priority).sort()).toEqual([
      "high",
      "normal",
      "urgent",
    ]);
    expect((await own("fact")).map(({ data }) => [data.code?.code, data.value])).toEqual([["44261-6", 25]]);
  });
});

describe("a reading", () => {
  it("becomes an observation in its own unit, and an emergency a task at once", async () => {
    const { ports, asked, fill, own } = await aClinic("glucose", ["normal", "low", "alert"]);
    const { version } = await fill(({ input }) => (input === "decimal" ? "50" : ""));
    expect((await own("staffTask")).map(({ data }) => data.title)).toEqual(["Call now: glucose below 54"]);
    await submitForm(ports, asked, version);
    expect((await own("fact"))[0]?.data).toMatchObject({
      type: "observation",
      status: "final",
      value: 50,
      unit: "mg/dL",
      at: now,
    });
    expect((await own("patientTask"))[0]?.data.answer).toBe("alert");
  });
});

it("does not find a form of another patient's task", async () => {
  const { ports, asked } = await aClinic("registration");
  const other = { ...asked, patientId: patientIdFrom("urn:test", "other") };
  await expect(openForm(ports, other)).rejects.toMatchObject({ code: "not_found" });
});
