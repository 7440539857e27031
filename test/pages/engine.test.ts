import { afterAll, describe, expect, it } from "vitest";
import { dynoxideCommand } from "#lib/adapters/local/engine/commands.ts";
import { linkId } from "#lib/domain/pages/link.ts";
import { family, rosasBirthDate } from "#test/support/family.ts";
import { invited, linkIn, maria } from "#test/support/pages.ts";
import { textTo, waiting } from "#test/support/waiting.ts";
import { engineStore, type Store } from "../../bin/local/store.ts";

/** The embedded engine is an optional package. */
const here = dynoxideCommand(0, undefined) !== undefined;
const wrong = { month: "1", day: "1", year: "1970" };

describe.skipIf(!here)("the pages on a real engine", () => {
  const stores: Store[] = [];
  const anEngine = async () => {
    const store = await engineStore({ engine: "dynoxide" });
    stores.push(store);
    return store;
  };
  const opened = async () => invited({ store: await anEngine() });
  afterAll(() => Promise.all(stores.map((store) => store.stop())));

  it("have one session for the next child after ten choices at once", async () => {
    const world = await family({ Ana: {}, Ben: {} }, { store: await anEngine() });
    const phone = world.browser();
    await phone.send(await world.linkTo("Ana"), rosasBirthDate);
    await phone.open("/p/who");
    const fields = { csrf: phone.csrf, patient: world.ids.Ben as string };
    const headers = { Cookie: phone.cookie };
    const told = await Promise.all(
      Array.from({ length: 10 }, () => world.ask("POST", "/p/who", { fields, headers })),
    );
    const begun = told.filter(({ headers: { "Set-Cookie": cookie } }) => cookie?.includes("session="));
    expect(begun).toHaveLength(1);
    phone.cookie = (begun[0]?.headers["Set-Cookie"] ?? "").split(";")[0] as string;
    expect((await phone.open("/p")).text).toContain("This is about Ben.");
  });

  it("give a freed time to one of two at the very same moment, and the next five hear of it in the second wave", async () => {
    const crowd = ["ana", "ben", "eva", "fay", "gus", "hal"];
    const world = await waiting(crowd, {}, { store: await anEngine() });
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    await world.giveUp();
    const told = () => crowd.filter((name) => textTo(world, name).includes("an earlier time"));
    expect(told()).toEqual(crowd.slice(0, 5));
    await world.advanceTo("2026-06-02T16:00:00.000Z");
    expect(told()).toEqual(crowd);
    const phones = [world.browser(), world.browser()];
    await phones[0]?.send(linkIn(textTo(world, "ana")), maria);
    await phones[1]?.send(linkIn(textTo(world, "hal")), maria);
    const taken = await Promise.all(phones.map((phone) => phone.send("/p/time", { freed: "1" })));
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("counts five of thirty wrong answers at once, and refuses the right one after the lock", async () => {
    const { ask, path, records } = await opened();
    const told = await Promise.all(Array.from({ length: 30 }, () => ask("POST", path, { fields: wrong })));
    expect(told.filter(({ status }) => status === 422)).toHaveLength(4);
    expect(told.filter(({ status }) => status === 403)).toHaveLength(26);
    const link = await records.get("link", linkId(path.split("/").at(-1) as string), { consistent: true });
    expect(link?.data).toMatchObject({ status: "locked", failed: 5 });
    expect((await ask("POST", path, { fields: maria })).status).toBe(403);
  });

  it("lets one of ten right answers at once in, and takes the answer", async () => {
    const { ask, browser, path, records, appointmentId } = await opened();
    const told = await Promise.all(Array.from({ length: 10 }, () => ask("POST", path, { fields: maria })));
    const letIn = told.filter(({ status }) => status === 303);
    expect(letIn).toHaveLength(1);
    const phone = browser();
    phone.cookie = (letIn[0]?.headers["Set-Cookie"] ?? "").split(";")[0] as string;
    await phone.open("/p/visit");
    await phone.send("/p/visit", { answer: "confirmed" });
    expect((await records.get("appointment", appointmentId))?.data.confirmation).toBe("confirmed");
  });
});
