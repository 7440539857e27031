import type { migrationRoutes } from "#lib/domain/api/migration-routes.ts";
import { byOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { previewMigration, startMigration, undoMigration } from "#lib/usecases/journeys/migrations.ts";
import { find } from "#lib/usecases/read/find.ts";

const idOf = ({ journeyId, migrationId }: { journeyId: string; migrationId: string }): string =>
  `${journeyId}~${migrationId}`;

export const migrationHandlers = {
  previewMigration: async (ports, { params, body }) => ({
    body: await previewMigration(ports, params.journeyId, body),
  }),
  startMigration: async (ports, call) => ({
    body: await startMigration(ports, call.params.journeyId, call.body, byOf(call)),
  }),
  getMigration: async ({ records }, { params }) => ({
    body: (await find(records, "migration", idOf(params))).data,
  }),
  undoMigration: async (ports, call) => ({
    body: await undoMigration(ports, idOf(call.params), byOf(call)),
  }),
} satisfies HandlersOf<typeof migrationRoutes, CorePorts>;
