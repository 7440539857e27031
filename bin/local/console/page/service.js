import { byId } from "./dom.js";

/** A problem's own words, as the server tells them (RFC 9457). */
async function answerOf(response) {
  const body = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const details = body?.errors?.map(({ detail }) => detail).join(" ");
  throw new Error(details || body?.detail || body?.title || `The server answered ${response.status}.`);
}

const write = (path, body, headers = {}) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  }).then(answerOf);

let etag = "";
/** The state, or undefined where it is the one given last. */
export async function readState(patientId) {
  const response = await fetch(`/local/state${patientId ? `?patientId=${patientId}` : ""}`);
  const seen = response.headers.get("etag");
  if (response.ok && seen === etag) return undefined;
  const state = await answerOf(response);
  etag = seen;
  return state;
}

export const moveClock = (move) => write("/local/clock", move);
export const reply = (channel, from, body) => write("/local/inbound", { channel, from, body });
export const readAudit = (patientId) => fetch(`/local/audit/${patientId}`).then(answerOf);

/** The worklist is worked through the partner API itself, by a person's token. */
const owner = "front-desk";
let token;
export async function complete(taskId, outcome) {
  token ??= fetch(`/local/token?scopes=tasks.write&username=${owner}`).then(answerOf);
  const { access_token } = await token;
  const headers = { Authorization: `Bearer ${access_token}`, "Idempotency-Key": crypto.randomUUID() };
  return write(`/v1/staff-tasks/${taskId}/complete`, { outcome, owner }, headers);
}

/** What staff steer goes through the partner API as well, as somebody else than whoever wrote it. */
const lead = "operations-lead";
let leadsToken;
export async function api(method, path, body, headers = {}) {
  leadsToken ??= fetch(`/local/token?username=${lead}`).then(answerOf);
  const { access_token } = await leadsToken;
  const response = await fetch(path, {
    method,
    headers: {
      Authorization: `Bearer ${access_token}`,
      ...(method === "POST" && {
        "Idempotency-Key": crypto.randomUUID(),
        "Content-Type": "application/json",
      }),
      ...headers,
    },
    ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
  });
  return answerOf(response);
}

export const readOperations = () => fetch("/local/operations").then(answerOf);

/** Does it, says what went wrong, and shows what it came to. */
export async function acting(work, refresh) {
  try {
    await work();
  } catch (error) {
    toast(error.message);
  }
  await refresh();
}

export const asked = (question) => globalThis.confirm(question);

let timer;
export function toast(text) {
  byId("toast").textContent = text;
  byId("toast").className = "shown";
  clearTimeout(timer);
  timer = setTimeout(() => {
    byId("toast").className = "";
  }, 6000);
}
