import { describe, expect, it } from "vitest";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { drawn, flaws, hasBrowser, onPhones } from "#test/support/browser.ts";

let patients = 0;
const draw = drawn("pages");

type Invited = { path: string; patientId: string; appointmentId: string };

describe.skipIf(!hasBrowser)("the pages in a browser", () => {
  const phones = onPhones();
  const { opened, identified, post } = phones;

  /** A patient with a visit, whose text with a link has just come. */
  async function invited(language = "en", template = "appointment-confirm"): Promise<Invited> {
    const n = ++patients;
    const { id: patientId } = await post("/v1/patients", {
      reference: `browser-${n}`,
      name: { given: "María <b>", family: "Quintanilla" },
      birthDate: "1962-03-27",
      language,
      timeZone: "America/Chicago",
      contactPoints: [
        { channel: "sms", address: `+1312555${String(100 + n).padStart(4, "0")}` },
        { channel: "email", address: `browser-${n}@clinic.test` },
      ],
    });
    const { id: appointmentId } = await post("/v1/appointments", {
      patientId,
      reference: "visit",
      status: "booked",
      start: "2026-06-11T15:30:00.000Z",
      locationName: "Riverside Family Clinic",
      practitionerName: "Dr. Amara Fernandez",
      visitType: "Blood pressure check",
    });
    const { host } = phones.local;
    const send = { patientId, appointmentId, reference: "m", template, channels: ["sms" as const] };
    await host.inTurn(() => sendDirect(host.system.ports, send, { actor: { type: "staff", id: "test" } }));
    return { path: phones.lastLink(), patientId, appointmentId };
  }

  /** A child with a visit, whose mother's phone is theirs; the path of the link that she got. */
  async function childOfRosa(name: string): Promise<Invited> {
    const { host } = phones.local;
    const staff = { actor: { type: "staff", id: "test" } } as const;
    const { id: patientId } = await post("/v1/patients", {
      reference: `child-${name}`,
      name: { given: name, family: "Lopez" },
      birthDate: "2018-05-06",
      language: "en",
      timeZone: "America/Chicago",
      relations: [{ reference: "rosa", role: "guardian", birthDate: "1962-03-27" }],
      contactPoints: [{ channel: "sms", address: "+13125550099", relation: "rosa" }],
    });
    const visit = { patientId, reference: "visit", status: "booked", start: "2026-06-11T15:30:00.000Z" };
    const { id: appointmentId } = await post("/v1/appointments", visit);
    const asked = { patientId, state: "granted", relation: "rosa" } as const;
    const send = { patientId, appointmentId, reference: "m", template: "appointment-confirm" };
    await host.inTurn(async () => {
      await recordConsent(host.system.ports, asked, staff);
      await sendDirect(host.system.ports, { ...send, channels: ["sms"] }, staff);
    });
    return { path: phones.lastLink(), patientId, appointmentId };
  }

  const confirmationOf = async ({ appointmentId }: Invited) =>
    (await phones.records.get("appointment", appointmentId))?.data.confirmation;

  it("lead a small phone from the text to the answer, and the care team sees it at once", async () => {
    const one = await invited();
    const page = await opened();
    await page.goto(phones.local.url + one.path);
    await draw(page, "identity");
    expect(await page.title()).toBe("Who are you? – Riverside Clinic");
    await identified(page, one.path);
    expect(new URL(page.url()).pathname).toBe("/p/visit");
    expect(await page.locator("dd").allTextContents()).toEqual([
      "Thu, Jun 11, 10:30 AM",
      "Riverside Family Clinic",
      "Dr. Amara Fernandez",
      "Blood pressure check",
    ]);
    await draw(page, "visit");
    await page.getByRole("button", { name: "Yes, I will come" }).tap();
    await page.getByText("You told us that you will come.").waitFor();
    expect(await confirmationOf(one)).toBe("confirmed");
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([
      { name: "__Host-session", httpOnly: true, secure: true, sameSite: "Lax", path: "/" },
    ]);
  });

  it("let a mother answer for each of her children", async () => {
    const ana = await childOfRosa("Ana");
    const ben = await childOfRosa("Ben");
    const page = await opened();
    await page.goto(phones.local.url + ana.path);
    expect(await flaws(page)).toEqual([]);
    await identified(page, ana.path);
    await page.getByText("This is about Ana.").waitFor();
    await page.getByRole("button", { name: "Yes, I will come" }).tap();
    await page.getByText("You told us that you will come.").waitFor();
    await page.goto(`${phones.local.url}/p`);
    await page.getByRole("link", { name: "Help someone else" }).tap();
    await page.getByRole("heading", { name: "Who do you want to help?" }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await draw(page, "who");
    await page.getByRole("button", { name: "Ben" }).tap();
    await page.getByText("This is about Ben.").waitFor();
    expect(await confirmationOf(ben)).toBe("none");
    await page.getByRole("link", { name: "Answer about my visit" }).tap();
    await page.getByRole("heading", { name: "Your visit" }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole("button", { name: "Yes, I will come" }).tap();
    await page.getByText("You told us that you will come.").waitFor();
    expect([await confirmationOf(ana), await confirmationOf(ben)]).toEqual(["confirmed", "confirmed"]);
  });

  it("work by keyboard alone: what is wrong is focused, and every control is reached", async () => {
    const one = await invited();
    const page = await opened({ hasTouch: false, isMobile: false });
    await page.goto(phones.local.url + one.path);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    for (const text of ["1", "1", "1970"]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await page.locator(":focus").getAttribute("id")).toBe("fix");
    expect(await page.getByRole("alert").textContent()).toContain("You can try 4 more times.");
    for (const text of ["3", "27", "1962"]) {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your visit" }).waitFor();
    await page.getByRole("button", { name: "No, I cannot come" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What makes it hard?" }).waitFor();
    for (let n = 0; n < 2; n++) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("Someone will call you to help.").waitFor();
    expect(await confirmationOf(one)).toBe("declined");
    const [barrier] = (
      await phones.records.list({ kind: "barrier", of: "patient", patientId: one.patientId })
    ).items;
    expect(barrier?.data.code).toBe("cost");
  });

  it("work without JavaScript, and in Spanish", async () => {
    const one = await invited("es");
    const page = await opened({ javaScriptEnabled: false, locale: "es-MX" });
    await page.goto(phones.local.url + one.path);
    expect(await page.locator("html").getAttribute("lang")).toBe("es");
    expect(await page.locator(".date label").allTextContents()).toEqual(["Día", "Mes", "Año"]);
    await identified(page, one.path);
    await draw(page, "spanish");
    await page.getByRole("button", { name: "Necesito otra fecha" }).tap();
    await page.getByLabel("Por la mañana").check();
    await page.getByLabel("¿Algo más que debamos saber?").fill("después de las nueve");
    await page.getByRole("button", { name: "Enviar" }).tap();
    await page.getByText("Le vamos a llamar con una nueva fecha.").waitFor();
    expect(await confirmationOf(one)).toBe("reschedule");
    await page.getByRole("button", { name: "Ya terminé" }).tap();
    await page.getByText("Ya puede cerrar esta página.").waitFor();
    await page.goto(`${phones.local.url}/p/visit`);
    await page
      .getByText("Por su seguridad cerramos esta página.")
      .or(page.getByText("For your safety"))
      .waitFor();
  });

  it("run from right to left in Arabic, on every page, without a flaw that axe knows", async () => {
    const one = await invited("ar");
    const page = await opened({ locale: "ar" });
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      const own = await flaws(page);
      if (own.length > 0) found[name] = own;
    };
    await page.goto(phones.local.url + one.path);
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await look("identity");
    await identified(page, one.path);
    await page.getByRole("heading", { name: "موعدكم" }).waitFor();
    await draw(page, "arabic");
    await look("visit");
    /** What begins a line stands at the right. */
    const [term, list] = await Promise.all(
      ["dt", "dl"].map((name) => page.locator(name).first().boundingBox()),
    );
    const range = await page.evaluate(`(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("dt"));
      return range.getBoundingClientRect().right;
    })()`);
    expect(Math.round(range as number)).toBe(Math.round((term?.x ?? 0) + (term?.width ?? 0)));
    expect((list?.x ?? 0) + (list?.width ?? 0) - (range as number)).toBeLessThan(24);
    for (const name of ["", "time", "messages", "feedback", "barriers", "preferences", "read", "question"]) {
      await page.goto(`${phones.local.url}/p/${name}`);
      await look(name || "home");
    }
    await page.goto(`${phones.local.url}/p/visit`);
    await page.getByRole("button", { name: "نعم، سآتي" }).tap();
    await page.getByText("أخبرتمونا أنكم ستأتون.").waitFor();
    expect(await confirmationOf(one)).toBe("confirmed");
    expect(found).toEqual({});
  });

  it("send nothing twice, however often the button is tapped", async () => {
    const one = await invited();
    const page = await opened();
    await identified(page, one.path);
    await page.goto(`${phones.local.url}/p/messages`);
    await page.getByLabel("Your message").fill("One question");
    await page.getByRole("button", { name: "Send" }).dblclick();
    await page.getByText("We have your message.").waitFor();
    const { items } = await phones.records.list({
      kind: "message",
      of: "patient",
      patientId: one.patientId,
    });
    expect(items).toHaveLength(1);
  });

  it.each(["light", "dark"] as const)(
    "have no flaw that axe knows, on every page, in %s",
    async (colorScheme) => {
      const one = await invited("en", "visit-preparation");
      const page = await opened({ colorScheme });
      const found: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        const own = await flaws(page);
        if (own.length > 0) found[name] = own;
      };
      await page.goto(phones.local.url + one.path);
      await look("identity");
      await page.locator("button.main").click();
      await look("identity, not a date");
      await page.goto(`${phones.local.url}/l/${"A".repeat(22)}`);
      await look("unknown link");
      await identified(page, one.path);
      await look("read");
      for (const name of ["", "visit", "time", "messages", "feedback", "barriers", "preferences"]) {
        await page.goto(`${phones.local.url}/p/${name}`);
        await look(name || "home");
        if (name === "preferences" && colorScheme === "dark") await draw(page, "preferences-dark");
      }
      for (const name of ["time", "messages", "feedback", "barriers"]) {
        await page.goto(`${phones.local.url}/p/${name}`);
        await page.locator("main button.main").click();
        await page.getByRole("alert").waitFor();
        await look(`${name}, nothing chosen`);
      }
      await phones.local.call("POST", `/v1/appointments/${one.appointmentId}/offered-times`, {
        body: { times: ["2026-06-12T15:00:00Z", "2026-06-15T19:30:00Z"] },
      });
      await page.goto(`${phones.local.url}/p/time`);
      await look("time, offered");
      await page.goto(`${phones.local.url}/p/visit`);
      await page.getByRole("button", { name: "Yes, I will come" }).click();
      await look("visit, confirmed");
      await page.goto(`${phones.local.url}/p/messages`);
      await page.getByLabel("Your message").fill("A question");
      await page.getByRole("button", { name: "Send" }).click();
      await look("messages, sent");
      await page.goto(`${phones.local.url}/p/preferences`);
      await page.getByRole("button", { name: "Stop all messages" }).click();
      await look("preferences, stopped");
      await page.getByRole("button", { name: "I am done" }).click();
      await look("left");
      await page.goto(`${phones.local.url}/p/visit`);
      await look("session over");
      await page.goto(phones.local.url + one.path);
      await look("used link");
      await page.getByRole("button", { name: "Send me a new link" }).click();
      await look("new link sent");
      await page.goto(phones.local.url + one.path.replace("/l/", "/u/"));
      await look("unsubscribe");
      expect(found).toEqual({});
    },
  );

  it("fit into 50 KB in all, script and headers included", async () => {
    const one = await invited();
    const page = await opened();
    let weights: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      const weight = request.sizes().then((sizes) => sizes.responseBodySize + sizes.responseHeadersSize);
      weights.push(weight);
    });
    await identified(page, one.path);
    for (const name of ["", "visit", "time", "messages", "feedback", "barriers", "preferences", "read"]) {
      weights = [];
      await page.goto(`${phones.local.url}/p/${name}`);
      const all = await Promise.all(weights);
      // The page, and its script where the browser does not have it yet.
      expect(all.length).toBeGreaterThan(0);
      expect(all.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(50_000);
    }
  });
});
