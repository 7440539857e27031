import { afterAll, describe, expect, it } from "vitest";
import { dynoxideCommand } from "#lib/adapters/local/engine/commands.ts";
import { linkId } from "#lib/domain/pages/link.ts";
import { invited, maria } from "#test/support/pages.ts";
import { engineStore, type Store } from "../../bin/local/store.ts";

/** The embedded engine is an optional package. */
const here = dynoxideCommand(0, undefined) !== undefined;
const wrong = { month: "1", day: "1", year: "1970" };

describe.skipIf(!here)("the door on a real engine", () => {
  const stores: Store[] = [];
  const opened = async () => {
    const store = await engineStore({ engine: "dynoxide" });
    stores.push(store);
    return invited({ store });
  };
  afterAll(() => Promise.all(stores.map((store) => store.stop())));

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
