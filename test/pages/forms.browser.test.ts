import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { templatesFor } from "#lib/domain/library/journeys.ts";
import { preVisit } from "#lib/domain/library/visits.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { type Started, started } from "../local/support.ts";

/** @sparticuz/chromium is a build for Linux x64. */
const here = process.platform === "linux" && process.arch === "x64";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
};
/** `DOCS_IMAGES=docs/images npx vitest run test/pages/forms.browser.test.ts` draws the pages of docs/forms.md anew. */
const images = process.env.DOCS_IMAGES;
const staff = { actor: { type: "staff" as const, id: "test" } };

let local: Started;
let browser: Browser;
let patients = 0;
const faults: string[] = [];

const system = () => local.host.system;
const records = () => system().ports.records;

async function aPatient(language: string): Promise<string> {
  const n = ++patients;
  const body = {
    reference: `forms-${n}`,
    name: { given: "María", family: "Quintanilla" },
    birthDate: "1962-03-27",
    language,
    timeZone: "America/Chicago",
    contactPoints: [{ channel: "sms", address: `+1312555${String(200 + n).padStart(4, "0")}` }],
  };
  return ((await local.call("POST", "/v1/patients", { body })).body as { id: string }).id;
}

const lastLink = (): string =>
  /(\/l\/[\w-]{22})/.exec(system().outbox.list({ channel: "sms" }).at(-1)?.body ?? "")?.[1] as string;

/** The pre-visit journey texts its form a week before the visit. */
async function askedBeforeVisit(language = "en"): Promise<{ patientId: string; path: string }> {
  const patientId = await aPatient(language);
  const visit = { patientId, reference: "visit", status: "booked", start: "2026-06-05T15:30:00.000Z" };
  await local.call("POST", "/v1/appointments", { body: visit });
  return { patientId, path: lastLink() };
}

/** A link to a form that no journey asked for. */
async function sentForm(form: string, language = "en"): Promise<{ patientId: string; path: string }> {
  const patientId = await aPatient(language);
  const opening = { page: "form" as const, ref: form };
  const send = { patientId, reference: form, template: "welcome-form", channels: ["sms" as const], opening };
  await local.host.inTurn(() => sendDirect(system().ports, send, staff));
  return { patientId, path: lastLink() };
}

async function opened(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...phone, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(local.url) && !request.url().startsWith("data:"))
      faults.push(request.url());
  });
  return page;
}

async function identified(page: Page, path: string): Promise<void> {
  await page.goto(local.url + path);
  await page.locator("#month").fill("3");
  await page.locator("#day").fill("27");
  await page.locator("#year").fill("1962");
  await page.locator("button.main").click();
}

/** WCAG 2.2 A and AA and axe's best practices; targets of 44 CSS pixels; no wider than the phone; 50 KB at most. */
async function flaws(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const broken = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const { violations } = await (globalThis as any).axe.run();
    return violations.map((v: { id: string; nodes: { html: string }[] }) => `${v.id}: ${v.nodes[0]?.html}`);
  });
  const small = await page
    .locator("main button:visible, .choice:visible, main input[type=text]:visible, main select:visible")
    .evaluateAll((all) =>
      // biome-ignore lint/suspicious/noExplicitAny: the browser's own types are not this project's
      all.flatMap((one: any) => (one.getBoundingClientRect().height < 44 ? [`small: ${one.outerHTML}`] : [])),
    );
  const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  const heavy = (await page.content()).length > 50_000;
  return [...broken, ...small, ...(wide ? ["wider than the screen"] : []), ...(heavy ? ["over 50 KB"] : [])];
}

const draw = async (page: Page, name: string, fullPage = true): Promise<void> => {
  if (images) await page.screenshot({ path: `${images}/forms-${name}.png`, fullPage });
};

const goOn = (page: Page) => page.locator("button.main").click();

const worklist = async (queue: string, patientId: string): Promise<string[]> =>
  (await records().list({ kind: "staffTask", of: "queue", queue })).items
    .filter(({ data }) => data.patientId === patientId)
    .map(({ data }) => data.title);

describe.skipIf(!here)("forms in a browser", () => {
  beforeAll(async () => {
    local = await started();
    const { ports } = system();
    await local.host.inTurn(async () => {
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
    browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: ["--no-sandbox"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    expect(faults).toEqual([]);
  });

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
    await draw(page, "review");
    await page.getByRole("button", { name: "Send my answers" }).tap();
    await page.getByText("Thank you. We have your answers.").waitFor();
    expect(await flaws(page)).toEqual([]);
    await draw(page, "receipt");
    expect(await worklist("front-desk", patientId)).toContain("Read the form before the visit");
    const [task] = (await records().list({ kind: "patientTask", of: "patient", patientId })).items;
    expect(task?.data).toMatchObject({ status: "done", answer: "done" });
    const runs = (await records().list({ kind: "enrollment", of: "patient", patientId })).items;
    const run = runs.find(({ data }) => data.journey.id === preVisit.journey.id);
    expect(run?.data.trail.map(({ why }) => why)).toContain("answered:done");
    const patient = await records().get("patient", patientId);
    expect(patient?.data.attributes).toMatchObject({ interpreter: true, "interpreter-language": "Mam" });
    await page.goto(`${local.url}/p/form?step=0`);
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
    await draw(page, "spanish-mend");
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
    const [consent] = (await records().list({ kind: "consent", of: "patient", patientId })).items;
    expect(consent?.data).toMatchObject({ state: "granted", source: "form", written: true });
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
    await page.goto(`${local.url}/p/form`);
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
    const [response] = (await records().list({ kind: "formResponse", of: "patient", patientId })).items;
    expect(response?.data.score).toEqual({ instrument: "phq9", total: 6, band: "mild" });
  });

  it("say when another device was quicker, and lose nothing", async () => {
    const { path } = await sentForm("weight");
    const page = await opened();
    await identified(page, path);
    const other = await page.context().newPage();
    await other.goto(`${local.url}/p/form`);
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
    await draw(page, "reading");
    await page.getByLabel(/weight this morning/).fill("170");
    await goOn(page);
    expect(await page.locator("dd").allTextContents()).toEqual(["170 lb"]);
  });
});
