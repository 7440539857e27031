import { describe, expect, it } from "vitest";
import { readSettings } from "#infra/config.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import { invited, linkIn, maria, pagesWorld } from "#test/support/pages.ts";

/** `requestsPerFiveMinutes` of an address, where the customer sets no other (infra/config.ts). */
const mostInFiveMinutes = readSettings("riverside").api.requestsPerFiveMinutes;

async function recognised(how: Parameters<typeof invited>[0] = {}) {
  const world = await invited(how);
  const phone = world.browser();
  await phone.open(world.path);
  await phone.send(world.path, maria);
  return { ...world, phone };
}

const confirmation = async ({ records, appointmentId }: Awaited<ReturnType<typeof recognised>>) =>
  (await records.get("appointment", appointmentId))?.data.confirmation;

describe("a write from elsewhere", () => {
  it.each([
    ["without the session's token", { fields: { answer: "confirmed" } }],
    ["with a wrong one", { fields: { answer: "confirmed", csrf: "x".repeat(32) } }],
    ["with an empty one", { fields: { answer: "confirmed", csrf: "" } }],
  ])("is refused %s", async (_, sent) => {
    const world = await recognised();
    const told = await world.ask("POST", "/p/visit", { ...sent, headers: { Cookie: world.phone.cookie } });
    expect(told.status).toBe(403);
    expect(await confirmation(world)).toBe("none");
  });

  it.each([
    ["another site", { Origin: "https://evil.example" }],
    ["another host of the same site", { "Sec-Fetch-Site": "same-site" }],
    ["another site, as the browser knows", { "Sec-Fetch-Site": "cross-site", Origin: "null" }],
    ["a look-alike", { Origin: "https://go.example.org.evil.example" }],
  ])("is refused from %s, even with the token", async (_, headers) => {
    const world = await recognised();
    const { cookie, csrf } = world.phone;
    const fields = { answer: "confirmed", csrf };
    const told = await world.ask("POST", "/p/visit", { fields, headers: { Cookie: cookie, ...headers } });
    expect(told.status).toBe(403);
    expect(await confirmation(world)).toBe("none");
  });

  it("is refused at the door too: no one is let into a session of somebody else's making", async () => {
    const { ask, path } = await invited();
    const told = await ask("POST", path, { fields: maria, headers: { Origin: "https://evil.example" } });
    expect(told.status).toBe(403);
    expect(told.headers["Set-Cookie"]).toBeUndefined();
  });

  it.each([{ Origin: "https://go.example.org" }, { Origin: "null", "Sec-Fetch-Site": "same-origin" }, {}])(
    "is taken from our own page: %j",
    async (headers) => {
      const world = await recognised();
      const { cookie, csrf } = world.phone;
      const fields = { answer: "confirmed", csrf };
      const told = await world.ask("POST", "/p/visit", { fields, headers: { Cookie: cookie, ...headers } });
      expect(told.status).toBe(303);
      expect(await confirmation(world)).toBe("confirmed");
    },
  );
});

describe("a link that is guessed", () => {
  it("opens nothing, is told nothing, and would take longer than there is time", async () => {
    const { ask, path, log } = await invited();
    const guesses = Array.from({ length: 200 }, () => secrets.token());
    // One letter beside the right one is as far from it as any other.
    guesses.push(`${path.slice(3, -1)}${path.endsWith("A") ? "B" : "A"}`);
    const told = await Promise.all(guesses.map((token) => ask("GET", `/l/${token}`)));
    const faces = new Set(
      told.map(({ status, text }, i) => `${status} ${text.replaceAll(guesses[i] as string, "")}`),
    );
    expect([...faces].map((face) => face.slice(0, 3))).toEqual(["404"]);
    expect(log).toEqual([]);
    const aDay = (mostInFiveMinutes / 5) * 60 * 24;
    const yearsOfAMillionAddresses = 2 ** 128 / (aDay * 1e6) / 365;
    expect(yearsOfAMillionAddresses).toBeGreaterThan(1e23);
  });
});

describe("a session", () => {
  it("is never one that came in: its token is made after the identity check", async () => {
    const { ask, path } = await invited();
    const planted = `__Host-session=${"A".repeat(22)}`;
    const told = await ask("POST", path, { fields: maria, headers: { Cookie: planted } });
    expect(told.headers["Set-Cookie"]).not.toContain("A".repeat(22));
    expect((await ask("GET", "/p/visit", { headers: { Cookie: planted } })).status).toBe(401);
  });

  it("is not the link's: the token of the link opens no page", async () => {
    const world = await recognised();
    const Cookie = `__Host-session=${world.path.split("/").at(-1)}`;
    expect((await world.ask("GET", "/p/visit", { headers: { Cookie } })).status).toBe(401);
  });

  it("does not come back with a used link: replay is told to ask for a new one", async () => {
    const world = await recognised();
    const replayed = await world.ask("POST", world.path, { fields: maria });
    expect(replayed.status).toBe(410);
    expect(replayed.headers["Set-Cookie"]).toBeUndefined();
  });

  it("ends after fifteen minutes of nothing, slides while it is used, and never beyond four hours", async () => {
    const world = await recognised();
    for (let minute = 10; minute < 240; minute += 10) {
      await world.advanceTo(new Date(Date.parse("2026-06-09T16:00:00Z") + minute * 60_000).toISOString());
      expect((await world.phone.open("/p/visit")).status).toBe(200);
    }
    await world.advanceTo("2026-06-09T20:00:00.000Z");
    expect((await world.phone.open("/p/visit")).status).toBe(401);
    const other = await recognised();
    await other.advanceTo("2026-06-09T16:15:00.000Z");
    const { cookie } = other.phone;
    expect((await other.ask("GET", "/p/visit", { headers: { Cookie: cookie } })).status).toBe(401);
  });

  it("ends at once when the patient is done, whoever kept the cookie", async () => {
    const world = await recognised();
    const { cookie } = world.phone;
    const told = await world.phone.send("/p/leave");
    expect(told.text).toContain("You can close this page now.");
    expect(told.headers["Set-Cookie"]).toContain("Max-Age=0");
    expect((await world.ask("GET", "/p/visit", { headers: { Cookie: cookie } })).status).toBe(401);
  });

  it("sees its own patient alone", async () => {
    const world = await recognised();
    const other = await world.patient("someone-else", { birthDate: "1950-01-01" });
    await world.book(other, { locationName: "Secret Place" });
    for (const page of ["", "visit", "read", "messages", "preferences"]) {
      const told = await world.phone.open(`/p/${page}`);
      expect(told.text).not.toContain("Secret Place");
    }
  });
});

describe("what a patient or a partner writes", () => {
  const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onfocus=alert(1) {{7*7}} \${7*7} </title></style></textarea>`;

  it("stays text on every page: names, places, messages", async () => {
    const world = await pagesWorld({
      policy: { clinicName: `Clinic ${nasty}`.slice(0, 60), clinicPhone: `1"><b>` },
    });
    const patientId = await world.patient("maria", {
      birthDate: "1962-03-27",
      name: { given: nasty.slice(0, 190), family: nasty.slice(0, 190) },
    });
    await world.book(patientId, { locationName: nasty, practitionerName: nasty, visitType: nasty });
    await world.advanceTo("2026-06-09T16:00:00.000Z");
    const phone = world.browser();
    const path = linkIn(world.texts().at(-1) ?? "");
    const told = [await phone.open(path), await phone.send(path, { month: nasty, day: nasty, year: nasty })];
    told.push(await phone.send(path, maria));
    expect(told.at(-1)?.text).toContain("&lt;script&gt;");
    for (const page of ["messages", "feedback", "barriers", "time"]) {
      told.push(await phone.open(`/p/${page}`));
      const fields = {
        text: nasty,
        wish: nasty,
        score: nasty,
        code: nasty,
        answer: nasty,
        once: nasty,
        part: nasty,
      };
      told.push(await phone.send(`/p/${page}`, fields));
      told.push(await phone.open(`/p/${page}?done=${encodeURIComponent(nasty)}`));
    }
    told.push(
      await phone.send("/p/preferences", { do: "save", channel: nasty, language: nasty, topic: nasty }),
    );
    told.push(await phone.open(`/p/${encodeURIComponent(nasty)}`));
    told.push(await phone.open(`/l/${encodeURIComponent(nasty)}?lang=${encodeURIComponent(nasty)}`));
    for (const { text } of told) {
      const bare = text.replace('<script src="/p/app.js" defer></script>', "");
      expect(bare).not.toMatch(/<script|<img|<b>/i);
      // What is inside quotes is a value; a quote that came from outside would have been `&quot;`.
      expect(bare.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i);
      expect(bare.match(/<\/title>/g)).toHaveLength(1);
      expect(bare.match(/<\/style>/g)).toHaveLength(1);
    }
  });

  it("would not run if it were markup: the policy allows no inline script and no other host", async () => {
    const world = await recognised();
    const { headers } = await world.phone.open("/p/visit");
    expect(headers["Content-Security-Policy"]).toMatch(
      /^default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-[\w+/=]+'; script-src 'self'; img-src 'self' data:$/,
    );
    expect(headers).toMatchObject({
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    });
  });
});

describe("a request that is bent", () => {
  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "leads nowhere else: %s",
    async (to) => {
      const world = await recognised();
      const { cookie, csrf } = world.phone;
      for (const name of ["next", "go", "redirect", "url", "return", "done"]) {
        const fields = { answer: "confirmed", csrf, [name]: to };
        const path = `/p/visit?${name}=${encodeURIComponent(to)}`;
        const told = await world.ask("POST", path, { fields, headers: { Cookie: cookie } });
        expect(told.headers.Location).toBe("/p/visit");
      }
    },
  );

  it("does not believe the Host header: links and redirects are made of the customer's own settings", async () => {
    const { ask, path, texts } = await invited();
    const headers = { Host: "evil.example", "X-Forwarded-Host": "evil.example" };
    const told = await ask("POST", path, { fields: maria, headers });
    expect(told.headers.Location).toBe("/p/visit");
    await ask("POST", `${path}/again`, { headers });
    expect(texts().at(-1)).toContain("https://go.example.org/l/");
    const opened = await ask("GET", path, { headers });
    expect(JSON.stringify([told, opened])).not.toContain("evil.example");
  });

  it("is refused when it is too large, of another type, or of another method", async () => {
    const world = await recognised();
    const { cookie: Cookie, csrf } = world.phone;
    const large = await world.ask("POST", "/p/messages", {
      fields: { csrf, text: "x".repeat(70_000) },
      headers: { Cookie },
    });
    expect(large.status).toBe(413);
    const multipart = { Cookie, "Content-Type": "multipart/form-data; boundary=x" };
    expect((await world.ask("POST", "/p/messages", { body: "--x--", headers: multipart })).status).toBe(415);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
      expect((await world.ask(method, "/p/visit", { headers: { Cookie } })).status).toBe(405);
  });

  it.each([
    "/p/../l/x",
    "/p/visit/more",
    "/p//visit",
    "/x",
    "/l",
    "/l/",
    "/u",
    "/p/__proto__",
    "/p/constructor",
  ])("finds nothing at %s", async (path) => {
    const world = await recognised();
    expect((await world.phone.open(path)).status).toBe(404);
  });

  it("leaves no token, name or answer in the log", async () => {
    const world = await recognised();
    await world.phone.send("/p/messages", { text: "My secret pain" });
    await world.phone.open("/p/nothing");
    const text = JSON.stringify(world.log);
    for (const secret of [world.path.split("/").at(-1), world.phone.cookie, "María", "secret", "1962"])
      expect(text).not.toContain(secret);
  });
});
