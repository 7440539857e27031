import { ulid } from "ulid";
import * as z from "zod";
import { dynamoClient } from "#lib/adapters/dynamodb/client.ts";
import { dynamoRecords } from "#lib/adapters/dynamodb/records.ts";
import type { Ports } from "#lib/ports.ts";
import { readEnv } from "../env.ts";
import { powertoolsLog } from "../logger.ts";
import { secrets } from "../secrets.ts";

export type CorePorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** What every function of ours needs: the table, the time, ids, chance and a log. `TABLE_NAME` names the table. */
export function corePorts(service: string): CorePorts & Pick<Ports, "secrets"> {
  const { TABLE_NAME } = readEnv(z.object({ TABLE_NAME: z.string().min(3) }));
  return {
    records: dynamoRecords(dynamoClient(), TABLE_NAME),
    clock: { now: () => new Date().toISOString() },
    ids: { unique: () => ulid() },
    secrets,
    log: powertoolsLog(service),
  };
}
