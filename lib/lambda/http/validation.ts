import type { MiddlewareObj } from "@middy/core";
import * as z from "zod";
import { versionOf } from "#lib/domain/api/etag.ts";
import { faultsOf } from "#lib/domain/api/faults.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { HttpEvent } from "./call.ts";
import { header } from "./header.ts";

const nothing = z.strictObject({}).optional();

/** Query, body and If-Match against the route's schemas: all faults at once, each with its pointer. */
export const validation = (): MiddlewareObj<HttpEvent> => ({
  before: ({ event }) => {
    const { call } = event;
    const { route } = call;
    const query = (route.query ?? z.strictObject({})).safeParse(event.queryStringParameters ?? {});
    const body = (route.body ?? nothing).safeParse(call.body);
    const errors = [
      ...(query.success ? [] : faultsOf(query.error, "/query")),
      ...(body.success ? [] : (route.faults ?? faultsOf)(body.error)),
    ];
    if (errors.length > 0) throw new Refusal("validation_failed", undefined, errors.slice(0, mostFaults));
    const ifMatch = route.ifMatch && header(event, "If-Match");
    if (route.ifMatch === "always" && ifMatch === undefined) throw new Refusal("version_required");
    if (ifMatch !== undefined) call.ifMatch = versionOf(ifMatch);
    call.query = query.data;
    call.body = body.data;
  },
});

/** An answer stays readable, whatever came. */
const mostFaults = 100;
