import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "#test/support/browser.ts";
import { booked, type Started, started } from "./support.ts";

/** @sparticuz/chromium is a build for Linux x64; its own flags would turn the same-origin policy off. */
const here = process.platform === "linux" && process.arch === "x64";

let local: Started;
let browser: Browser;
let page: Page;
const faults: string[] = [];

describe.skipIf(!here)("the console in a browser", () => {
  beforeAll(async () => {
    local = await started();
    await booked(local);
    const executablePath = await chromium.executablePath();
    browser = await playwright.launch({ executablePath, args: ["--no-sandbox"] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(`${local.url}/local/console`);
    await page.locator(".patient").first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
  });

  it("shows a name as text, whatever is in it", async () => {
    expect(await page.locator("#phone-head h2").textContent()).toBe("Maria <b>Lopez</b>");
    expect(await page.locator("#phone-head b").count()).toBe(0);
  });

  it("moves the clock by its buttons until the question is on the phone", async () => {
    await page.getByRole("button", { name: "+1 day" }).click();
    await page.locator(".bubble.clinic").waitFor();
    expect(await page.locator(".bubble.clinic").textContent()).toContain("Reply 1 yes");
    expect(await page.locator("svg .here .step").textContent()).toBe("ask");
    expect(await page.locator(".counter.waiting dd").textContent()).toBe("1");
  });

  it("unfolds why it was sent, and keeps it unfolded", async () => {
    await page.locator("summary").click();
    expect(await page.locator(".decision.send").isVisible()).toBe(true);
    await page.getByRole("button", { name: "+1 hour" }).click();
    await page.locator("body:not(.moving)").waitFor();
    expect(await page.locator(".decision.send").isVisible()).toBe(true);
  });

  it("escapes what a patient writes, and gives it to the care team", async () => {
    await page.getByLabel("Reply as the patient").fill("<img src=x onerror=alert(1)> where is it?");
    await page.keyboard.press("Enter");
    await page.locator("#worklist blockquote").waitFor();
    expect(await page.locator("#worklist blockquote").textContent()).toContain("<img src=x");
    expect(await page.locator("main img").count()).toBe(0);
  });

  it("completes the care team's task by the keyboard", async () => {
    await page.locator("#worklist .outcomes button").first().focus();
    await page.keyboard.press("Enter");
    await page.getByText("Nothing for the care team to do.").waitFor();
  });

  it("answers 1 on the phone and draws the loop as closed", async () => {
    await page.getByRole("button", { name: "1", exact: true }).click();
    await page.locator(".pill.confirmed").waitFor();
    expect(await page.locator(".counter.confirmed dd").textContent()).toBe("1");
    expect(await page.locator("svg .here .step").allTextContents()).toEqual(["await visit"]);
  });

  it.each(["light", "dark"] as const)(
    "can be read and used by everyone when it is %s (WCAG 2.2 AA, as axe sees it)",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    },
  );

  it.each([768, 1280])("does not scroll sideways at %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBe(width);
  });

  it("lists every operation of the API", async () => {
    await page.goto(`${local.url}/docs`);
    await page.locator("#operations .operation").first().waitFor();
    const told = (await local.call("GET", "/v1/openapi.json")).body as { paths: Record<string, object> };
    const operations = Object.values(told.paths).flatMap((methods) => Object.keys(methods));
    expect(await page.locator("#operations .operation").count()).toBe(operations.length);
  });

  it("had no fault and broke no policy of its own", () => {
    expect(faults).toEqual([]);
  });
});
