import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { journeyMachine } from "#infra/journey-machine.ts";
import { keyOf } from "#lib/adapters/dynamodb/item.ts";
import type { TokenStore } from "#lib/adapters/dynamodb/tokens.ts";
import { digest, ownedId } from "#lib/domain/ids.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import {
  dueShards,
  type ListQuery,
  type PageRequest,
  type RecordedChange,
  type Records,
  VersionConflict,
} from "#lib/ports.ts";
import {
  at,
  enrollmentId,
  enrollmentOf,
  factOf,
  inboxOf,
  newPatient,
  outreachOf,
  put,
  staffTaskOf,
} from "./samples.ts";

/** A store under the contract. `changes` drains its feed. */
export type Store = {
  records: Records;
  tokens: TokenStore;
  tableName: string;
  changes(): Promise<RecordedChange[]>;
};

const namesOf = (items: Stored[]): string[] => items.map(({ id }) => id);

/** All pages of a list, each full but the last. */
async function everything(records: Records, query: ListQuery, page: PageRequest = {}): Promise<Stored[]> {
  const items: Stored[] = [];
  let cursor: string | undefined;
  do {
    const answer = await records.list(query, { ...page, ...(cursor && { cursor }) });
    if (answer.cursor) expect(answer.items).toHaveLength(Math.min(page.limit ?? 50, 100));
    items.push(...answer.items);
    cursor = answer.cursor;
  } while (cursor);
  return items;
}

type AwaitNews = {
  UpdateExpression: string;
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, AttributeValue> & { ":event": AttributeValue.MMember };
};

/** What the deployed state machine does to the table by itself. */
function awaitNewsOf(tableName: string): AwaitNews & { TableName: string } {
  const { States } = journeyMachine({ advanceFunctionArn: "advance", tableName }) as {
    States: { "Await news": { Arguments: AwaitNews } };
  };
  return { ...States["Await news"].Arguments, TableName: tableName };
}

const saveAll = async (records: Records, changes: Change[]): Promise<void> => {
  await Promise.all(changes.map((change) => records.save([change])));
};

/** What every store of records does, the twin in memory and the engines alike. */
export function recordsContract(open: () => Store): void {
  let store: Store;
  let records: Records;
  let patient: string;
  beforeEach(async () => {
    store = open();
    records = store.records;
    patient = newPatient();
    await store.changes();
  });

  describe("one change", () => {
    it("creates where nothing was, as version 1", async () => {
      const fact = factOf(patient, "a");
      await records.save([fact]);
      const { expect: _, ...stored } = { ...fact, version: 1 };
      expect(await records.get("fact", fact.id, { consistent: true })).toEqual(stored);
    });

    it("finds nothing where nothing was", async () => {
      expect(await records.get("fact", factOf(patient, "a").id)).toBeUndefined();
    });

    it("saves nothing when asked to", async () => {
      await expect(records.save([])).resolves.toBeUndefined();
    });

    it("refuses to create what is there", async () => {
      await records.save([factOf(patient, "a", "first")]);
      await expect(records.save([factOf(patient, "a", "second")])).rejects.toThrow(VersionConflict);
      expect((await records.get("fact", factOf(patient, "a").id))?.data.value).toBe("first");
    });

    it("updates the version that was read, and no other", async () => {
      const fact = factOf(patient, "a");
      await records.save([fact]);
      await records.save([{ ...fact, expect: 1 }]);
      await expect(records.save([{ ...fact, expect: 1 }])).rejects.toThrow(VersionConflict);
      await expect(records.save([{ ...fact, expect: 3 }])).rejects.toThrow(VersionConflict);
      expect((await records.get("fact", fact.id))?.version).toBe(2);
    });

    it("refuses to update what is not there", async () => {
      await expect(records.save([{ ...factOf(patient, "a"), expect: 1 }])).rejects.toThrow(VersionConflict);
    });

    it("lets exactly one of 32 writers of the same version win", async () => {
      const fact = factOf(patient, "a");
      await records.save([fact]);
      const writers = Array.from({ length: 32 }, (_, n) =>
        put("fact", fact.id, 1, { ...fact.data, value: n }),
      );
      const ends = await Promise.allSettled(writers.map((change) => records.save([change])));
      const winners = ends.flatMap(({ status }, n) => (status === "fulfilled" ? [n] : []));
      expect(winners).toHaveLength(1);
      for (const end of ends)
        if (end.status === "rejected") expect(end.reason).toBeInstanceOf(VersionConflict);
      expect(await records.get("fact", fact.id)).toMatchObject({ version: 2, data: { value: winners[0] } });
    });

    it.each([
      ["letters of every script", "Ñandú 患者 مريض 👩🏽‍⚕️ \u0000 \u2028 \uFFFF"],
      ["an empty text", ""],
      ["a big item", "x".repeat(380_000)],
    ])("keeps %s as given", async (_, value) => {
      await records.save([factOf(patient, "a", value)]);
      expect((await records.get("fact", factOf(patient, "a").id))?.data.value).toBe(value);
    });

    it("refuses an item over 400 KB, and it is no conflict", async () => {
      const save = records.save([factOf(patient, "a", "é".repeat(210_000))]);
      await expect(save).rejects.toThrow();
      await expect(save).rejects.not.toBeInstanceOf(VersionConflict);
    });

    it("keeps numbers, lists, maps, null and booleans, and leaves out what is undefined", async () => {
      const data = { n: [0, -1.5, 1e15, 0.1], m: { empty: {}, list: [] }, no: null, yes: true };
      await records.save([put("fact", factOf(patient, "a").id, 0, { ...data, code: undefined } as object)]);
      const stored = await records.get("fact", factOf(patient, "a").id);
      expect(stored?.data).toStrictEqual(data);
    });

    it("gives copies: changing one changes nothing stored", async () => {
      const fact = factOf(patient, "a", "kept");
      await records.save([fact]);
      fact.data.value = "changed";
      const read = await records.get("fact", fact.id);
      // What the twin gives is frozen: then it says no.
      Reflect.set(read?.data ?? {}, "value", "changed");
      expect((await records.get("fact", fact.id))?.data.value).toBe("kept");
    });
  });

  describe("several changes", () => {
    it("writes all of them", async () => {
      const facts = Array.from({ length: 100 }, (_, n) => factOf(patient, `f${n}`, n));
      await records.save(facts);
      const wanted = facts.map(({ kind, id }) => ({ kind, id }));
      const found = await records.getMany(wanted, { consistent: true });
      expect(found.map((fact) => fact?.data.value)).toEqual(facts.map(({ data }) => data.value));
    });

    it("writes none where one does not hold", async () => {
      await records.save([factOf(patient, "taken")]);
      const both = [factOf(patient, "free"), factOf(patient, "taken")];
      await expect(records.save(both)).rejects.toThrow(VersionConflict);
      expect(await records.get("fact", factOf(patient, "free").id)).toBeUndefined();
    });

    it("lets exactly one of eight transactions over the same two records win", async () => {
      const changes = (n: number) => [factOf(patient, "a", n), factOf(patient, "b", n)];
      const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => records.save(changes(n))));
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const [a, b] = await records.getMany(changes(0).map(({ kind, id }) => ({ kind, id })));
      expect(a?.data.value).toBe(b?.data.value);
    });

    it.each([
      ["more than a hundred", () => Array.from({ length: 101 }, (_, n) => factOf(patient, `f${n}`))],
      ["two of one record", () => [factOf(patient, "a"), factOf(patient, "a")]],
    ])("refuses %s, and it is no conflict", async (_, changes) => {
      const save = records.save(changes());
      await expect(save).rejects.toThrow();
      await expect(save).rejects.not.toBeInstanceOf(VersionConflict);
      expect(await records.list({ kind: "fact", of: "patient", patientId: patient })).toEqual({ items: [] });
    });
  });

  describe("getMany", () => {
    it("answers in the order asked, with gaps and repeats, of several kinds, over a hundred", async () => {
      const facts = Array.from({ length: 130 }, (_, n) => factOf(patient, `f${n}`, n));
      await saveAll(records, [...facts, enrollmentOf(patient, "e")]);
      const wanted = [...facts, factOf(patient, "missing"), enrollmentOf(patient, "e"), ...facts.slice(0, 2)];
      const found = await records.getMany(wanted.map(({ kind, id }) => ({ kind, id })));
      expect(found.map((one) => one?.id)).toEqual(wanted.map(({ id }, n) => (n === 130 ? undefined : id)));
    });

    it("asks for nothing when nothing is wanted", async () => {
      expect(await records.getMany([])).toEqual([]);
    });
  });

  describe("lists", () => {
    it("gives what a patient has of a kind, by id, and nothing of another patient", async () => {
      const facts = ["c", "a", "b"].map((name) => factOf(patient, name));
      await saveAll(records, [...facts, factOf(newPatient(), "a"), enrollmentOf(patient, "e")]);
      const query = { kind: "fact", of: "patient", patientId: patient } as const;
      const ids = facts.map(({ id }) => id).sort();
      expect(namesOf((await records.list(query)).items)).toEqual(ids);
      expect(namesOf((await records.list(query, { newestFirst: true })).items)).toEqual(ids.reverse());
    });

    it("tells enrollments, inboxes and outreaches of a patient apart, with full pages", async () => {
      const enrollments = Array.from({ length: 12 }, (_, n) => enrollmentId(patient, `e${n}`));
      const outreaches = enrollments.flatMap((id) =>
        Array.from({ length: 11 }, (_, n) => outreachOf(id, `s${n}`)),
      );
      const inboxes = enrollments.map((id) => inboxOf(id));
      await saveAll(records, [
        ...enrollments.map((_, n) => enrollmentOf(patient, `e${n}`)),
        ...outreaches,
        ...inboxes,
      ]);
      for (const [kind, ids] of [
        ["enrollment", enrollments],
        ["inbox", enrollments],
        ["outreach", outreaches.map(({ id }) => id)],
      ] as const) {
        const query = { kind, of: "patient", patientId: patient } as const;
        expect(namesOf(await everything(records, query, { limit: 5 }))).toEqual(ids.toSorted());
        const backwards = await everything(records, query, { limit: 5, newestFirst: true });
        expect(namesOf(backwards)).toEqual(ids.toSorted().reverse());
      }
      const one = { kind: "outreach", of: "enrollment", enrollmentId: enrollments[3] as string } as const;
      expect(await everything(records, one, { limit: 4 })).toHaveLength(11);
    });

    it.each([1, 2, 3, 4, 5, 100])("walks every item once in pages of %i", async (limit) => {
      const facts = ["a", "b", "c", "d"].map((name) => factOf(patient, name));
      await saveAll(records, facts);
      const query = { kind: "fact", of: "patient", patientId: patient } as const;
      expect(namesOf(await everything(records, query, { limit }))).toEqual(facts.map(({ id }) => id).sort());
    });

    it("fills a page beyond the megabyte that a query reads at most", async () => {
      const facts = Array.from({ length: 5 }, (_, n) => factOf(patient, `f${n}`, "x".repeat(380_000)));
      await saveAll(records, facts);
      const query = { kind: "fact", of: "patient", patientId: patient } as const;
      expect((await records.list(query, { limit: 4 })).items).toHaveLength(4);
      expect((await records.list(query)).items).toHaveLength(5);
    });

    it("gives 50 unless told, 100 at most, and a cursor only where there is more", async () => {
      const facts = Array.from({ length: 120 }, (_, n) => factOf(patient, `f${n}`));
      await saveAll(records, facts);
      const query = { kind: "fact", of: "patient", patientId: patient } as const;
      expect((await records.list(query)).items).toHaveLength(50);
      const page = await records.list(query, { limit: 1000 });
      expect(page.items).toHaveLength(100);
      const rest = await records.list(query, { limit: 20, cursor: page.cursor as string });
      expect(rest.items).toHaveLength(20);
      expect(rest).not.toHaveProperty("cursor");
    });

    it("goes on from a cursor after its own item has left the list, and past what came in before it", async () => {
      const queue = `q-${digest(8, patient)}`;
      const tasks = ["1", "2", "3"].map((day) =>
        staffTaskOf(patient, day, { queue, dueAt: `2026-03-0${day}T00:00:00.000Z` }),
      );
      await saveAll(records, tasks);
      const query = { kind: "staffTask", of: "queue", queue } as const;
      const { items, cursor } = await records.list(query, { limit: 2 });
      const second = items[1] as Stored<"staffTask">;
      await records.save([put("staffTask", second.id, 1, { ...second.data, status: "done" })]);
      await records.save([staffTaskOf(patient, "0", { queue, dueAt: "2026-02-01T00:00:00.000Z" })]);
      const rest = await records.list(query, { cursor: cursor as string });
      expect(namesOf(rest.items)).toEqual([tasks[2]?.id]);
    });

    it("walks the shards of all patients completely, both ways", async () => {
      const ids = Array.from({ length: 40 }, newPatient);
      await saveAll(
        records,
        ids.map((id) => put("patient", id, 0, { id })),
      );
      const query = { kind: "patient", of: "customer" } as const;
      const forth = namesOf(await everything(records, query, { limit: 7 }));
      const back = namesOf(await everything(records, query, { limit: 7, newestFirst: true }));
      expect(forth.filter((id) => ids.includes(id)).sort()).toEqual(ids.toSorted());
      expect(new Set(forth).size).toBe(forth.length);
      expect(back).toEqual(forth.reverse());
    });

    it("keeps the customer's own things in order", async () => {
      const mark = digest(6, patient);
      const ids = ["b", "c", "a"].map((name) => `${mark}-${name}`);
      await saveAll(
        records,
        ids.map((id) => put("journeyHead", id, 0, { id, versions: 0 })),
      );
      const all = namesOf(await everything(records, { kind: "journeyHead", of: "customer" }));
      expect(all).toEqual(all.toSorted());
      expect(all.filter((id) => id.startsWith(mark))).toEqual(ids.sort());
    });

    it("walks the enrollments of a journey completely, and only those", async () => {
      const journey = `j-${digest(8, patient)}`;
      const mine = Array.from({ length: 30 }, () => enrollmentOf(newPatient(), "e", journey));
      await saveAll(records, [...mine, enrollmentOf(patient, "e", `${journey}-b`)]);
      const query = { kind: "enrollment", of: "journey", journeyId: journey } as const;
      const found = namesOf(await everything(records, query, { limit: 4 }));
      expect(found.sort()).toEqual(mine.map(({ id }) => id).sort());
    });

    it("orders a queue by priority and then by due time, without deadline last", async () => {
      const queue = `q-${digest(8, patient)}`;
      const task = (name: string, priority: "urgent" | "high" | "normal" | "low", dueAt?: string) =>
        staffTaskOf(patient, name, { queue, priority, ...(dueAt && { dueAt }) });
      await saveAll(records, [
        task("low", "low", "2026-01-01T00:00:00.000Z"),
        task("normal, no deadline", "normal"),
        task("normal, late", "normal", "2026-03-02T00:00:00.000Z"),
        task("normal, soon", "normal", "2026-03-01T00:00:00.000Z"),
        task("urgent", "urgent", "2026-09-01T00:00:00.000Z"),
        { ...task("high", "high") },
      ]);
      const { items } = await records.list({ kind: "staffTask", of: "queue", queue });
      expect(items.map(({ data }) => data.title)).toEqual([
        "urgent",
        "high",
        "normal, soon",
        "normal, late",
        "normal, no deadline",
        "low",
      ]);
    });

    it("keeps a claimed task in its queue, and takes a finished one out", async () => {
      const queue = `q-${digest(8, patient)}`;
      const task = staffTaskOf(patient, "a", { queue }) as Change<"staffTask">;
      const query = { kind: "staffTask", of: "queue", queue } as const;
      await records.save([task]);
      await records.save([put("staffTask", task.id, 1, { ...task.data, status: "claimed" })]);
      expect((await records.list(query)).items[0]?.data.status).toBe("claimed");
      await records.save([put("staffTask", task.id, 2, { ...task.data, status: "done" })]);
      expect(await records.list(query)).toEqual({ items: [] });
    });

    const dueOf = async (until: string, from?: string): Promise<string[]> => {
      const shards = Array.from({ length: dueShards }, (_, shard) =>
        everything(records, { kind: "outreach", of: "due", shard, until, ...(from && { from }) }),
      );
      const mine = enrollmentId(patient, "e").slice(4);
      return namesOf((await Promise.all(shards)).flat()).filter((id) => id.includes(mine));
    };

    it("gives open outreaches due from an instant until one, soonest first, both included", async () => {
      const enrollment = enrollmentId(patient, "e");
      const due = ["2026-03-03", "2026-03-01", "2026-03-02", "2026-03-04"].map((day) =>
        outreachOf(enrollment, day, { dueAt: `${day}T09:00:00.000Z` }),
      );
      await saveAll(records, due);
      const [third, one, two, four] = due.map(({ id }) => id);
      expect(await dueOf("2026-03-03T09:00:00.000Z")).toEqual([one, two, third]);
      expect(await dueOf("2026-03-03T08:59:59.999Z")).toEqual([one, two]);
      expect(await dueOf("2026-04-01T00:00:00.000Z", "2026-03-03T09:00:00.000Z")).toEqual([third, four]);
      expect(await dueOf("2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z")).toEqual([]);
    });

    it("drops an outreach from the due list when it moves, and for good when it is final", async () => {
      const enrollment = enrollmentId(patient, "e");
      const outreach = (expect: number, data: object) => outreachOf(enrollment, "s", data, expect);
      await records.save([outreach(0, { dueAt: "2026-03-01T00:00:00.000Z" })]);
      await records.save([outreach(1, { status: "held", dueAt: "2026-03-05T00:00:00.000Z" })]);
      expect(await dueOf("2026-03-02T00:00:00.000Z")).toEqual([]);
      expect(await dueOf("2026-03-05T00:00:00.000Z")).toEqual([outreach(0, {}).id]);
      await records.save([outreach(2, { status: "sent", dueAt: "2026-03-05T00:00:00.000Z" })]);
      expect(await dueOf("2027-01-01T00:00:00.000Z")).toEqual([]);
    });

    it("gives what a patient wrote by its time, from an instant on, and nobody else's", async () => {
      const message = (of: string, day: string) => {
        const id = ownedId("message", of, day);
        return put("message", id, 0, { id, patientId: of, at: `2026-03-0${day}T09:00:00.000Z` });
      };
      const own = ["3", "1", "4", "2"].map((day) => message(patient, day));
      await saveAll(records, [...own, message(newPatient(), "4")]);
      const wrote = async (since?: string) => {
        const query = { kind: "message", of: "talk", patientId: patient, ...(since && { since }) } as const;
        const { items } = await records.list(query, { newestFirst: true, limit: 3 });
        return items.map(({ data }) => data.at.slice(8, 10));
      };
      expect(await wrote()).toEqual(["04", "03", "02"]);
      expect(await wrote("2026-03-03T09:00:00.000Z")).toEqual(["04", "03"]);
      expect(await wrote("2026-03-05T00:00:00.000Z")).toEqual([]);
    });

    it("gives who uses an address, without the address's own state", async () => {
      const key = digest(26, "address", patient);
      const others = [newPatient(), newPatient()].sort();
      await saveAll(records, [
        put("addressState", key, 0, { key }),
        ...others.map((id) => put("addressLink", `${key}~${id}`, 0, { key, patientId: id, active: true })),
      ]);
      const { items } = await records.list({ kind: "addressLink", of: "address", key });
      expect(items.map(({ data }) => data.patientId)).toEqual(others);
    });

    it.each(["journey", "template"] as const)("gives the versions of a %s in their order", async (kind) => {
      const id = `v-${digest(8, patient)}`;
      const versions = [10, 9, 100, 1];
      await saveAll(records, [
        put(kind === "journey" ? "journeyHead" : "templateHead", id, 0, { id, versions: 100 }),
        ...versions.map((version) => put(kind, `${id}@${version}`, 0, { id, version })),
      ]);
      const { items } = await records.list({ kind, of: "versions", id });
      expect(items.map(({ data }) => data.version)).toEqual([1, 9, 10, 100]);
    });

    it("gives the lines of an audit chain in their order, and its end at once", async () => {
      const lines = [11, 2, 1].map((n) => put("audit", `${patient}~${n}`, 0, { chain: patient, n }));
      await saveAll(records, lines);
      const query = { kind: "audit", of: "chain", chain: patient } as const;
      expect((await records.list(query)).items.map(({ data }) => data.n)).toEqual([1, 2, 11]);
      const end = await records.list(query, { newestFirst: true, limit: 1, last: true });
      expect(end.items.map(({ data }) => data.n)).toEqual([11]);
    });

    it("gives no cursor with a page that is the last one asked for", async () => {
      await saveAll(
        records,
        ["a", "b", "c"].map((name) => factOf(patient, name)),
      );
      const query = { kind: "fact", of: "patient", patientId: patient } as const;
      const { items, cursor } = await records.list(query, { limit: 2 });
      expect(await records.list(query, { limit: 2, last: true })).toEqual({ items });
      expect(await records.list(query, { limit: 2, last: true, cursor: cursor as string })).not.toEqual({
        items,
      });
    });

    it.each([
      [
        "a kind no patient has many of",
        () => ({ kind: "policy", of: "patient", patientId: patient }) as const,
      ],
      ["a kind nobody lists", () => ({ kind: "fact", of: "customer" }) as const],
    ])("refuses to list %s rather than answer with nothing", async (_, query) => {
      await expect(records.list(query())).rejects.toThrow(/list/);
    });
  });

  describe("cursors", () => {
    const query = () => ({ kind: "fact", of: "patient", patientId: patient }) as const;
    const cursorOfThis = async (): Promise<string> => {
      await saveAll(records, [factOf(patient, "a"), factOf(patient, "b")]);
      return (await records.list(query(), { limit: 1 })).cursor as string;
    };

    it.each([
      ["of another patient", () => ({ ...query(), patientId: newPatient() })],
      ["of another kind", () => ({ ...query(), kind: "consent" as const })],
    ])("refuses one %s", async (_, other) => {
      const cursor = await cursorOfThis();
      await expect(records.list(other(), { cursor })).rejects.toMatchObject({ code: "invalid_cursor" });
    });

    it("refuses one of the other direction", async () => {
      const cursor = await cursorOfThis();
      const turned = records.list(query(), { cursor, newestFirst: true });
      await expect(turned).rejects.toMatchObject({ code: "invalid_cursor" });
    });

    it.each(["", "x", "e30", "🙈", "a".repeat(5000)])("refuses %j", async (cursor) => {
      await expect(records.list(query(), { cursor })).rejects.toMatchObject({ code: "invalid_cursor" });
    });

    it.each([
      ["a stretch that is not there", "9.FCT#x"],
      ["a key outside of its stretch", "0.PATIENT"],
      ["no key", "0."],
    ])("refuses one made up to point to %s", async (_, position) => {
      const print = Buffer.from(await cursorOfThis(), "base64url")
        .toString()
        .slice(0, 10);
      const cursor = Buffer.from(`${print}.${position}`).toString("base64url");
      await expect(records.list(query(), { cursor })).rejects.toMatchObject({ code: "invalid_cursor" });
    });
  });

  describe("feed", () => {
    it("tells each change once, in order, with what was before and what happened", async () => {
      const fact = factOf(patient, "a", 1);
      await records.save([fact]);
      await records.save([put("fact", fact.id, 1, { ...fact.data, value: 2 })]);
      await records.save([put("fact", fact.id, 2, { ...fact.data, value: 3 })]);
      const changes = await store.changes();
      expect(changes.map(({ before, after }) => [before?.version, after.version])).toEqual([
        [undefined, 1],
        [1, 2],
        [2, 3],
      ]);
      expect(changes[1]).toMatchObject({
        before: { kind: "fact", id: fact.id, data: { value: 1 }, event: { cause: "fact 1" } },
        after: { kind: "fact", id: fact.id, data: { value: 2 }, event: { cause: "fact 2" } },
      });
      const sequences = changes.map(({ sequence }) => BigInt(sequence));
      expect(sequences).toEqual(sequences.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(await store.changes()).toEqual([]);
    });

    it("tells what is empty as it is stored", async () => {
      const data = { map: {}, list: [], text: "", no: null, deep: { list: [{}, []], map: { map: {} } } };
      const { id } = factOf(patient, "a");
      await records.save([put("fact", id, 0, data as object)]);
      await records.save([put("fact", id, 1, data as object)]);
      const changes = await store.changes();
      expect(changes.map(({ before, after }) => [before?.data, after.data])).toStrictEqual([
        [undefined, data],
        [data, data],
      ]);
    });

    it("tells each record of a transaction, and nothing of what was refused", async () => {
      await records.save([factOf(patient, "a"), factOf(patient, "b")]);
      await expect(records.save([factOf(patient, "c"), factOf(patient, "a")])).rejects.toThrow(
        VersionConflict,
      );
      const ids = (await store.changes()).map(({ after }) => after.id);
      expect(ids.sort()).toEqual([factOf(patient, "a").id, factOf(patient, "b").id].sort());
    });

    it("keeps the order of each patient while many write at once", async () => {
      const facts = Array.from({ length: 10 }, () => factOf(newPatient(), "a"));
      const writeFive = async (fact: Change) => {
        for (let version = 0; version < 5; version++) await records.save([{ ...fact, expect: version }]);
      };
      await Promise.all(facts.map(writeFive));
      const changes = await store.changes();
      expect(changes).toHaveLength(50);
      for (const { id } of facts)
        expect(changes.filter(({ after }) => after.id === id).map(({ after }) => after.version)).toEqual([
          1, 2, 3, 4, 5,
        ]);
    });

    it("is silent about requests seen and about the audit trail itself", async () => {
      const key = digest(26, "request", patient);
      await records.save([put("request", key, 0, { key, state: "done", expiresAt: 4_000_000_000 })]);
      await records.save([put("audit", `${patient}~1`, 0, { chain: patient, n: 1 })]);
      expect(await store.changes()).toEqual([]);
    });
  });

  describe("the state machine's token", () => {
    const storeToken = (enrollment: string, seen: number): Promise<void> => {
      const { PK, SK } = keyOf("inbox", enrollment);
      const awaitNews = awaitNewsOf(store.tableName);
      const { ":event": event, ...values } = awaitNews.ExpressionAttributeValues;
      return store.tokens.updateItem({
        ...awaitNews,
        Key: { PK: { S: PK }, SK: { S: SK } },
        ExpressionAttributeValues: {
          ...values,
          ":token": { S: "AQC…=" },
          ":seen": { N: String(seen) },
          ":event": { M: { ...event.M, at: { S: at } } },
        },
      });
    };
    const news = [{ seq: 2, at, type: "task.answered", key: "k" }];

    it("is stored where all news was seen, empties it, and raises the version with an event of its own", async () => {
      const enrollment = enrollmentId(patient, "e");
      await records.save([inboxOf(enrollment, { newsSeq: 2, news, keys: ["k"] })]);
      await store.changes();
      await storeToken(enrollment, 2);
      expect(await records.get("inbox", enrollment)).toMatchObject({
        version: 2,
        data: { token: "AQC…=", news: [], newsSeq: 2, keys: ["k"] },
        event: { type: "inbox.awaited", at, actor: { type: "system", id: "journey-machine" } },
      });
      expect((await store.changes()).map(({ after }) => [after.version, after.event.type])).toEqual([
        [2, "inbox.awaited"],
      ]);
    });

    it("is refused where news is unseen, and the news stays", async () => {
      const enrollment = enrollmentId(patient, "e");
      await records.save([inboxOf(enrollment, { newsSeq: 2, news })]);
      await expect(storeToken(enrollment, 1)).rejects.toMatchObject({
        name: "ConditionalCheckFailedException",
      });
      const inbox = await records.get("inbox", enrollment);
      expect(inbox?.data.news).toEqual(news);
      expect(inbox?.data).not.toHaveProperty("token");
    });

    it("is refused where there is no inbox", async () => {
      const stored = storeToken(enrollmentId(patient, "none"), 0);
      await expect(stored).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
    });

    it("reaches whoever writes the next news, and refuses who read the inbox before it was there", async () => {
      const enrollment = enrollmentId(patient, "e");
      await records.save([inboxOf(enrollment)]);
      await storeToken(enrollment, 0);
      const read = await records.get("inbox", enrollment, { consistent: true });
      const newsAfter = (version: number) => inboxOf(enrollment, { ...read?.data, newsSeq: 1 }, version);
      await expect(records.save([newsAfter(1)])).rejects.toThrow(VersionConflict);
      await records.save([newsAfter(2)]);
      const [change] = (await store.changes()).slice(-1);
      expect(change).toMatchObject({ before: { data: { token: "AQC…=" } }, after: { version: 3 } });
    });
  });
}
