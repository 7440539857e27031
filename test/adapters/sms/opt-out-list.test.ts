import { describe, expect, it } from "vitest";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { smsOptOutList } from "#lib/adapters/sms/opt-out-list.ts";
import { captured, errorAnswer } from "#test/support/wire.ts";

const entry = (n: number) => ({
  OptedOutNumber: `+1312555010${n}`,
  OptedOutTimestamp: 1_780_000_000 + n,
  EndUserOptedOut: true,
});
const page = (next: string | undefined, ...OptedOutNumbers: object[]) => ({
  status: 200,
  json: { OptOutListName: "l", OptedOutNumbers, ...(next && { NextToken: next }) },
});
const over = (...answers: Parameters<typeof captured>) => {
  const wire = captured(...answers);
  return { wire, list: smsOptOutList(phoneClient(wire.config), "house") };
};

describe("the provider's opt-out list", () => {
  it("is read whole, page by page", async () => {
    const { wire, list } = over(page("t", entry(1)), page(undefined, entry(2)));
    const found = await Array.fromAsync(list.all());
    expect(found).toEqual([
      { address: "+13125550101", since: new Date(1_780_000_001_000).toISOString() },
      { address: "+13125550102", since: new Date(1_780_000_002_000).toISOString() },
    ]);
    expect(wire.requests.map((r) => [r.operation, r.input.OptOutListName, r.input.NextToken])).toEqual([
      ["DescribeOptedOutNumbers", "house", undefined],
      ["DescribeOptedOutNumbers", "house", "t"],
    ]);
  });
  it("takes a number", async () => {
    const { wire, list } = over({ status: 200, json: {} });
    await list.add("+13125550101");
    expect(wire.requests[0]).toMatchObject({
      operation: "PutOptedOutNumber",
      input: { OptOutListName: "house", OptedOutNumber: "+13125550101" },
    });
  });
  it("gives one back, and minds nothing that is gone, but what it may not", async () => {
    const gone = over(errorAnswer("ResourceNotFoundException", 404));
    await gone.list.remove("+13125550101");
    expect(gone.wire.requests[0]).toMatchObject({ operation: "DeleteOptedOutNumber" });
    const barred = over(errorAnswer("AccessDeniedException", 400));
    await expect(barred.list.remove("+13125550101")).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
