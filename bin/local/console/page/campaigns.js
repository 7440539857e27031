import { byId, el, listed, when, words } from "./dom.js";
import { acting, api, asked } from "./service.js";
import { table } from "./table.js";

/** Dry runs asked for on this page, by campaign. */
const foreseen = new Map();

export function showCampaigns(campaigns, refresh) {
  const rows = campaigns.map((campaign) => ({ ...campaign, dry: foreseen.get(campaign.id) }));
  const empty = "No campaign yet: PUT /v1/campaigns/{id} makes one.";
  listed(byId("campaigns"), rows, empty, (campaign) => card(campaign, refresh));
}

const colours = { running: "sent", finished: "confirmed", stopped: "failed", paused: "held" };

function card(campaign, refresh) {
  const { id, title, status, audience, send, occurrence, nextAt, reason, report, dry } = campaign;
  const who = audience.segment ? `segment ${words(audience.segment)}` : `list ${words(audience.list)}`;
  const what = send.template ? `template ${words(send.template)}` : `journey ${words(send.journey)}`;
  return el(
    "li",
    { class: "card campaign", "aria-label": title ?? words(id) },
    el(
      "div",
      { class: "row" },
      el("strong", {}, title ?? words(id)),
      el("span", { class: `pill ${colours[status] ?? ""}` }, status),
      reason && el("span", { class: "muted" }, words(reason)),
    ),
    el(
      "p",
      { class: "muted" },
      [what, who, occurrence > 0 && `occurrence ${occurrence}`, nextAt && `next ${when(nextAt, "UTC")}`]
        .filter(Boolean)
        .join(" · "),
    ),
    canary(campaign),
    report && progress(report),
    dry && drySummary(dry),
    el("div", { class: "row" }, ...buttons(campaign, refresh)),
  );
}

function canary({ canary: limits, operation, status }) {
  if (!limits) return undefined;
  const percent = (share) => `${+(share * 100).toFixed(2)} %`;
  const stages = {
    canary: `Canary: ${percent(limits.share)} first`,
    judge: `Canary sent: watched until ${operation?.startsAt ? when(operation.startsAt, "UTC") : "later"}`,
    rest: "Canary was liked: the rest follows",
  };
  const stage = status === "draft" ? undefined : stages[operation?.stage];
  return el(
    "p",
    { class: "muted" },
    `${stage ?? `Canary: ${percent(limits.share)} first`}; stops itself over ${percent(limits.complaints)} complaints or ${percent(limits.optOuts)} opt-outs.`,
  );
}

const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);

/** Each patient once: by the fate of their message, and those who have none yet by why. */
function progress({ targeted, fates, notPlanned, reasons }) {
  const over =
    sum(fates) - (fates.planned ?? 0) - (fates.held ?? 0) + sum(notPlanned) - (notPlanned.waiting ?? 0);
  const label = `${over} of ${targeted} patients have their outcome`;
  return el(
    "div",
    {},
    el("progress", { max: targeted, value: over, "aria-label": label }),
    el("p", {}, `${label}.`),
    table("Patients by outcome", { ...fates, ...notPlanned }, targeted),
    sum(reasons) > 0 && table("Not sent, by reason", reasons, targeted),
  );
}

function drySummary({ looked, complete, total, send, hold, drop, usd, firstAt, lastAt }) {
  const whom = complete ? `all ${looked}` : `${looked} of ${total ?? "more"}`;
  const from = firstAt ? ` First ${when(firstAt, "UTC")}, last ${when(lastAt, "UTC")}.` : "";
  return el(
    "div",
    { class: "dry" },
    el("p", {}, `Dry run, ${whom}: would send to ${send} for $${usd.toFixed(2)}.${from}`),
    sum(hold) > 0 && table("Held until later", hold, looked),
    sum(drop) > 0 && table("Left out", drop, looked),
  );
}

function buttons({ id, status, revision }, refresh) {
  const path = `/v1/campaigns/${id}`;
  const button = (name, act, kind) =>
    el(
      "button",
      { type: "button", class: kind, "data-focus": `${name} ${id}`, onclick: () => acting(act, refresh) },
      name,
    );
  const verb = (name, kind) => button(words(name), () => api("POST", `${path}/${name}`), kind);
  const approve = () => api("POST", `${path}/approve`, undefined, { "If-Match": `"${revision}"` });
  const stop = async () => {
    if (asked(`Stop ${words(id)} for good? Nothing of it leaves from then on.`))
      await api("POST", `${path}/stop`);
  };
  return [
    (status === "approved" || status === "running") && verb("pause"),
    status === "paused" && verb("resume", "primary"),
    status === "draft" && button("approve", approve, "primary"),
    status !== "draft" && status !== "stopped" && button("stop…", stop, "stop"),
    button("dry run", () => dryRun(id, path, refresh)),
  ];
}

/** Of everybody, as an operation: asked after until it is done. */
async function dryRun(id, path, refresh) {
  const operation = await api("POST", `${path}/dry-runs`);
  for (let tries = 0; tries < 600; tries++) {
    const found = await api("GET", `${path}/dry-runs/${operation.id}`);
    foreseen.set(id, found);
    await refresh();
    if (found.complete) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
