import { recordsContract } from "./records.contract.ts";
import { describeOnEngine } from "./records.engine.ts";

await describeOnEngine("dynamodb-local", (store) => recordsContract(() => store));
