import { describe, expect, it } from "vitest";
import { withConversation } from "#lib/domain/reach/conversation.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { SendResult } from "#lib/ports.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { recordHealth } from "#lib/usecases/outreach/health.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { anOutreach, aReach, aTemplate, aTuesday, patientId, phone } from "#test/support/builders.ts";
import { type Delivery, delivery, type Given } from "#test/support/delivery.ts";

const numbers = (...channels: Channel[]) =>
  channels.map((channel) => ({ id: `cp-${channel}`, channel, address: phone, health: "ok" as const }));
const granted = { "*:*:*": { granted: true, at: aTuesday } };
const body = "{{ clinic.name }} for {{ patient.given }}. Please call us.";
const template = aTemplate({
  variants: (["sms", "voice", "whatsapp"] as const).map((channel) => ({ channel, language: "en", body })),
});

const world = (given: Given = {}): Promise<Delivery> =>
  delivery({
    template,
    policy: { channels: ["sms", "voice", "whatsapp"], clinicName: "Riverside", clinicPhone: "+12125550100" },
    reach: aReach({ addresses: numbers("sms"), consents: granted }),
    outreach: { plan: ["sms", "voice"] },
    ...given,
  });
const refusedAs = (code: "landline") => async (): Promise<SendResult> => ({
  outcome: "refused",
  code,
  detail: code,
});

describe("a landline on sms", () => {
  it("moves to a call at once where its refusal says what it is", async () => {
    const d = await world({ answer: refusedAs("landline") });
    expect(await d.trigger()).toBe("planned");
    expect(await d.outreach()).toMatchObject({ status: "planned", channel: "voice" });
    const voice = (await d.reach()).addresses.find(({ channel }) => channel === "voice");
    expect(voice).toMatchObject({ address: phone, health: "ok" });
    expect((await d.records.get("patient", patientId))?.data.contactPoints).toContainEqual(
      expect.objectContaining({ channel: "voice", address: phone }),
    );
  });

  it("can be called from then on where a receipt says it later", async () => {
    const d = await world();
    await d.trigger();
    const { id } = await d.outreach();
    const told = { outreachId: id, attempt: 1, channel: "sms" as const, receipt: "landline", at: aTuesday };
    await recordReceipt(d.ports(), told);
    expect((await d.reach()).addresses.map(({ channel, health }) => [channel, health])).toEqual([
      ["sms", "landline"],
      ["voice", "ok"],
    ]);
  });

  it("is not called where the number said STOP", async () => {
    const stopped = numbers("sms").map((address) => ({ ...address, stopped: "all" as const }));
    const d = await world({ reach: aReach({ addresses: stopped }) });
    await recordHealth(d.ports(), { patientId, addressId: "cp-sms", health: "landline" });
    expect((await d.reach()).addresses.map(({ stopped }) => stopped)).toEqual(["all", "all"]);
  });
});

describe("a call", () => {
  const called = (policy: Given["policy"] = {}) =>
    world({
      reach: aReach({ addresses: numbers("voice"), consents: granted }),
      outreach: { plan: ["voice"], channel: "voice" },
      policy: { channels: ["voice"], clinicName: "Riverside", ...policy },
    });

  it("ends with how to stop the calls", async () => {
    const d = await called({ clinicPhone: "+12125550100" });
    expect(await d.trigger(d.first.id, "voice")).toBe("sent");
    expect(d.sent[0]?.body).toMatch(
      /^Riverside for Maria\. .* To stop these calls, call 2 1 2, 5 5 5, 0 1 0 0\.$/,
    );
  });

  it("is not made where it could not say so", async () => {
    const d = await called({ clinicPhone: "" });
    expect(await d.trigger(d.first.id, "voice")).toBe("suppressed");
    expect([d.sent.length, (await d.outreach()).reason]).toEqual([0, "render_failed"]);
  });

  it.each([
    ["9", "stop", "all"],
    ["STOP", "stop", "all"],
    ["5", "unclear", undefined],
  ])("answered with %s is heard as %s", async (text, understood, stopped) => {
    const d = await called();
    const link = { key: "", patientId, contactPointIds: ["cp-voice"], active: true };
    const { addressKey, addressLinkId } = await import("#lib/domain/reach/address.ts");
    const key = addressKey("voice", phone);
    await d.records.save([
      {
        kind: "addressLink",
        id: addressLinkId(key, patientId),
        expect: 0,
        data: { ...link, key },
        event: { type: "address.linked", at: aTuesday, actor: { type: "system", id: "test" } },
      },
    ]);
    const inbound = { messageId: `call/${text}`, channel: "voice" as const, from: phone, text, at: aTuesday };
    expect(await receiveMessage(d.ports(), inbound)).toMatchObject({ understood, channel: "voice" });
    expect((await d.reach()).addresses[0]?.stopped).toBe(stopped);
  });
});

describe("WhatsApp", () => {
  it("falls to the next channel where the day of conversation is over", async () => {
    const reach = aReach({ addresses: numbers("whatsapp", "sms"), consents: granted });
    const outreach = anOutreach({ plan: ["whatsapp", "sms"], channel: "whatsapp" });
    const d = await world({ reach, outreach });
    expect(await d.trigger(d.first.id, "whatsapp")).toBe("planned");
    expect((await d.outreach()).channel).toBe("sms");
  });

  const waiting = (parameters: string[]) =>
    aTemplate({
      variants: [
        {
          ...{ channel: "whatsapp", language: "en", body: "{{ clinic.name }} wrote to you." },
          approved: { name: "message_waiting", language: "en_US", parameters },
        },
      ],
    });
  const templated = (parameters: string[], policy: Given["policy"] = {}) =>
    world({
      template: waiting(parameters),
      reach: aReach({ addresses: numbers("whatsapp"), consents: granted }),
      outreach: { plan: ["whatsapp"], channel: "whatsapp" },
      policy: { channels: ["whatsapp"], clinicName: "Riverside", ...policy },
    });

  it("makes the link that only a placeholder of its approved template names", async () => {
    const d = await templated(["{{ clinic.name }}", "{{ link.url }}"], {
      linkBase: "https://care.example.org",
    });
    expect(await d.trigger(d.first.id, "whatsapp")).toBe("sent");
    expect(d.sent[0]?.approved).toEqual({
      name: "message_waiting",
      language: "en_US",
      parameters: ["Riverside", expect.stringMatching(/^https:\/\/care\.example\.org\/l\/[\w-]{22}$/)],
    });
  });

  it("is not sent with a placeholder that comes to nothing: Meta would refuse it", async () => {
    const d = await templated(["{% if link.url %}{{ link.url }}{% endif %}"]);
    expect(await d.trigger(d.first.id, "whatsapp")).toBe("suppressed");
    expect([d.sent.length, (await d.outreach()).reason]).toEqual([0, "render_failed"]);
  });

  it("opens its day with the patient's message", async () => {
    const reach = aReach({ addresses: numbers("whatsapp"), consents: granted });
    const d = await world({ reach, outreach: { plan: ["whatsapp"], channel: "whatsapp" } });
    await d.change((known) => withConversation(known, "cp-whatsapp", aTuesday));
    expect(await d.trigger(d.first.id, "whatsapp")).toBe("sent");
  });
});
