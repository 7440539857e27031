import { Refusal, refusals } from "#lib/domain/errors.ts";
import type { Answer, EntryFault, EntryResult, Reading } from "#lib/domain/intake.ts";
import { faultIssue, information, type OperationOutcome, outcome, refusalIssue } from "./outcome.ts";
import { wireId } from "./references.ts";

export const contentType = "application/fhir+json";
const headers = { "content-type": contentType };

const allOk = "What was sent is what is known.";
const staleNote = "A newer version is known; this one was recorded, not applied.";

export function refuse(refusal: Refusal): Answer {
  const { code, message, retryAfterSeconds, status } = refusal;
  const wait = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  return { status, headers: { ...headers, ...wait }, body: outcome([refusalIssue(code, message)]) };
}

/** hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.response */
type Response = { status: string; location?: string; etag?: string; outcome?: OperationOutcome };

const statusOf = (faults: EntryFault[]): number =>
  Math.max(...faults.map(({ code }) => refusals[code].status));

function responseOf(type: string, root: string, result: EntryResult): Response {
  if (result.outcome === "refused") {
    const issues = result.faults.map((fault) => faultIssue(root, fault));
    return { status: String(statusOf(result.faults)), outcome: outcome(issues) };
  }
  if (result.outcome === "ignored") return { status: "200", outcome: information(result.why) };
  return {
    status: result.outcome === "created" ? "201" : "200",
    location: `${type}/${wireId(result.id)}/_history/${result.version}`,
    etag: `W/"${result.version}"`,
    ...(result.outcome === "stale" && { outcome: information(staleNote) }),
  };
}

/** A transaction with faults answers with all of them at once, and only with them. */
export function answer(reading: Reading, results: EntryResult[]): Answer {
  if (reading.mode === "single")
    return singleAnswer(reading.entries[0]?.type ?? "", results[0] as EntryResult);
  const root = (i: number) => `Bundle.entry[${i}]`;
  const faulty = results.flatMap((r, i) => (r.outcome === "refused" ? r.faults.map((f) => ({ i, f })) : []));
  if (reading.mode === "transaction" && faulty.length > 0) {
    const body = outcome(faulty.map(({ i, f }) => faultIssue(root(i), f)));
    return { status: statusOf(faulty.map(({ f }) => f)), headers, body };
  }
  const entry = results.map((result, i) => ({
    response: responseOf(reading.entries[i]?.type ?? "", root(i), result),
  }));
  return { status: 200, headers, body: { resourceType: "Bundle", type: `${reading.mode}-response`, entry } };
}

/** Alone, a type that is not understood is refused: there is nobody else in the message to answer for. */
function singleAnswer(type: string, result: EntryResult): Answer {
  if (result.outcome === "ignored") return refuse(new Refusal("unsupported_type", result.why));
  const { status, location, etag, outcome: found } = responseOf(type, type, result);
  const more = { ...(location && { location }), ...(etag && { etag }) };
  return { status: Number(status), headers: { ...headers, ...more }, body: found ?? information(allOk) };
}
