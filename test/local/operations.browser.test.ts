import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, onPhones, violations } from "#test/support/browser.ts";
import { fluShot } from "#test/support/flu-shot.ts";
import { booked, type Started } from "./support.ts";

const condition = "patient.language == 'en'";
const campaign = { id: "flu-shots", audience: { segment: "all-ours" }, send: { template: "flu-shot" } };

let page: Page;
const asked: string[] = [];

async function withCampaign(local: Started): Promise<void> {
  await booked(local);
  const { call } = local;
  await call("PUT", "/v1/templates/flu-shot", { body: fluShot });
  expect(await call("POST", "/v1/templates/flu-shot/publish")).toMatchObject({ status: 201 });
  await call("PUT", "/v1/segments/all-ours", { body: { id: "all-ours", condition } });
  const put = await call("PUT", "/v1/campaigns/flu-shots", {
    body: { ...campaign, canary: { share: 1, watch: "PT1H" } },
  });
  expect(put.status).toBe(200);
}
const moved = async (name: string) => {
  await page.getByRole("button", { name }).click();
  await page.locator("body:not(.moving)").waitFor();
};
const card = () => page.locator("#campaigns .campaign");
const press = (name: string | RegExp) => card().getByRole("button", { name }).click();

describe.skipIf(!hasBrowser)("the page of operations in a browser", () => {
  const screen = onPhones(withCampaign);
  beforeAll(async () => {
    page = await screen.opened({
      ...{ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false },
    });
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await page.goto(`${screen.local.url}/local/console/operations`);
    await card().waitFor();
  });

  it("tries a campaign dry, by the API, and says what it would do", async () => {
    await press("dry run");
    await card().getByText("Dry run, all 1: would send to 1").waitFor();
    expect((await screen.local.call("GET", "/local/outbox")).body).toMatchObject({ total: 0 });
  });

  it("approves, pauses and resumes it, and shows its progress and its canary", async () => {
    await press("approve");
    await card().locator("progress").waitFor();
    expect(await card().textContent()).toContain("Canary: 100 % first");
    await press("pause");
    await press("resume");
    await moved("+1 hour");
    await card().getByText("1 of 1 patients have their outcome.").waitFor();
    expect(await card().locator("table").first().textContent()).toContain("delivered1");
    await moved("+1 hour");
    await card().getByText("finished", { exact: true }).waitFor();
  });

  it("draws the journey with how many stand at each step", async () => {
    const counts = await page.locator("#picture text.count").allTextContents();
    expect(counts).toEqual(["1"]);
  });

  it("simulates a journey, with totals and what happened to each patient", async () => {
    await page.getByLabel("Patients", { exact: true }).fill("10");
    await page.getByRole("button", { name: "Simulate" }).click();
    await page.locator("#simulation summary").first().click();
    expect(await page.locator("#simulation details").count()).toBe(10);
    expect(await page.locator("#simulation .sum").textContent()).toContain("10 of 10 patients enrolled");
    expect(await page.locator("#simulation details[open] li").count()).toBeGreaterThan(3);
  });

  it.each(["light", "dark"] as const)(
    "can be read and used by everyone when it is %s (WCAG 2.2 AA, as axe sees it)",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    },
  );

  it("pauses everything by the red switch, and lets it go on", async () => {
    await page.getByRole("button", { name: "Pause everything" }).click();
    await page.getByText("Nothing leaves but for safety").waitFor();
    expect((await screen.local.call("GET", "/v1/pause")).body).toMatchObject({
      paused: true,
      by: { type: "staff", id: "operations-lead" },
    });
    await page.getByRole("button", { name: "Resume everything" }).click();
    await page.getByRole("button", { name: "Pause everything" }).waitFor();
  });

  it("ends every run of a journey once it said how many, and tells what came of it", async () => {
    await page.getByRole("button", { name: "End its runs…" }).click();
    await page.getByText("Ending every run of appointment reminder").waitFor();
    expect(asked.at(-1)).toMatch(/^End 1 runs of appointment reminder\? 1 at/);
    await page.getByText("1 ended").waitFor();
    await page.locator("#journeys").getByText("0 runs").waitFor();
  });

  it.each([400, 768, 1280])("does not scroll sideways at %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  it("met no bug of the system's", () => {
    expect(screen.local.errors).toEqual([]);
  });
});
