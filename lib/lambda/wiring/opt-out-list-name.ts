import * as z from "zod";
import { readEnv } from "../env.ts";

/** A customer without texts has no list. */
export const optOutListName = (): string | undefined =>
  readEnv(z.object({ SMS_OPT_OUT_LIST: z.string().min(1).optional() })).SMS_OPT_OUT_LIST;
