import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownedId } from "#lib/domain/ids.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import type { Records } from "#lib/ports.ts";
import { signOfRobot } from "#lib/usecases/inbound/robots.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { react } from "#lib/usecases/react.ts";
import { completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { anEvent, days, hours, later } from "#test/support/builders.ts";
import { aWorld, monday, phoneOf, type World } from "#test/support/world.ts";

const maria = phoneOf("maria");
const away = "I am out of the office until Monday. In an emergency call 911.";
const by = { actor: { type: "staff" as const, id: "anna" } };

async function known() {
  const world = await aWorld();
  const id = await world.patient("maria");
  const muted = async () => (await world.records.get("reach", id))?.data.addresses[0]?.muted;
  return { world, id, muted };
}
const inWorld = async (world: World, ms: number) => world.advanceTo(later(world.clock.now(), ms));
const kinds = async (world: World) =>
  (await world.staffTasks()).map(({ title, outcomes }) => [title, outcomes]);

describe("a robot", () => {
  it("gets no answer, and staff are told once", async () => {
    const { world, id } = await known();
    for (let n = 0; n < 5; n++) {
      await world.says(maria, away);
      await inWorld(world, 60_000);
    }
    expect(world.texts(maria)).toEqual([]);
    expect(await kinds(world)).toEqual([
      [expect.stringMatching(/machine may be answering/), ["person", "robot"]],
    ]);
    expect((await world.timeline(id)).filter((t) => t.startsWith("address.muted"))).toEqual([
      "address.muted (auto_reply)",
    ]);
    expect((await world.own("message", id)).map(({ data }) => [data.understood, data.robot]).sort()).toEqual([
      ...Array(1).fill(["robot", "auto_reply"]),
      ...Array(4).fill(["robot", "muted"]),
    ]);
  });

  it("is answered again once its rest is over", async () => {
    const { world } = await known();
    await world.says(maria, away);
    await inWorld(world, hours(25));
    await world.says(maria, "help");
    expect(world.texts(maria)).toHaveLength(1);
  });

  it("is answered again once a person says that it is one, for all who share the phone", async () => {
    const { world, id, muted } = await known();
    const jose = await world.patient("jose", { contactPoints: [{ channel: "sms", address: maria }] });
    await world.says(maria, away);
    const [task] = await world.staffTasks();
    const of = async () => (await world.records.get("reach", jose))?.data.addresses[0]?.muted !== undefined;
    expect([await muted(), await of()]).toEqual([expect.anything(), true]);
    await completeStaffTask(world.ports, task?.id as string, { outcome: "person" }, by);
    await world.settle();
    expect([await muted(), await of()]).toEqual([undefined, false]);
    // The first message told again by the stream mutes nobody anew.
    const first = (await world.own("message", task?.patientId ?? id))[0];
    if (first) await react(world.ports, { chain: id, after: first, sequence: "1" });
    expect(await muted()).toBeUndefined();
    await world.says(maria, "help");
    expect(world.texts(maria)).toHaveLength(1);
  });

  it("that says STOP is stopped at once, and its STOP is not confirmed", async () => {
    const { world, id } = await known();
    await world.says(maria, away);
    await world.says(maria, "STOP");
    expect((await world.records.get("reach", id))?.data.addresses[0]?.stopped).toBe("all");
    expect(world.texts(maria)).toEqual([]);
    const confirmation = (await world.outreaches(id)).at(-1);
    expect([confirmation?.status, confirmation?.reason]).toEqual(["suppressed", "robot_suspected"]);
  });

  it("is still one after the patient's record has changed", async () => {
    const { world, id, muted } = await known();
    await world.says(maria, away);
    const ehr = { actor: { type: "ehr" as const, id: "t" }, id, amends: true };
    await savePatient(world.ports, { name: { given: "Mary", family: "Test" } }, ehr);
    expect(await muted()).toBeDefined();
  });

  it("does not confirm a visit", async () => {
    const { world, id } = await known();
    const visit = await world.book(id);
    await world.advanceTo("2026-06-09T15:00:00.000Z");
    await world.says(maria, away);
    await world.says(maria, "1");
    expect((await world.records.get("appointment", visit))?.data.confirmation).toBe("none");
  });

  it("does not keep words of danger from a person, nor the crisis words from who is in it", async () => {
    const { world } = await known();
    await world.says(maria, away);
    await world.says(maria, "I want to kill myself");
    expect((await world.staffTasks()).map(({ priority }) => priority)).toEqual(["urgent", "normal"]);
    expect(world.texts(maria)).toEqual([expect.stringMatching(/call 911 now.*988/)]);
  });

  it.each(["I need an ambulance", "Call 911, chest pain"])(
    "that writes %j is heard by staff each time, and told what to do once an hour",
    async (text) => {
      const { world, id } = await known();
      await world.says(maria, away);
      for (const minutes of [1, 1, 60]) {
        await inWorld(world, minutes * 60_000);
        await world.says(maria, text);
      }
      const heard = (await world.own("message", id)).map(({ data }) => data.understood).sort();
      expect(heard).toEqual(["emergency", "emergency", "emergency", "robot"]);
      const tasks = (await world.staffTasks()).map(({ priority }) => priority);
      expect(tasks).toEqual(["urgent", "urgent", "urgent", "normal"]);
      expect(world.texts(maria)).toEqual(Array(2).fill(expect.stringMatching(/call 911 now.*988/)));
    },
  );

  it("whose absence note names a danger of its own is heard", async () => {
    const { world } = await known();
    await world.says(maria, "Automatic reply: call 911, chest pain");
    expect((await world.staffTasks()).map(({ priority }) => priority)).toEqual(["urgent", "normal"]);
  });
});

describe("who was taken for a robot and is none", () => {
  const toRead = async (world: World) =>
    (await world.staffTasks()).filter(({ title }) => /read and answer/.test(title)).map(({ about }) => about);
  const said = async (world: World, id: string) =>
    (await world.own("message", id)).filter(({ data }) => data.understood === "robot");
  async function cleared(world: World) {
    const [task] = (await world.staffTasks()).filter(({ outcomes }) => outcomes.includes("person"));
    await completeStaffTask(world.ports, task?.id as string, { outcome: "person" }, by);
    await world.settle();
    return task?.id as string;
  }

  it("has what was passed over put before staff, once, and nothing of before or after", async () => {
    const { world, id } = await known();
    await world.says(maria, "what about parking?");
    await inWorld(world, 60_000);
    for (const text of [away, "1", "I will be late", "help"]) {
      await world.says(maria, text);
      await inWorld(world, 60_000);
    }
    const before = await toRead(world);
    const taskId = await cleared(world);
    const passed = (await said(world, id)).map((message) => message.id);
    expect(passed).toHaveLength(4);
    expect((await toRead(world)).sort()).toEqual([...before, ...passed].sort());
    const task = await world.records.get("staffTask", taskId);
    if (task) await react(world.ports, { chain: id, after: task, sequence: "2" });
    expect(await toRead(world)).toHaveLength(before.length + 4);
  });

  it("has that of whoever shares the phone read too", async () => {
    const { world, id } = await known();
    const jose = await world.patient("jose", { contactPoints: [{ channel: "sms", address: maria }] });
    await world.book(jose);
    await world.advanceTo("2026-06-09T14:00:00.000Z");
    await world.says(maria, away);
    await world.advanceTo("2026-06-09T15:00:00.000Z");
    await world.says(maria, "1");
    await cleared(world);
    expect(await said(world, jose)).toHaveLength(1);
    const passed = [...(await said(world, id)), ...(await said(world, jose))];
    expect((await toRead(world)).sort()).toEqual(passed.map((message) => message.id).sort());
  });

  it("has a message read that was heard before and reaches the stream after it", async () => {
    const { world, id } = await known();
    await world.says(maria, away);
    await inWorld(world, 60_000);
    await world.says(maria, "I will be late");
    const late = (await said(world, id)).find(({ data }) => data.robot === "muted");
    const after = late && { ...late, id: `${late.id}x`, data: { ...late.data, id: `${late.id}x` } };
    await cleared(world);
    if (after) await react(world.ports, { chain: id, after, sequence: "3" });
    await world.settle();
    expect(await toRead(world)).toContain(`${late?.id}x`);
  });
});

/** How a machine talks: what it says to the n-th message, and how long after it. */
const texts = fc.constantFrom(
  "OK",
  "1",
  "STOP",
  "START",
  "HELP",
  "What do you mean?",
  "Thanks for the info",
  away,
  "I have chest pain",
);
const robots = fc.record({
  script: fc.array(texts, { minLength: 1, maxLength: 4 }),
  counts: fc.boolean(),
  afterSeconds: fc.constantFrom(0, 1, 30, 600, 1200),
  /** It goes on although nobody answers. */
  insists: fc.boolean(),
});

describe("what was said before", () => {
  const said = (text: string, at = monday) => ({
    messageId: "now",
    channel: "sms" as const,
    from: maria,
    text,
    at,
  });

  /** Maria, and what she wrote at these moments. */
  async function wrote(text: string, moments: string[]) {
    const { world, id } = await known();
    const reach = (await world.records.get("reach", id))?.data as Reach;
    const addressId = reach.addresses[0]?.id as string;
    for (const at of moments) {
      const id = ownedId("message", reach.patientId, at);
      const from = { patientId: reach.patientId, channel: "sms" as const, addressId };
      const data = { id, ...from, text, at, understood: "unclear" };
      const event = anEvent({ type: "message.received", at });
      await world.records.save([{ kind: "message", id, expect: 0, data, event }]);
    }
    return { world, id, reach, addressId };
  }

  it("is read as far back as it tells anything, however much was ever said", async () => {
    const text = "The same old words";
    const old = Array.from({ length: 250 }, (_, n) => later(monday, -days(8) - hours(n)));
    const { world, id, reach } = await wrote(text, [...old, ...[2, 1].map((n) => later(monday, -hours(n)))]);
    let read = 0;
    const list: Records["list"] = async (query, page) => {
      const answer = await world.records.list(query, page);
      read += answer.items.length;
      return answer;
    };
    const ports = { ...world.ports, records: { ...world.records, list } };
    expect(await signOfRobot(ports, said(text), [{ patientId: id, reach }])).toBe("repeated");
    expect(read).toBe(2);
  });

  it("is known for a week: who answers every day's reminder at once is a machine", async () => {
    const sent = [3, 2, 1].map((ago) => later(monday, -days(ago)));
    const atOnce = sent.map((at) => later(at, 1000)) as [string, string, string];
    const { world, id, reach, addressId } = await wrote("1", atOnce.slice(0, 2));
    const claims = Object.fromEntries(sent.map((at, n) => [`out_${n}`, { n: 1, at, to: addressId }]));
    const parties = [{ patientId: id, reach: { ...reach, claims } }];
    expect(await signOfRobot(world.ports, said("1", atOnce[2]), parties)).toBe("instant");
  });
});

describe("with a machine that answers everything", () => {
  it("the number of our automatic messages is bounded, whatever it says and how fast", async () => {
    await fc.assert(
      fc.asyncProperty(robots, async ({ script, counts, afterSeconds, insists }) => {
        const { world } = await known();
        await world.says(maria, "hello?");
        const day = () => later(world.clock.now(), 0) < later(monday, hours(24));
        for (let n = 0, heard = 0; n < 60 && day(); n++) {
          const sent = world.texts(maria).length;
          if (sent === heard && !insists) break;
          heard = sent;
          await inWorld(world, afterSeconds * 1000);
          const text = script[n % script.length] as string;
          await world.says(maria, counts ? `${text} ${n}` : text);
        }
        const safety = world.texts(maria).filter((text) => /call 911 now\. In a crisis/.test(text));
        // Crisis words at most once an hour; of the rest what the circuit bears in a day, and one hour's answers.
        expect(safety.length).toBeLessThanOrEqual(24);
        expect(world.texts(maria).length - safety.length).toBeLessThanOrEqual(10 + 6);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it("at most six leave within an hour, and staff are told once", async () => {
    const { world } = await known();
    for (let n = 0; n < 12; n++) {
      await world.says(maria, `what about ${"abcdefghijkl"[n]}`);
      await inWorld(world, 120_000);
    }
    expect(world.texts(maria)).toHaveLength(6);
    expect((await kinds(world)).filter(([title]) => /machine/.test(title as string))).toHaveLength(1);
  });
});
