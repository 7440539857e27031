import { describe, expect, it } from "vitest";
import { directOutreachId } from "#lib/domain/ids.ts";
import { linkId } from "#lib/domain/pages/link.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { Envelope, Records } from "#lib/ports.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import { planOutreach } from "#lib/usecases/outreach/plan-outreach.ts";
import { pagesWorld } from "#test/support/pages.ts";

type Save = Parameters<Records["save"]>[0];

/** A message with a link that is due, and a sender of our own that may be made to die at a write. */
async function due(dies: (changes: Save) => boolean) {
  const world = await pagesWorld({ journeys: [] });
  const patientId = await world.patient("ana", { birthDate: "1962-03-27" });
  const appointmentId = await world.book(patientId);
  const id = directOutreachId(patientId, "m");
  const request = { id, patientId, appointmentId, template: "appointment-confirm", purpose: "care" as const };
  await planOutreach(
    world.ports,
    { ...request, channels: ["sms"] },
    { actor: { type: "staff", id: "test" } },
  );
  const sent: Envelope[] = [];
  const links: string[] = [];
  let died = 0;
  const records: Records = {
    ...world.records,
    save: async (changes) => {
      if (died === 0 && dies(changes)) {
        died += 1;
        throw new Error("the table is away");
      }
      for (const change of changes) if (change.kind === "link") links.push(change.id);
      return world.records.save(changes);
    },
  };
  const channel = {
    channel: "sms" as const,
    send: async (envelope: Envelope) => {
      const token = /\/l\/([\w-]{22})/.exec(envelope.body)?.[1] as string;
      expect(await world.records.get("link", linkId(token))).toBeDefined();
      sent.push(envelope);
      return { outcome: "accepted" as const, providerId: "p" };
    },
  };
  const ports = { ...world.ports, records, secrets, channel };
  return {
    ...world,
    id,
    patientId,
    sent,
    links,
    go: () => deliver(ports, { outreachId: id, channel: "sms" }),
  };
}

describe("a message with a link", () => {
  it("has its link saved before it leaves", async () => {
    const { go, sent, links } = await due(() => false);
    expect(await go()).toBe("sent");
    expect(sent).toHaveLength(1);
    expect(links).toHaveLength(1);
  });

  it("is neither claimed nor sent where the link cannot be saved, and leaves at the next try", async () => {
    const { go, sent, records, patientId, id } = await due(([change]) => change?.kind === "link");
    await expect(go()).rejects.toThrow("the table is away");
    expect(sent).toEqual([]);
    expect((await records.get("reach", patientId))?.data.claims[id]).toBeUndefined();
    expect(await go()).toBe("sent");
    expect(sent).toHaveLength(1);
  });

  it("leaves with a new link after a claim that failed; the first was told to nobody", async () => {
    const { go, sent, links } = await due(([change]) => change?.kind === "reach");
    await expect(go()).rejects.toThrow("the table is away");
    expect(await go()).toBe("sent");
    expect(sent).toHaveLength(1);
    expect(links).toHaveLength(2);
  });
});
