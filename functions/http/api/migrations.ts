import type { migrationRoutes } from "#lib/domain/api/migration-routes.ts";
import { byOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { find } from "#lib/usecases/read/find.ts";

const idOf = ({ journeyId, migrationId }: { journeyId: string; migrationId: string }): string =>
  `${journeyId}~${migrationId}`;

/** The journey engine is read when somebody migrates, and not at each start of the API. */
const migrations = () => import("#lib/usecases/journeys/migrations.ts");

export const migrationHandlers = {
  previewMigration: async (ports, { params, body }) => ({
    body: await (await migrations()).previewMigration(ports, params.journeyId, body),
  }),
  startMigration: async (ports, call) => ({
    body: await (await migrations()).startMigration(ports, call.params.journeyId, call.body, byOf(call)),
  }),
  getMigration: async ({ records }, { params }) => ({
    body: (await find(records, "migration", idOf(params))).data,
  }),
  undoMigration: async (ports, call) => ({
    body: await (await migrations()).undoMigration(ports, idOf(call.params), byOf(call)),
  }),
} satisfies HandlersOf<typeof migrationRoutes, CorePorts>;
