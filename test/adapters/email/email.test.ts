import { describe, expect, it } from "vitest";
import { receiptsFrom } from "#lib/adapters/email/receipt.ts";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import type { Envelope } from "#lib/ports.ts";
import { type Captured, captured, errorAnswer } from "#test/support/wire.ts";
import { envelopeFor } from "../channel.contract.ts";

/** After the SES developer guide's example records. */
const sesEvent = (eventType: string, more: Record<string, unknown> = {}) => ({
  eventType,
  mail: {
    timestamp: "2017-08-05T00:40:02.012Z",
    source: "Clinic <clinic@example.org>",
    sendingAccountId: "123456789012",
    messageId: "EXAMPLE7c191be45",
    destination: ["maria@example.org"],
    headersTruncated: false,
    headers: [{ name: "To", value: "maria@example.org" }],
    commonHeaders: { subject: "Your visit" },
    tags: { "ses:configuration-set": ["receipts"], outreachId: ["out_1"], attempt: ["3"] },
  },
  ...more,
});

const bounce = (bounceType: string, bounceSubType: string) => ({
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: [{ emailAddress: "maria@example.org", diagnosticCode: "smtp; 550 user unknown" }],
    timestamp: "2017-08-05T00:41:02.669Z",
    feedbackId: "01000157",
  },
});
const complaint = (more: Record<string, unknown>) => ({
  complaint: { complainedRecipients: [], timestamp: "2017-08-05T00:41:02.669Z", feedbackId: "1", ...more },
});

describe("an SES event", () => {
  it.each([
    ["Send", {}, "accepted"],
    [
      "Delivery",
      { delivery: { timestamp: "2017-08-05T00:41:02.669Z", smtpResponse: "250 ok" } },
      "delivered",
    ],
    [
      "DeliveryDelay",
      { deliveryDelay: { timestamp: "2020-06-16T00:25:40.095Z", delayType: "MailboxFull" } },
      "delayed",
    ],
    ["Reject", { reject: { reason: "Bad content" } }, "content-rejected"],
    ["Rendering Failure", { failure: { errorMessage: "x", templateName: "y" } }, "content-rejected"],
    ["Bounce", bounce("Permanent", "General"), "hard-bounce"],
    ["Bounce", bounce("Permanent", "NoEmail"), "hard-bounce"],
    ["Bounce", bounce("Permanent", "Suppressed"), "suppressed-bounce"],
    ["Bounce", bounce("Permanent", "OnAccountSuppressionList"), "suppressed-bounce"],
    ["Bounce", bounce("Transient", "MailboxFull"), "soft-bounce"],
    ["Bounce", bounce("Transient", "General"), "soft-bounce"],
    ["Bounce", bounce("Transient", "ContentRejected"), "content-rejected"],
    ["Bounce", bounce("Undetermined", "Undetermined"), "soft-bounce"],
    ["Complaint", complaint({ complaintSubType: null, complaintFeedbackType: "abuse" }), "complaint"],
    ["Complaint", complaint({}), "complaint"],
    ["Complaint", complaint({ complaintSubType: "OnAccountSuppressionList" }), "suppressed-complaint"],
  ])("%s %j is the receipt %s", (eventType, more, receipt) => {
    const [read] = receiptsFrom(sesEvent(eventType, more));
    expect(read).toMatchObject({ outreachId: "out_1", attempt: 3, channel: "email", receipt });
    expect(JSON.stringify(read)).not.toContain("maria");
  });

  it("does not repeat what a mailbox provider wrote into its report", () => {
    const [read] = receiptsFrom(sesEvent("Complaint", complaint({ complaintFeedbackType: "Maria said so" })));
    expect(read).toMatchObject({ receipt: "complaint", code: "Complaint/unspecified" });
  });

  it("tells when it happened, not when the message left", () => {
    const [read] = receiptsFrom(sesEvent("Bounce", bounce("Permanent", "General")));
    expect(read).toMatchObject({ at: "2017-08-05T00:41:02.669Z", providerId: "EXAMPLE7c191be45" });
  });

  it.each([
    ["an open, which a scanner may have done", sesEvent("Open", { open: {} })],
    ["a click", sesEvent("Click", { click: {} })],
    [
      "a recipient who says it is no spam",
      sesEvent("Complaint", complaint({ complaintFeedbackType: "not-spam" })),
    ],
    [
      "an identity's own notification, which has no tags",
      { ...sesEvent("Bounce"), notificationType: "Bounce", eventType: undefined },
    ],
    ["another sender's", sesEvent("Delivery", { mail: { ...sesEvent("x").mail, tags: {} } })],
    ["a bounce without its bounce", sesEvent("Bounce")],
    ["an event named after a property of every object", sesEvent("constructor")],
    ["null", null],
    ["text", "Delivery"],
  ])("%s gives no receipt", (_, event) => {
    expect(receiptsFrom(event)).toEqual([]);
  });
});

type Content = { Simple: { Subject: unknown; Body: unknown; Headers?: unknown } };

async function sent(more: Partial<Envelope>): Promise<Content["Simple"]> {
  const wire = captured({ status: 200, json: { MessageId: "1" } });
  const port = emailChannel(emailClient(wire.config), {
    from: "clinic@example.org",
    configurationSet: "set",
  });
  await port.send({ ...envelopeFor(port, "maria@example.org"), ...more });
  const [request] = wire.requests as [Captured];
  return (request.input.Content as Content).Simple;
}

describe("an email", () => {
  it("is text, or HTML where the envelope says that it is marked up", async () => {
    expect((await sent({ body: "<Maria>, hi" })).Body).toEqual({
      Text: { Data: "<Maria>, hi", Charset: "UTF-8" },
    });
    expect((await sent({ body: "\n<p>Hi</p>", markup: true })).Body).toEqual({
      Html: { Data: "\n<p>Hi</p>", Charset: "UTF-8" },
    });
  });

  it("offers one-click unsubscribe by RFC 8058 where there is a way to", async () => {
    expect((await sent({ unsubscribeUrl: "https://clinic.example/u/abc" })).Headers).toEqual([
      { Name: "List-Unsubscribe", Value: "<https://clinic.example/u/abc>" },
      { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
    ]);
    expect(await sent({})).not.toHaveProperty("Headers");
  });
});

describe("an email that SES refuses", () => {
  it.each([
    ["BadRequestException", "Illegal address", "address_invalid"],
    ["BadRequestException", "Missing final '@domain'", "address_invalid"],
    ["BadRequestException", "Configuration set <x> is odd", "content"],
    ["MessageRejected", "Email address is not verified.", "account"],
    ["MessageRejected", "Message rejected: virus", "content"],
    ["NotFoundException", "Configuration set <x> does not exist", "account"],
  ])("as %s: %s is the %s's fault", async (name, message, code) => {
    const wire = captured(errorAnswer(name, 400, { message }));
    const port = emailChannel(emailClient(wire.config), {
      from: "clinic@example.org",
      configurationSet: "set",
    });
    expect(await port.send(envelopeFor(port, "maria@example.org"))).toMatchObject({
      outcome: "refused",
      code,
    });
  });
});

it("never retries by itself, whatever its maker was told", async () => {
  expect(await emailClient({ region: "us-east-1", maxAttempts: 5 }).config.maxAttempts()).toBe(1);
});
