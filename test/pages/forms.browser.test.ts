import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { templatesFor } from "#lib/domain/library/journeys.ts";
import { preVisit } from "#lib/domain/library/visits.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { drawn, flaws, hasBrowser, onPhones } from "#test/support/browser.ts";
import { jpeg } from "#test/support/pictures.ts";
import type { Started } from "../local/support.ts";

const staff = { actor: { type: "staff" as const, id: "test" } };
const draw = drawn("forms");
let patients = 0;

/** The pre-visit journey and what it says. */
const withPreVisit = ({ host }: Started) =>
  host.inTurn(async () => {
    const { ports } = host.system;
    for (const draft of templatesFor(["visits", "onboarding"])) {
      const known = await ports.records.get("templateHead", draft.id);
      if (known) continue;
      await draftContent(ports, templates, { id: draft.id, draft, ifMatch: undefined }, staff);
      await publishContent(ports, templates, draft.id, staff);
    }
    const draft = preVisit.journey;
    await draftContent(ports, journeys, { id: draft.id, draft, ifMatch: undefined }, staff);
    await publishContent(ports, journeys, draft.id, staff);
  });

const card = { name: "../../etc/passwd.jpg", mimeType: "image/jpeg", buffer: jpeg };

/** As the camera of a phone makes it: large, and full of detail. */
const largePhoto = async (page: Page): Promise<Buffer> => {
  const url: string = await page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
    const pen = canvas.getContext("2d");
    for (let i = 0; i < 4000; i++) {
      pen.fillStyle = "hsl(" + ((i * 37) % 360) + " 80% 50%)";
      pen.fillRect((i * 631) % 2400, (i * 379) % 1800, 40, 30);
    }
    return canvas.toDataURL("image/jpeg", 0.97);
  })()`);
  return Buffer.from(url.split(",")[1] as string, "base64");
};

const scribble = async (page: Page): Promise<void> => {
  const canvas = page.locator("canvas");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 30];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) await page.mouse.move(x + i * 20, y + (i % 2) * 30);
  await page.mouse.up();
};

/** As a browser sees the picture: what cannot be drawn is none. */
const pixelsOf = (page: Page, bytes: Buffer): Promise<number[]> =>
  page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob("${bytes.toString("base64")}"), (c) => c.charCodeAt(0));
    const { width, height } = await createImageBitmap(new Blob([bytes]));
    return [width, height];
  })()`);

const fileOf = async ({ call }: Started, id: string) =>
  (await call("GET", `/v1/files/${id}?reason=operations`)).body as { data: string };

const goOn = (page: Page) => page.locator("button.main").click();

describe.skipIf(!hasBrowser)("forms in a browser", () => {
  const phones = onPhones(withPreVisit);
  const { opened, identified, post } = phones;

  async function aPatient(language: string): Promise<string> {
    const n = ++patients;
    const { id } = await post("/v1/patients", {
      reference: `forms-${n}`,
      name: { given: "María", family: "Quintanilla" },
      birthDate: "1962-03-27",
      language,
      timeZone: "America/Chicago",
      contactPoints: [{ channel: "sms", address: `+1312555${String(200 + n).padStart(4, "0")}` }],
    });
    return id;
  }

  /** The pre-visit journey texts its form a week before the visit. */
  async function askedBeforeVisit(language = "en"): Promise<{ patientId: string; path: string }> {
    const patientId = await aPatient(language);
    const visit = { patientId, reference: "visit", status: "booked", start: "2026-06-05T15:30:00.000Z" };
    await post("/v1/appointments", visit);
    return { patientId, path: phones.lastLink() };
  }

  /** A link to a form that no journey asked for. */
  async function sentForm(form: string, language = "en"): Promise<{ patientId: string; path: string }> {
    const patientId = await aPatient(language);
    const opening = { page: "form" as const, ref: form };
    const send = {
      ...{ patientId, reference: form, template: "welcome-form", opening },
      channels: ["sms" as const],
    };
    const { host } = phones.local;
    await host.inTurn(() => sendDirect(host.system.ports, send, staff));
    return { patientId, path: phones.lastLink() };
  }

  const worklist = async (queue: string, patientId: string): Promise<string[]> =>
    (await phones.records.list({ kind: "staffTask", of: "queue", queue })).items
      .filter(({ data }) => data.patientId === patientId)
      .map(({ data }) => data.title);

  it("lead from the text of a journey to the sent form, which the care team and the journey see at once", async () => {
    const { patientId, path } = await askedBeforeVisit();
    const page = await opened();
    await identified(page, path);
    expect(new URL(page.url()).pathname).toBe("/p/form");
    expect(await page.title()).toBe("Your form – Riverside Clinic");
    expect(await flaws(page)).toEqual([]);
    await draw(page, "first");
    await page.getByLabel("What do you want to talk about?").fill('My <b>knee</b> & "back"');
    await page
      .getByRole("group", { name: /interpreter/ })
      .getByLabel("Yes")
      .check();
    await goOn(page);
    await page.getByText("brings a few more questions").waitFor();
    await page.getByLabel("For which language?").fill("Mam");
    await goOn(page);
    await page
      .getByRole("group", { name: /medicines change/ })
      .getByLabel("Yes")
      .check();
    await goOn(page);
    await page.getByLabel("Name and strength").fill("Metformin 500 mg");
    await page.getByRole("button", { name: "Add one more" }).tap();
    await page.getByLabel("Name and strength").nth(1).fill("Insulin");
    expect(await flaws(page)).toEqual([]);
    await goOn(page);
    await page
      .getByRole("group", { name: /insurance change/ })
      .getByLabel("No")
      .check();
    await goOn(page);
    await page.getByRole("heading", { name: "Check your answers" }).waitFor();
    expect(await page.locator("dd").first().textContent()).toBe('My <b>knee</b> & "back"');
    expect(await flaws(page)).toEqual([]);
    await page.getByRole("button", { name: "Send my answers" }).tap();
    await page.getByText("Thank you. We have your answers.").waitFor();
    expect(await flaws(page)).toEqual([]);
    expect(await worklist("front-desk", patientId)).toContain("Read the form before the visit");
    const [task] = (await phones.records.list({ kind: "patientTask", of: "patient", patientId })).items;
    expect(task?.data).toMatchObject({ status: "done", answer: "done" });
    const runs = (await phones.records.list({ kind: "enrollment", of: "patient", patientId })).items;
    const run = runs.find(({ data }) => data.journey.id === preVisit.journey.id);
    expect(run?.data.trail.map(({ why }) => why)).toContain("answered:done");
    const patient = await phones.records.get("patient", patientId);
    expect(patient?.data.attributes).toMatchObject({ interpreter: true, "interpreter-language": "Mam" });
    await page.goto(`${phones.local.url}/p/form?step=0`);
    await page.getByText("Thank you. We have your answers.").waitFor();
  });

  it("work without JavaScript in Spanish, and are signed", async () => {
    const { patientId, path } = await sentForm("registration", "es");
    const page = await opened({ javaScriptEnabled: false, locale: "es-MX" });
    await identified(page, path);
    await goOn(page);
    expect(await page.locator("#fix li").allTextContents()).toEqual([
      "Nombre: Por favor responda.",
      "Apellidos: Por favor responda.",
    ]);
    await page.getByLabel(/^Nombre/).fill("María");
    await page.getByLabel("Apellidos").fill("Quintanilla");
    await page.getByLabel(/Código postal/).fill("606");
    await goOn(page);
    expect(await page.locator("#fix li").allTextContents()).toHaveLength(1);
    await page.getByLabel(/Código postal/).fill("60601");
    await goOn(page);
    await page.getByLabel("Sí").check();
    await goOn(page);
    await page.getByText("Su respuesta trae unas preguntas más.").waitFor();
    await page.getByLabel("Nombre del seguro").fill("Plan Azul");
    await page.getByLabel("Número de miembro de su tarjeta").fill("A-1");
    await goOn(page);
    await page.getByLabel(/Foto del frente/).setInputFiles({ ...card, buffer: Buffer.from("no photo") });
    await goOn(page);
    expect(await page.locator("#fix li").textContent()).toContain("Esta no es una foto que podamos leer.");
    await page.getByLabel(/Foto del frente/).setInputFiles(card);
    await goOn(page);
    await page.getByLabel(/Foto del reverso/).waitFor();
    await goOn(page);
    await page.getByLabel("Diabetes").check();
    await page
      .getByRole("group", { name: /alérgico/ })
      .getByLabel("No")
      .check();
    await goOn(page);
    await page.getByLabel("Sí").check();
    await page.getByLabel("Su nombre completo como firma").fill("María Quintanilla");
    await goOn(page);
    expect(await page.locator("#fix li").allTextContents()).toEqual([
      "Su nombre completo como firma: Por favor marque la casilla para firmar.",
    ]);
    await draw(page, "spanish-sign");
    await page.getByLabel(/Firmo\. Mi nombre/).check();
    await goOn(page);
    await page.getByRole("heading", { name: "Revise sus respuestas" }).waitFor();
    await page.getByRole("button", { name: "Enviar mis respuestas" }).tap();
    await page.getByText("Firmado por María Quintanilla").waitFor();
    const [consent] = (await phones.records.list({ kind: "consent", of: "patient", patientId })).items;
    expect(consent?.data).toMatchObject({ state: "granted", source: "form", written: true });
  });

  it("take a photo of the card and a drawn signature, which staff alone can look at", async () => {
    const { patientId, path } = await sentForm("registration");
    const page = await opened();
    await identified(page, path);
    await page.getByLabel("First name").fill("María");
    await page.getByLabel("Last name").fill("Quintanilla");
    await goOn(page);
    await page.getByLabel("Yes").check();
    await goOn(page);
    await page.getByLabel("Name of the insurance").fill("Blue Plan");
    await page.getByLabel("Member number on your card").fill("A-1");
    await goOn(page);
    expect(await flaws(page)).toEqual([]);
    await draw(page, "photo");
    const buffer = await largePhoto(page);
    await page.getByLabel(/Photo of the front/).setInputFiles({ ...card, buffer });
    await goOn(page);
    await page.getByLabel(/Photo of the back/).waitFor();
    await goOn(page);
    await page
      .getByRole("group", { name: /allergic/ })
      .getByLabel("No")
      .check();
    await goOn(page);
    await page.getByLabel("Yes").check();
    await page.getByLabel(/full name as your signature/).fill("María Quintanilla");
    await scribble(page);
    await page.getByRole("button", { name: "Clear" }).tap();
    await scribble(page);
    await page.getByLabel(/I sign\./).check();
    expect(await flaws(page)).toEqual([]);
    await draw(page, "sign");
    await goOn(page);
    await page.getByRole("heading", { name: "Check your answers" }).waitFor();
    expect(await page.locator("dd").allTextContents()).toContain("Photo");
    expect(await flaws(page)).toEqual([]);
    await page.getByRole("button", { name: "Send my answers" }).tap();
    await page.getByText("Signed by María Quintanilla").waitFor();

    const [sent] = (await phones.records.list({ kind: "formResponse", of: "patient", patientId })).items;
    const files = (await phones.records.list({ kind: "file", of: "patient", patientId })).items;
    const read = async (id: string) => Buffer.from((await fileOf(phones.local, id)).data, "base64");
    const [photo, drawing] = ["card-front", "signature"].map((linkId) =>
      files.find(({ data }) => data.linkId === linkId),
    );
    // Made small by the script: the photo that was chosen had more bytes, and more pixels than anybody needs.
    expect(photo?.data.size).toBeLessThan(buffer.length / 2);
    expect(await pixelsOf(page, await read(photo?.id as string))).toEqual([1600, 1200]);
    expect(await pixelsOf(page, await read(drawing?.id as string))).toEqual([600, 200]);
    expect(sent?.data.signatures[0]).toMatchObject({
      name: "María Quintanilla",
      provenBy: "birth-date",
      drawing: { file: drawing?.id, sha256: drawing?.data.sha256 },
      signed: expect.stringMatching(/^[0-9a-z]{32}$/),
    });
  });

  it("work by keyboard alone, are resumed, and show help at once where a life may hang on it", async () => {
    const { patientId, path } = await sentForm("phq-9");
    const page = await opened({ hasTouch: false, isMobile: false });
    await identified(page, path);
    /** Tabs to each group of choices in turn and chooses the nth. */
    const choose = async (places: number[]): Promise<void> => {
      for (const [i, place] of places.entries()) {
        await page.locator("fieldset").nth(i).locator("input").first().focus();
        await page.keyboard.press("Space");
        for (let n = 0; n < place; n++) await page.keyboard.press("ArrowDown");
      }
      await page.locator("button.main").focus();
      await page.keyboard.press("Enter");
    };
    await choose([1, 1, 1]);
    await page.getByText("Page 2 of 3").waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.goto(`${phones.local.url}/p/form`);
    await page.getByText("Page 2 of 3").waitFor();
    await choose([1, 1, 0]);
    await page.getByText("Page 3 of 3").waitFor();
    expect(await worklist("care-team", patientId)).toEqual([]);
    await choose([0, 0, 1]);
    await page.getByRole("alert", { name: "You are not alone. Help is here now." }).waitFor();
    expect(await page.getByRole("link", { name: "Call 988" }).getAttribute("href")).toBe("tel:988");
    expect(await flaws(page)).toEqual([]);
    await draw(page, "crisis", false);
    expect(await worklist("care-team", patientId)).toEqual(["Call today: thoughts of self-harm in a PHQ-9"]);
    await page.getByRole("button", { name: "Send my answers" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Thank you. We have your answers.").waitFor();
    const [response] = (await phones.records.list({ kind: "formResponse", of: "patient", patientId })).items;
    expect(response?.data.score).toEqual({ instrument: "phq9", total: 6, band: "mild" });
  });

  it("say when another device was quicker, and lose nothing", async () => {
    const { path } = await sentForm("weight");
    const page = await opened();
    await identified(page, path);
    const other = await page.context().newPage();
    await other.goto(`${phones.local.url}/p/form`);
    await other.getByLabel(/weight this morning/).fill("1700");
    await goOn(other);
    expect(await other.locator("#fix li").textContent()).toContain("check this number and its unit");
    await page.getByLabel(/weight this morning/).fill("abc");
    await goOn(page);
    await page.getByText("changed on another device").waitFor();
    expect(await page.getByLabel(/weight this morning/).inputValue()).toBe("1700");
    await page.getByLabel(/weight this morning/).fill("a lot");
    await goOn(page);
    expect(await page.getByLabel(/weight this morning/).inputValue()).toBe("a lot");
    expect(await page.locator("#fix li").textContent()).toContain("write a number");
    expect(await flaws(page)).toEqual([]);
    await page.getByLabel(/weight this morning/).fill("170");
    await goOn(page);
    expect(await page.locator("dd").allTextContents()).toEqual(["170 lb"]);
  });

  it("lead the whole way from the booking over form and visit, and the care team's own view has each at once", async () => {
    const { patientId, path } = await askedBeforeVisit();
    const ask = async (url: string) =>
      (await phones.local.call("GET", url)).body as { items: Record<string, unknown>[] };
    const page = await opened();
    const no = (group: RegExp) => page.getByRole("group", { name: group }).getByLabel("No").check();
    await identified(page, path);
    await page.getByLabel("What do you want to talk about?").fill("My knee");
    await no(/interpreter/);
    await goOn(page);
    await no(/medicines change/);
    await goOn(page);
    await no(/insurance change/);
    await goOn(page);
    await page.getByRole("button", { name: "Send my answers" }).tap();
    await page.getByText("Thank you. We have your answers.").waitFor();
    const { items: work } = await ask("/v1/staff-tasks?queue=front-desk");
    const [toRead] = work.filter((task) => task.patientId === patientId);
    expect(toRead).toMatchObject({ title: "Read the form before the visit", status: "open" });
    const { items: sent } = await ask(`/v1/patients/${patientId}/form-responses`);
    expect(sent).toMatchObject([{ status: "completed", form: { id: "pre-visit" } }]);
    const answers = await ask(`/v1/form-responses/${sent[0]?.id}?reason=treatment`);
    expect(JSON.stringify(answers)).toContain("My knee");

    const to = "2026-06-03T16:00:00.000Z";
    await phones.local.call("POST", "/local/clock", { body: { to } });
    await identified(page, phones.lastLink());
    await page.getByRole("button", { name: "Yes, I will come" }).tap();
    await page.getByText("You told us that you will come.").waitFor();
    const { items: visits } = await ask(`/v1/patients/${patientId}/appointments`);
    expect(visits).toMatchObject([{ confirmation: "confirmed" }]);
  });
});
