import { describe, expect, it } from "vitest";
import { inboundFrom } from "#lib/adapters/whatsapp/inbound.ts";
import { receiptsFrom } from "#lib/adapters/whatsapp/receipt.ts";
import { whatsAppChannel, whatsAppClient } from "#lib/adapters/whatsapp/send.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";
import { captured } from "#test/support/wire.ts";
import { envelopeFor } from "../channel.contract.ts";

const sent = async (more: object) => {
  const wire = captured({ status: 200, json: { messageId: "1" } });
  const settings = { originationPhoneNumberId: "phone-number-id-1" };
  const port = whatsAppChannel(whatsAppClient(wire.config), settings);
  await port.send({ ...envelopeFor(port, "+12025550142"), ...more });
  return JSON.parse(Buffer.from(wire.requests[0]?.input.message as string, "base64").toString());
};

describe("a WhatsApp message", () => {
  it("is the approved template where there is one", async () => {
    const approved = { name: "message_waiting", language: "es", parameters: ["Riverside Clinic"] };
    expect(await sent({ approved })).toMatchObject({
      messaging_product: "whatsapp",
      to: "+12025550142",
      type: "template",
      template: {
        name: "message_waiting",
        language: { code: "es" },
        components: [{ type: "body", parameters: [{ type: "text", text: "Riverside Clinic" }] }],
      },
    });
  });

  it("names no components where the template has no placeholders", async () => {
    const { template } = await sent({ approved: { name: "hello", language: "en_US", parameters: [] } });
    expect(template).toEqual({ name: "hello", language: { code: "en_US" } });
  });

  it("is free text else, without a preview that would fetch the link", async () => {
    expect(await sent({ body: "Hi" })).toMatchObject({
      type: "text",
      text: { preview_url: false, body: "Hi" },
    });
  });
});

/** After the user guide's "Message and event format": Meta's entry is a text inside AWS's own. */
const published = (value: object) => ({
  context: {
    MetaWabaIds: [
      { wabaId: "1234567890abcde", arn: "arn:aws:social-messaging:us-east-1:123456789012:waba/fb25" },
    ],
    MetaPhoneNumberIds: [{ metaPhoneNumberId: "abcde1234567890", arn: "arn:aws:social-messaging:…" }],
  },
  whatsAppWebhookEntry: JSON.stringify({
    id: "365731266123456",
    changes: [
      {
        value: {
          messaging_product: "whatsapp",
          metadata: { display_phone_number: "14255550150", phone_number_id: "321010217712345" },
          ...value,
        },
        field: "messages",
      },
    ],
  }),
  aws_account_id: "123456789012",
  message_timestamp: "2025-01-08T23:30:43.271279391Z",
});

const status = (name: string, more: object = {}) => ({
  id: "wamid.HBgLMTQyNTU1NTAxNTAVAgARGBI",
  status: name,
  timestamp: "1736379042",
  recipient_id: "12025550142",
  biz_opaque_callback_data: "out_key_direct_0123456789.2",
  ...more,
});

describe("a status of WhatsApp's", () => {
  const failed = (code: number) => status("failed", { errors: [{ code, title: "why" }] });

  it.each([
    ["sent", status("sent"), "sent", undefined],
    ["delivered", status("delivered"), "delivered", undefined],
    ["read", status("read"), "delivered", undefined],
    ["131026, no WhatsApp at that number", failed(131026), "undelivered", "invalid"],
    ["131047, the day of conversation is over", failed(131047), "undelivered", undefined],
    ["131049, Meta held it back", failed(131049), "undelivered", undefined],
    ["131050, the patient wants no marketing", failed(131050), "undelivered", undefined],
    ["132001, the template is gone", failed(132001), "undelivered", undefined],
    ["131042, the account is not paid", failed(131042), "undelivered", undefined],
    ["one newer than this code", failed(139999), "undelivered", undefined],
  ])("%s", (_, told, expected, health) => {
    const [receipt] = receiptsFrom(published({ statuses: [told] }));
    expect(receipt).toMatchObject({
      outreachId: "out_key_direct_0123456789",
      attempt: 2,
      channel: "whatsapp",
      at: "2025-01-08T23:30:42.000Z",
    });
    const row: { status: string; health?: string } = receipts[receipt?.receipt as keyof typeof receipts];
    expect([row.status, row.health]).toEqual([expected, health]);
    expect(JSON.stringify(receipt)).not.toContain("12025550142");
  });

  it("that marketing is not wanted is a receipt of its own", () => {
    expect(receiptsFrom(published({ statuses: [failed(131050)] }))[0]?.receipt).toBe("marketing-declined");
  });

  it("of a message that is not ours is nobody's, and hides no other", () => {
    const told = [status("read", { biz_opaque_callback_data: "campaign 7" }), { odd: true }, status("read")];
    expect(receiptsFrom(published({ statuses: told }))).toHaveLength(1);
  });
});

describe("what a patient writes on WhatsApp", () => {
  const written = (more: object) => ({
    from: "12025550142",
    id: "wamid.ABC",
    timestamp: "1736379042",
    type: "text",
    ...more,
  });

  it("comes with their number in E.164 and what it answers", () => {
    const message = written({ text: { body: "1" }, context: { from: "14255550150", id: "wamid.XYZ" } });
    expect(inboundFrom(published({ messages: [message] }))).toEqual([
      {
        messageId: "wamid.ABC",
        channel: "whatsapp",
        from: "+12025550142",
        to: "14255550150",
        text: "1",
        at: "2025-01-08T23:30:42.000Z",
        inReplyTo: "wamid.XYZ",
      },
    ]);
  });

  it("comes with the number that they are known by, where Meta keeps an older form of it", () => {
    const message = written({ from: "5215512345678", text: { body: "STOP" } });
    expect(inboundFrom(published({ messages: [message] }))[0]?.from).toBe("+525512345678");
  });

  it.each([
    ["a template's button", { type: "button", button: { payload: "p", text: "Stop" } }, "Stop"],
    [
      "a button of ours",
      { type: "interactive", interactive: { button_reply: { id: "1", title: "Yes" } } },
      "Yes",
    ],
    ["a list of ours", { type: "interactive", interactive: { list_reply: { id: "1", title: "No" } } }, "No"],
    ["a picture", { type: "image", image: { id: "1" } }, "[image]"],
  ])("by %s is what it says", (_, more, text) => {
    expect(inboundFrom(published({ messages: [written(more)] }))[0]?.text).toBe(text);
  });
});
