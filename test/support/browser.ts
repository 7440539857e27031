import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { type Started, started } from "../local/support.ts";

/** @sparticuz/chromium is a build for Linux x64. */
export const hasBrowser = process.platform === "linux" && process.arch === "x64";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** An old, small phone. */
const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
};
/** `DOCS_IMAGES=docs/images npx vitest run test/pages/<file>` draws the pages of the docs anew. */
const images = process.env.DOCS_IMAGES;

/**
 * The whole system and one browser for all tests of a file. A fault of any page (an error, a request to elsewhere, a
 * word of the browser's) fails the file at its end.
 */
export function onPhones(prepare: (local: Started) => Promise<unknown> = async () => undefined) {
  let local: Started;
  let browser: Browser;
  const faults: string[] = [];
  beforeAll(async () => {
    local = await started();
    await prepare(local);
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
  return {
    get local() {
      return local;
    },
    get records() {
      return local.host.system.ports.records;
    },
    /** The path of the link in the last text that left. */
    lastLink: (): string =>
      /(\/l\/[\w-]{22})/.exec(local.host.system.outbox.list({ channel: "sms" }).at(-1)?.body ?? "")?.[1] ??
      "",
    post: async (path: string, body: object) =>
      (await local.call("POST", path, { body })).body as { id: string },
    /** A phone of their own for each story. */
    async opened(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ ...phone, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(5000);
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(local.url) && !request.url().startsWith("data:"))
          faults.push(request.url());
      });
      page.on("console", (message) => {
        if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
          faults.push(message.text());
      });
      return page;
    },
    /** María's birth date, on the page of the link. */
    async identified(page: Page, path: string): Promise<void> {
      await page.goto(local.url + path);
      await page.locator("#month").fill("3");
      await page.locator("#day").fill("27");
      await page.locator("#year").fill("1962");
      await page.locator("button.main").click();
    },
  };
}

/** WCAG 2.2 A and AA, as axe sees it: rule and elements. */
export async function violations(page: Page): Promise<[string, string[]][]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  );
  return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

const targets = [
  "main button:visible, .button:visible, .choice:visible, nav a:visible, footer a:visible",
  "main input[type=text]:visible, main input[type=file]:visible, textarea:visible, main select:visible",
].join();

/** WCAG 2.2 A and AA and axe's best practices; targets of 44 CSS pixels; no wider than the phone; 50 KB at most. */
export async function flaws(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const broken = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const { violations } = await (globalThis as any).axe.run();
    return violations.map((v: { id: string; nodes: { html: string }[] }) => `${v.id}: ${v.nodes[0]?.html}`);
  });
  const small = await page.locator(targets).evaluateAll((all) =>
    // biome-ignore lint/suspicious/noExplicitAny: the browser's own types are not this project's
    all.flatMap((one: any) => (one.getBoundingClientRect().height < 44 ? [`small: ${one.outerHTML}`] : [])),
  );
  const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  const heavy = (await page.content()).length > 50_000;
  return [...broken, ...small, ...(wide ? ["wider than the screen"] : []), ...(heavy ? ["over 50 KB"] : [])];
}

/** Draws the page for the docs, where asked. */
export const drawn =
  (prefix: string) =>
  async (page: Page, name: string, fullPage = true): Promise<void> => {
    if (images) await page.screenshot({ path: `${images}/${prefix}-${name}.png`, fullPage });
  };
