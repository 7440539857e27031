import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { react } from "#lib/usecases/react.ts";
import { completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { hours, later } from "#test/support/builders.ts";
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
