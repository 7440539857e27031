import {
  DeleteOptedOutNumberCommand,
  type PinpointSMSVoiceV2Client,
  PutOptedOutNumberCommand,
  paginateDescribeOptedOutNumbers,
  ResourceNotFoundException,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import type { OptOutList } from "#lib/ports.ts";

/**
 * The opt-out list of the customer's numbers (DescribeOptedOutNumbers, PutOptedOutNumber, DeleteOptedOutNumber). A
 * number that is there already, or is not there any more, is fine.
 */
export const smsOptOutList = (client: PinpointSMSVoiceV2Client, name: string): OptOutList => ({
  async *all() {
    for await (const page of paginateDescribeOptedOutNumbers({ client }, { OptOutListName: name }))
      for (const { OptedOutNumber, OptedOutTimestamp } of page.OptedOutNumbers ?? [])
        if (OptedOutNumber && OptedOutTimestamp)
          yield { address: OptedOutNumber, since: OptedOutTimestamp.toISOString() };
  },
  async add(address) {
    await client.send(new PutOptedOutNumberCommand({ OptOutListName: name, OptedOutNumber: address }));
  },
  async remove(address) {
    try {
      await client.send(new DeleteOptedOutNumberCommand({ OptOutListName: name, OptedOutNumber: address }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  },
});
