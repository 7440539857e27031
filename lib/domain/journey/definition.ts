import * as z from "zod";
import { Purpose, Slug } from "../words.ts";

export const JourneyDraft = z.object({ id: Slug, purpose: Purpose });
export type JourneyDraft = z.infer<typeof JourneyDraft>;

/** A published version: immutable but for its retirement. */
export type JourneyVersion = {
  id: string;
  version: number;
  status: "published" | "retired";
  definition: JourneyDraft;
};
