import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Is told the command's name (`PutItemCommand`) and the capacity units it consumed. */
export type Meter = (operation: string, readUnits: number, writeUnits: number) => void;

type Metered = { ConsumedCapacity?: Consumed | Consumed[] };
type Consumed = { CapacityUnits?: number };

const reads = new Set(["GetItemCommand", "BatchGetItemCommand", "QueryCommand"]);
const writes = new Set(["PutItemCommand", "UpdateItemCommand", "TransactWriteItemsCommand"]);

const unitsOf = ({ ConsumedCapacity = [] }: Metered): number =>
  [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/**
 * Reports what each of the client's reads and writes consumed, indexes included. A write whose condition failed is
 * reported with 0: it consumes too, but no engine says how much.
 */
export function meterClient(client: DynamoDBClient, meter: Meter): void {
  client.middlewareStack.add(
    (next, context) => async (call) => {
      const operation = context.commandName ?? "";
      if (!reads.has(operation) && !writes.has(operation)) return next(call);
      let units = 0;
      try {
        const answer = await next({
          ...call,
          input: { ...call.input, ReturnConsumedCapacity: "TOTAL" } as never,
        });
        units = unitsOf(answer.output as Metered);
        return answer;
      } finally {
        if (reads.has(operation)) meter(operation, units, 0);
        else meter(operation, 0, units);
      }
    },
    { step: "initialize", name: "meter" },
  );
}
