import { mkdirSync, writeFileSync } from "node:fs";
import { families } from "#lib/domain/library/journeys.ts";
import { indexPage, journeyPage } from "./local/journey-docs/page.ts";

/** Writes docs/journeys/ anew from the library; a test says when that is due. */
const folder = new URL("../docs/journeys/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const family of families) writeFileSync(new URL(`${family.journey.id}.md`, folder), journeyPage(family));
writeFileSync(new URL("README.md", folder), indexPage(families));
