import type { journeyRoutes } from "#lib/domain/api/journey-routes.ts";
import { byOf, head, heads, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { findHead, versionId } from "#lib/usecases/authoring/content.ts";
import { draftContent, lintContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { retireContent } from "#lib/usecases/authoring/retire-content.ts";
import { approveContent, submitContent } from "#lib/usecases/authoring/review-content.ts";
import { find } from "#lib/usecases/read/find.ts";

export const journeyHandlers = {
  listJourneys: async ({ records }, { query }) =>
    heads(await records.list({ kind: "journeyHead", of: "customer" }, pageOf(query))),
  getJourney: async (ports, { params }) => head(await findHead(ports, journeys, params.journeyId)),
  draftJourney: async (ports, call) => {
    const draft = { id: call.params.journeyId, draft: call.body, ifMatch: call.ifMatch };
    return head(await draftContent(ports, journeys, draft, byOf(call)));
  },
  lintJourney: async (ports, { params }) => ({ body: await lintContent(ports, journeys, params.journeyId) }),
  submitJourney: async (ports, call) =>
    head(await submitContent(ports, journeys, call.params.journeyId, byOf(call))),
  approveJourney: async (ports, call) =>
    head(await approveContent(ports, journeys, { id: call.params.journeyId }, byOf(call))),
  publishJourney: async (ports, call) => ({
    body: await publishContent(ports, journeys, call.params.journeyId, byOf(call)),
  }),
  retireJourney: async (ports, call) => ({
    body: await retireContent(ports, journeys, call.params.journeyId, byOf(call)),
  }),
  listJourneyVersions: async ({ records }, { params, query }) =>
    many(await records.list({ kind: "journey", of: "versions", id: params.journeyId }, pageOf(query))),
  getJourneyVersion: async ({ records }, { params }) =>
    one(await find(records, "journey", versionId(params.journeyId, Number(params.version)))),
  /** Drawing is read by who looks at a picture, not at each start of the API. */
  drawJourney: async (ports, { params, query }) => {
    const { drawJourney } = await import("#lib/usecases/journeys/draw-journey.ts");
    const { media, text } = await drawJourney(ports, params.journeyId, query);
    return { body: text, media };
  },
} satisfies HandlersOf<typeof journeyRoutes, CorePorts>;
