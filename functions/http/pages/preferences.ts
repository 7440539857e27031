import { languageNames, wordsIn } from "#lib/domain/pages/words.ts";
import { fallbackChain, pickLanguage } from "#lib/domain/patient/languages.ts";
import { mayOpen } from "#lib/domain/patient/proxy.ts";
import { formats } from "#lib/domain/words.ts";
import type { Screen } from "#lib/lambda/pages/layout.ts";
import {
  homeView,
  type PreferencesModel,
  preferencesView,
  type WindowName,
  windows,
} from "#lib/lambda/pages/views/preferences.ts";
import {
  loadPreferences,
  type Preferences,
  savePreferences,
  startAll,
  stopAll,
} from "#lib/usecases/pages/preferences.ts";
import { type Call, field, type Go, type Page } from "./call.ts";

export const home: Page = {
  async show(call) {
    const { session, relation } = call;
    const asksAlone = session.opening.page === "question";
    const visit = session.appointmentId || (session.taskId && !asksAlone) ? (["visit"] as const) : [];
    const question = asksAlone ? (["question"] as const) : [];
    const all = [...question, ...visit, "read", "messages", "barriers", "feedback", "preferences"] as const;
    const own = all.filter((page) => !relation || mayOpen(relation, page));
    return homeView(call, session.as?.self ? [...own, "who"] : own);
  },
};

export const preferences: Page = {
  async show(call): Promise<Screen> {
    const found = await loadPreferences(call.ports, call.session);
    const notice = (["saved", "started"] as const).find((one) => one === call.request.query.done);
    return preferencesView(call, { ...modelOf(call, found), notice });
  },
  async act(call): Promise<Go> {
    const { ports, session } = call;
    const wish = field(call, "do");
    if (wish === "stop") await stopAll(ports, session);
    if (wish === "start") await startAll(ports, session);
    if (wish === "save")
      await savePreferences(ports, session, askedOf(call, await loadPreferences(ports, session)));
    const done = { save: "?done=saved", start: "?done=started" }[wish ?? ""] ?? "";
    return { go: `/p/preferences${done}` };
  },
};

const offered = ({ policy }: Call): string[] => policy.languages.filter((code) => code in wordsIn);

function modelOf(call: Call, found: Preferences): PreferencesModel {
  const { policy, spoken } = call;
  const { preference, reachable, stopped } = found;
  const chain = fallbackChain(found.language, policy.language);
  const nameOf = (texts: Record<string, string>): string | undefined =>
    texts[pickLanguage(fallbackChain(spoken.language, policy.language), Object.keys(texts)) ?? ""];
  return {
    reachable,
    first: [...(preference.channels ?? []), ...policy.channelOrder].find((c) => reachable.includes(c)),
    languages: offered(call).map((code) => ({ code, name: languageNames[code] ?? code })),
    language: pickLanguage(chain, offered(call)) ?? "en",
    format: preference.format ?? "standard",
    window: windowOf(preference.hours),
    topics: Object.entries(policy.topics).map(([code, texts]) => ({
      code,
      name: nameOf(texts) ?? code,
      wanted: preference.topics?.[code] !== false,
    })),
    stopped,
  };
}

const windowOf = (hours: { from: string; to: string } | undefined): WindowName =>
  (Object.keys(windows) as WindowName[]).find(
    (name) => windows[name]?.from === hours?.from && windows[name]?.to === hours?.to,
  ) ?? "anytime";

/** What was chosen; the channel comes first, the others stay behind it for when it fails. */
function askedOf(call: Call, { reachable, preference }: Preferences) {
  const { request, policy } = call;
  const first = reachable.find((channel) => channel === field(call, "channel"));
  const language = offered(call).find((code) => code === field(call, "language"));
  const format = formats.find((one) => one === field(call, "format"));
  const window = (Object.keys(windows) as WindowName[]).find((name) => name === field(call, "window"));
  const hours = window ? windows[window] : preference.hours;
  const wanted = request.form.getAll("topic");
  return {
    ...(first && { channels: [first, ...reachable.filter((channel) => channel !== first)] }),
    ...(language && { language }),
    ...(format && { format }),
    ...(hours && { hours }),
    topics: Object.fromEntries(Object.keys(policy.topics).map((code) => [code, wanted.includes(code)])),
  };
}
