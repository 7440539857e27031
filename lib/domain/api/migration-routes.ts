import * as z from "zod";
import { Migration, MigrationPreview } from "../journey/migration.ts";
import { Slug } from "../words.ts";
import type { Route } from "./route.ts";

const Asked = z.strictObject({
  /** The version to move to; the published one without it. */
  to: z.int().min(1).optional(),
  /** Old step → new step. A step of the same name needs no line. */
  mapping: z.record(Slug, Slug).default({}),
});
/** Ids of its journey and of itself; where its next batch begins is nobody's business. */
const MigrationView = Migration.omit({ cursor: true });
const journeys = { tag: "Journeys" } as const;

export const migrationRoutes = {
  previewMigration: {
    ...journeys,
    method: "POST",
    path: "/v1/journeys/{journeyId}/migrations/preview",
    scope: "outreach.read",
    summary: "Say who would land at which step, who cannot and why, and what would be sent; nobody is moved",
    body: Asked,
    answer: MigrationPreview,
  },
  startMigration: {
    ...journeys,
    method: "POST",
    path: "/v1/journeys/{journeyId}/migrations",
    scope: "content.publish",
    summary: "Move running enrollments to a version; it goes on by itself and can be undone for seven days",
    body: Asked,
    answer: MigrationView,
    status: 202,
    idempotent: true,
  },
  getMigration: {
    ...journeys,
    method: "GET",
    path: "/v1/journeys/{journeyId}/migrations/{migrationId}",
    scope: "content.read",
    summary: "How far a migration has come",
    answer: MigrationView,
  },
  undoMigration: {
    ...journeys,
    method: "POST",
    path: "/v1/journeys/{journeyId}/migrations/{migrationId}/undo",
    scope: "content.publish",
    summary: "Bring back every enrollment to which nothing has happened since",
    answer: MigrationView,
    status: 202,
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
