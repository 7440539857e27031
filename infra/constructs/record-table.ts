import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { may, type Right } from "#infra/rights.ts";
import { tableKeys } from "#lib/adapters/dynamodb/keys.ts";

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table of a customer, by the one key map: encrypted, recoverable to any second of 35 days, kept. */
export class RecordTable extends Construct {
  readonly table: TableV2;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key }: { key: IKey }) {
    super(scope, id);
    this.key = key;
    this.table = new TableV2(this, "Table", {
      partitionKey: text(tableKeys.partition),
      sortKey: text(tableKeys.sort),
      globalSecondaryIndexes: [
        {
          indexName: tableKeys.index.name,
          partitionKey: text(tableKeys.index.partition),
          sortKey: text(tableKeys.index.sort),
          projectionType: ProjectionType[tableKeys.index.projection],
        },
      ],
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      dynamoStream: StreamViewType[tableKeys.stream],
      timeToLiveAttribute: tableKeys.ttl,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** Reads and conditional writes; nobody deletes a record and nobody scans. */
  get used(): Right {
    const { tableArn, tableName } = this.table;
    return {
      variables: { TABLE_NAME: tableName },
      statements: [
        may(
          [
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:ConditionCheckItem",
          ],
          [tableArn],
        ),
        may(["dynamodb:Query"], [`${tableArn}/index/${tableKeys.index.name}`]),
        this.opened,
      ],
    };
  }

  get streamed(): Right {
    const actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
    return { statements: [may(actions, [this.table.tableStreamArn as string]), this.opened] };
  }

  /** DynamoDB uses the key in the caller's name (its developer guide's list for a table's users). */
  get opened() {
    const actions = ["Decrypt", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo", "DescribeKey"];
    return may(
      actions.map((action) => `kms:${action}`),
      [this.key.keyArn],
      { StringEquals: { "kms:ViaService": `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
    );
  }
}
