import {
  type DirectMessageConfiguration,
  type MessageResult,
  PinpointClient,
  type PinpointClientConfig,
  PinpointServiceException,
  SendMessagesCommand,
  type SendMessagesCommandInput,
} from "@aws-sdk/client-pinpoint";
import { retryAfterSeconds } from "#lib/domain/outreach/ending.ts";
import {
  type ChannelPort,
  type Envelope,
  type RefusalCause,
  type SendResult,
  UnknownEnd,
} from "#lib/ports.ts";
import { endOf, type Service, sendOnce } from "../aws/send-once.ts";

export type PushSettings = { applicationId: string };

/** The only client this channel may be given. */
export const pushClient = (config: PinpointClientConfig = {}): PinpointClient =>
  new PinpointClient(sendOnce(config));

/**
 * Push by AWS End User Messaging: SendMessages with `Addresses`, the one Pinpoint command that outlived 2026-10-30.
 * A push contact point's address is `<service>:<device token>`, service being APNS, APNS_SANDBOX or GCM.
 * There are no later receipts: Apple and Google answer at once, and what they answer is in the result.
 */
export const pushChannel = (client: PinpointClient, settings: PushSettings): ChannelPort => ({
  channel: "push",
  async send(envelope) {
    const device = deviceOf(envelope.address);
    if (!device) return { outcome: "refused", code: "address_invalid", detail: "unknown_push_service" };
    const call = client.send(new SendMessagesCommand(requestOf(envelope, device, settings)));
    return endOf(service, call, ({ MessageResponse }) =>
      resultOfDevice(MessageResponse?.Result?.[device.token]),
    );
  },
});

type Device = { service: "APNS" | "APNS_SANDBOX" | "GCM"; token: string };

function deviceOf(address: string): Device | undefined {
  const [, service, token] = /^(APNS|APNS_SANDBOX|GCM):(.+)$/.exec(address) ?? [];
  return service && token ? { service: service as Device["service"], token } : undefined;
}

const requestOf = (
  envelope: Envelope,
  { service, token }: Device,
  settings: PushSettings,
): SendMessagesCommandInput => ({
  ApplicationId: settings.applicationId,
  MessageRequest: {
    Addresses: { [token]: { ChannelType: service, Context: contextOf(envelope) } },
    MessageConfiguration: messageFor(service, envelope),
    TraceId: `${envelope.outreachId}.${envelope.attempt}`,
  },
});

const contextOf = (envelope: Envelope) => ({
  outreachId: envelope.outreachId,
  attempt: String(envelope.attempt),
});

function messageFor(service: Device["service"], envelope: Envelope): DirectMessageConfiguration {
  const message = {
    Action: "OPEN_APP" as const,
    Body: envelope.body,
    ...(envelope.subject && { Title: envelope.subject }),
  };
  return service === "GCM" ? { GCMMessage: message } : { APNSMessage: message };
}

/** By DeliveryStatus. UNKNOWN_FAILURE, DUPLICATE (something else in this call had the device) and none say nothing sure. */
function resultOfDevice(result: MessageResult | undefined): SendResult {
  const { DeliveryStatus: status = "NO_RESULT", StatusCode: code } = result ?? {};
  switch (status) {
    case "SUCCESSFUL":
      return { outcome: "accepted", providerId: result?.MessageId ?? "" };
    case "OPT_OUT":
      return { outcome: "refused", code: "address_opted_out", detail: status };
    case "PERMANENT_FAILURE":
      return { outcome: "refused", code: permanent(code), detail: `${status}/${code}` };
    case "THROTTLED":
    case "TEMPORARY_FAILURE":
      return { outcome: "throttled", code: status, retryAfterSeconds };
    default:
      throw new UnknownEnd("push", status);
  }
}

/** Apple's and Google's status codes: 401 and 403 are our credentials', 413 the payload's, all else the token's. */
function permanent(statusCode: number | undefined): RefusalCause {
  if (statusCode === 401 || statusCode === 403) return "account";
  return statusCode === 413 ? "content" : "address_invalid";
}

const service: Service<PinpointServiceException> = {
  channel: "push",
  answer: PinpointServiceException,
  causes: new Map<string, RefusalCause>([
    ["BadRequestException", "content"],
    ["PayloadTooLargeException", "content"],
  ]),
};
