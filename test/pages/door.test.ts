import { describe, expect, it } from "vitest";
import { linkId, Token } from "#lib/domain/pages/link.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import { invited, linkIn, maria, pagesWorld } from "#test/support/pages.ts";
import { chain } from "#test/support/world.ts";

const tokenOf = (path: string): string => path.split("/").at(-1) as string;
const wrong = { month: "1", day: "1", year: "1970" };

describe("a link in a message", () => {
  it("is short, on the customer's own domain, and in one part of SMS", async () => {
    const { texts, path } = await invited();
    expect(texts().at(-1)).toMatch(
      /^Riverside Clinic: visit .* tap https:\/\/go\.example\.org\/l\/[\w-]{22} /,
    );
    expect(texts().at(-1)?.length).toBeLessThanOrEqual(160);
    expect(Token.safeParse(tokenOf(path)).success).toBe(true);
  });

  it("is kept as a digest alone: neither the table nor the trail can open it", async () => {
    const { records, path, patientId, system } = await invited();
    const token = tokenOf(path);
    const link = await records.get("link", linkId(token));
    expect(link?.data).toMatchObject({ patientId, status: "open", opening: { page: "visit" } });
    const all = JSON.stringify([
      link,
      await chain(records, `LNK#${linkId(token)}`),
      await system.ports.records.list({ kind: "outreach", of: "patient", patientId }),
    ]);
    expect(all).not.toContain(token);
  });

  it("has 128 bits of the runtime's cryptographic source", () => {
    const tokens = Array.from({ length: 2000 }, () => secrets.token());
    expect(new Set(tokens).size).toBe(2000);
    const bytes = tokens.map((token) => Buffer.from(token, "base64url"));
    expect(bytes.every(({ length }) => length === 16)).toBe(true);
    // Each of the 128 bits is set about half the time: 2000 tosses, six standard deviations.
    for (let bit = 0; bit < 128; bit++) {
      const set = bytes.filter((b) => ((b[bit >> 3] as number) >> (bit & 7)) & 1).length;
      expect(Math.abs(set - 1000)).toBeLessThan(135);
    }
  });

  it("is there before the message leaves, whatever dies in between", async () => {
    const { records, texts } = await invited();
    for (const text of texts().filter((t) => linkIn(t)))
      expect(await records.get("link", linkId(tokenOf(linkIn(text))))).toBeDefined();
  });

  it("costs nothing where the customer has no domain for it", async () => {
    const world = await pagesWorld({ policy: { linkBase: "" } });
    const patientId = await world.patient("ana");
    await world.book(patientId);
    await world.advanceTo("2026-06-09T16:00:00.000Z");
    expect(world.texts().at(-1)).toMatch(/Reply 1 yes, 2 cannot come/);
    expect(world.texts().at(-1)).not.toContain("http");
  });
});

describe("opening it", () => {
  it("tells nothing of the patient and writes nothing, however often a scanner opens it", async () => {
    const { ask, path, saves } = await invited();
    const before = saves();
    for (const method of ["GET", "HEAD", "GET"]) {
      const told = await ask(method, path);
      expect(told.status).toBe(200);
      expect(told.headers["Set-Cookie"]).toBeUndefined();
      expect(told.text).not.toMatch(/María|Quintanilla|Fernandez|Blood|June|Jun |1962/);
    }
    expect(saves()).toBe(before);
  });

  it.each(["x", "a".repeat(22), "../../etc/passwd", "%00", "AAAAAAAAAAAAAAAAAAAAA!"])(
    "answers 404 to %s, which is nobody's",
    async (token) => {
      const { ask } = await pagesWorld();
      expect((await ask("GET", `/l/${encodeURIComponent(token)}`)).status).toBe(404);
      const posted = await ask("POST", `/l/${encodeURIComponent(token)}`, { fields: maria });
      expect(posted.status).toBe(404);
    },
  );

  it("speaks the patient's language, and the other one on request", async () => {
    const { ask, path } = await invited({ language: "es-MX" });
    expect((await ask("GET", path)).text).toContain('<html lang="es" dir="ltr">');
    expect((await ask("GET", `${path}?lang=en`)).text).toContain("When were you born?");
  });
});

describe("the identity check", () => {
  it("lets the patient in by birth date, uses the link up, and begins a session", async () => {
    const { browser, path, records, patientId } = await invited();
    const phone = browser();
    await phone.open(path);
    const told = await phone.send(path, maria);
    expect(told.text).toContain("Riverside Family Clinic");
    expect(phone.cookie).toMatch(/^__Host-session=[\w-]{22}$/);
    const link = await records.get("link", linkId(tokenOf(path)));
    expect(link?.data.status).toBe("used");
    const trail = await chain(records, `LNK#${linkId(tokenOf(path))}`);
    expect(trail.map(({ type }) => type)).toEqual(["link.made", "link.used"]);
    expect(trail[1]?.actor).toEqual({ type: "patient", id: patientId });
  });

  it("sets a cookie that no script, no other site and no plain connection gets", async () => {
    const { ask, path } = await invited();
    const told = await ask("POST", path, { fields: maria });
    expect(told.headers["Set-Cookie"]).toMatch(
      /^__Host-session=[\w-]{22}; Max-Age=14400; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("counts wrong answers, says how many are left, and locks after five", async () => {
    const { ask, path, records } = await invited();
    const told = [];
    for (let n = 0; n < 6; n++) told.push(await ask("POST", path, { fields: wrong }));
    expect(told.map(({ status }) => status)).toEqual([422, 422, 422, 422, 403, 403]);
    expect(told[0]?.text).toContain("You can try 4 more times.");
    expect(told[3]?.text).toContain("You can try one more time.");
    expect(told[4]?.text).toContain("Send me a new link");
    expect(told[4]?.text).toContain("Call us: 312-555-0199");
    const link = await records.get("link", linkId(tokenOf(path)));
    expect(link?.data).toMatchObject({ status: "locked", failed: 5 });
  });

  it("does not count what is no date at all", async () => {
    const { ask, path, records } = await invited();
    for (const fields of [
      {},
      { month: "13", day: "1", year: "1962" },
      { month: "2", day: "30", year: "1962" },
    ])
      expect((await ask("POST", path, { fields })).status).toBe(422);
    expect((await records.get("link", linkId(tokenOf(path))))?.data.failed).toBe(0);
  });

  it("counts five of thirty wrong answers at once, and refuses the right one after the lock", async () => {
    const { ask, path, records } = await invited();
    const told = await Promise.all(Array.from({ length: 30 }, () => ask("POST", path, { fields: wrong })));
    expect(told.filter(({ status }) => status === 422)).toHaveLength(4);
    expect(told.filter(({ status }) => status === 403)).toHaveLength(26);
    const link = await records.get("link", linkId(tokenOf(path)));
    expect(link?.data).toMatchObject({ status: "locked", failed: 5 });
    expect(link?.version).toBe(6);
    const right = await ask("POST", path, { fields: maria });
    expect(right.status).toBe(403);
    expect(right.headers["Set-Cookie"]).toBeUndefined();
  });

  it("lets one of thirty right answers at once in", async () => {
    const { ask, path } = await invited();
    const told = await Promise.all(Array.from({ length: 30 }, () => ask("POST", path, { fields: maria })));
    expect(told.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(told.filter(({ headers }) => headers["Set-Cookie"])).toHaveLength(1);
  });

  it("asks a patient without a birth date for a code that goes to the address on file", async () => {
    const { browser, path, texts } = await invited({ birthDate: undefined });
    const phone = browser();
    expect((await phone.open(path)).text).toContain("Send me a code");
    await phone.send(`${path}/code`);
    const code = /code is (\d{6})/.exec(texts().at(-1) ?? "")?.[1] as string;
    expect((await phone.send(path, { code: code === "000000" ? "111111" : "000000" })).status).toBe(422);
    expect((await phone.send(path, { code })).text).toContain("Will you come?");
  });

  it("takes a code once and for ten minutes, sends three a day, and none past a known birth date", async () => {
    const { browser, path, texts, advanceTo, ask } = await invited({ birthDate: undefined });
    const phone = browser();
    await phone.send(`${path}/code`);
    const code = /code is (\d{6})/.exec(texts().at(-1) ?? "")?.[1] as string;
    await advanceTo("2026-06-09T16:10:01.000Z");
    expect((await phone.send(path, { code })).status).toBe(422);
    await phone.send(`${path}/code`);
    await phone.send(`${path}/code`);
    const sent = texts().length;
    expect((await phone.send(`${path}/code`)).text).toContain("enough codes for today");
    expect(texts().length).toBe(sent);
    const known = await invited();
    const before = known.texts().length;
    await known.ask("POST", `${known.path}/code`);
    expect(known.texts().length).toBe(before);
    expect((await ask("POST", `${path}/code`)).status).toBe(422);
  });
});

describe("a link that opens no more", () => {
  it("sends a new one to the address on file and never shows the address", async () => {
    const { browser, path, texts } = await invited();
    await browser().send(path, maria);
    const again = await browser().open(path);
    expect(again.status).toBe(410);
    expect(again.text).not.toMatch(/\+1202|555-?01[0-8]/);
    const stranger = browser();
    expect((await stranger.send(`${path}/again`)).text).toContain("We sent you a new link");
    const next = linkIn(texts().at(-1) ?? "");
    expect(next).toMatch(/^\/l\/[\w-]{22}$/);
    expect(next).not.toBe(path);
    expect((await browser().send(next, maria)).text).toContain("Will you come?");
  });

  it("does so when it is too old", async () => {
    const { browser, path, advanceTo, texts } = await invited();
    await advanceTo("2026-06-30T16:00:00.000Z");
    expect((await browser().open(path)).text).toContain("This link is too old.");
    expect((await browser().send(path, maria)).status).toBe(410);
    await browser().send(`${path}/again`);
    expect((await browser().send(linkIn(texts().at(-1) ?? ""), maria)).text).toContain("This visit is over.");
  });

  it("sends itself at most three times a day, also when asked thirty times at once", async () => {
    const { ask, browser, path, texts } = await invited();
    await browser().send(path, maria);
    const before = texts().length;
    const told = await Promise.all(Array.from({ length: 30 }, () => ask("POST", `${path}/again`)));
    expect(told.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(texts().length).toBe(before + 3);
  });

  it("gives whoever holds the phone fifteen guesses in all, not more", async () => {
    const { ask, path, texts } = await invited();
    let at = path;
    for (let round = 1; round <= 3; round++) {
      for (let n = 0; n < 5; n++) await ask("POST", at, { fields: wrong });
      expect((await ask("POST", `${at}/again`)).status).toBe(round < 3 ? 200 : 429);
      at = linkIn(texts().at(-1) ?? "");
    }
  });

  it("stays closed while it is open: no new one for a link that works", async () => {
    const { ask, path, texts } = await invited();
    const before = texts().length;
    expect((await ask("POST", `${path}/again`)).status).toBe(429);
    expect(texts().length).toBe(before);
  });
});
