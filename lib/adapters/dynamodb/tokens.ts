import {
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";

/**
 * What the state machine does to the table by itself, with its document's Arguments as they are.
 * Throws an error named `ConditionalCheckFailedException` where the condition does not hold.
 */
export type TokenStore = { updateItem(input: UpdateItemCommandInput): Promise<void> };

export const dynamoTokens = (client: DynamoDBClient): TokenStore => ({
  async updateItem(input) {
    await client.send(new UpdateItemCommand(input));
  },
});
