import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { folderFiles, memoryFiles } from "#lib/adapters/local/files.ts";
import { describeFiles } from "../files.contract.ts";

const folder = mkdtempSync(join(tmpdir(), "followthrough-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const memory = memoryFiles();
describeFiles("memory", () => memory);
// Opened anew each time: what was put outlives the run.
describeFiles("a folder", () => folderFiles(join(folder, "files")));
