import {
  type DirectMessageConfiguration,
  type MessageResult,
  PinpointClient,
  type PinpointClientConfig,
  PinpointServiceException,
  SendMessagesCommand,
  type SendMessagesCommandInput,
} from "@aws-sdk/client-pinpoint";
import { type CallFault, endingOf, retryAfterSeconds } from "#lib/domain/outreach/ending.ts";
import {
  type ChannelPort,
  type Envelope,
  type RefusalCause,
  type SendResult,
  UnknownEnd,
} from "#lib/ports.ts";

export type PushSettings = { applicationId: string };

/**
 * The only client this channel may be given. The SDK's own retries are off: SendMessages has no idempotency token, so
 * a retry after a time-out could show the patient two. What to try again is decided by deliver, which has a claim.
 */
export const pushClient = (config: PinpointClientConfig = {}): PinpointClient =>
  new PinpointClient({
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...config,
    maxAttempts: 1,
  });

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
    try {
      const answer = await client.send(new SendMessagesCommand(requestOf(envelope, device, settings)));
      return resultOfDevice(answer.MessageResponse?.Result?.[device.token]);
    } catch (error) {
      return resultOf(error);
    }
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

/** Whose fault; everything else is the account's. */
const causes = new Map<string, RefusalCause>([
  ["BadRequestException", "content"],
  ["PayloadTooLargeException", "content"],
]);

function resultOf(error: unknown): SendResult {
  if (error instanceof UnknownEnd) throw error;
  const ending = endingOf(faultOf(error), causes, "account");
  if (ending.outcome === "unknown") throw new UnknownEnd("push", ending.code);
  return ending;
}

function faultOf(error: unknown): CallFault {
  const { name, code } = error as { name: string; code?: string };
  if (!(error instanceof PinpointServiceException)) return { name: code ?? name };
  return { status: error.$metadata.httpStatusCode, name };
}
