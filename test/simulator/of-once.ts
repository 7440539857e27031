import type { Faults } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";

/** What there must be one of, by what the changes say: a key that comes twice is a fault. */
function twice(keys: (string | undefined)[], what: string): Faults {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    if (key === undefined) return [];
    if (seen.has(key)) return [`${what} ${key} comes twice`];
    seen.add(key);
    return [];
  });
}

/** 12. Nobody is in an occurrence of a campaign twice, a freed time is one patient's, a form is sent once. */
export function onceEach({ mirror, taken }: Evidence): Faults {
  const inCampaign = mirror
    .all("outreach")
    .map(({ data: { campaign, patientId } }) =>
      campaign ? `${campaign.id} ${campaign.occurrence} ${patientId}` : undefined,
    );
  const begun = mirror
    .all("enrollment")
    .map(({ data: { campaign, patientId } }) => (campaign ? `${campaign} ${patientId}` : undefined));
  const events = mirror.changes.map(({ after }) => ({ id: after.id, type: after.event.type }));
  const idsOf = (type: string): string[] => events.flatMap((e) => (e.type === type ? [e.id] : []));
  const havers = Map.groupBy(taken, ({ time }) => time);
  return [
    ...twice(inCampaign, "in a campaign,"),
    ...twice(begun, "begun by a campaign,"),
    ...twice(idsOf("form.submitted"), "form"),
    ...twice(idsOf("freed-time.taken"), "freed time"),
    ...twice(idsOf("link.used"), "link"),
    ...[...havers].flatMap(([time, all]) =>
      new Set(all.map(({ by }) => by)).size > 1 ? [`${time} was given to ${all.length}`] : [],
    ),
  ];
}
