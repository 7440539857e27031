import { defineConfig } from "vitest/config";
import { chosenTests } from "./chosen-tests.ts";

export default defineConfig({ test: { include: chosenTests(), testTimeout: 30_000 } });
