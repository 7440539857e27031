/**
 * What use cases and pages import when they first need it, imported before any story: a module that is read from disk takes
 * longer than a world waits to find its tasks idle, so that a first story went on, or came to rest, without it.
 */
import "#lib/domain/campaign/calendar.ts";
import "#lib/domain/care-gap/uspstf.ts";
import "#lib/domain/content/facts.ts";
import "#lib/domain/content/lint.ts";
import "#lib/domain/content/lint-words.ts";
import "#lib/domain/content/preview.ts";
import "#lib/domain/content/variables.ts";
import "#lib/domain/journey/lint.ts";
import "#lib/domain/journey/lint-warnings.ts";
import "#lib/domain/segment/condition.ts";
import "#lib/domain/simulation/storm.ts";
import "#lib/usecases/campaigns/campaign-work.ts";
import "#lib/usecases/campaigns/dry-run-work.ts";
import "#lib/usecases/ingest/record-consent.ts";
import "#lib/usecases/ingest/save-patient.ts";
import "#lib/usecases/journeys/end-runs.ts";
import "#lib/usecases/outreach/release-held.ts";
import "#lib/usecases/segments/complete-list.ts";
import "#lib/usecases/segments/evaluate-part.ts";
