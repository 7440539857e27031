/**
 * Names that patients' items say most, and what is written for them. Only ever add at the end, and never change one:
 * items are kept for years. `token`, `news` and `newsSeq` are the state machine's to name, and stay as they are.
 */
const one = `channel patientId type actor address timeZone expiresAt version purpose addressId reason privacy weekUsed
  enrollmentId health practitionerName status dayUsed decisions plannedAt category template attempts locationName
  language appointmentId`;
const two = `inReplyTo providerId addresses cancelled cause step visits consents visitType dueAt active outreachIds
  sourceDigest journey outcome consent weekCap verdict fingerprint given budget claims deceased confirmsStop start week
  openAt dayCap reference plan location enteredAt startedAt facts contactPoints counted day confirmation dayResets
  identifiers subject seenSeq why near receipt levels about preference attributes understood taskId relations stopped
  reply who prospect openedAt trail wakeAt now print family open keys answers value priority outcomes answeredAt
  closedAt outreachId written kind endedAt source answer state queue title clocks fallbackAt waiting overrides opening
  variables campaign`;

const words = (text: string): string[] => text.trim().split(/\s+/);
const letter = (n: number): string => String.fromCharCode(65 + n);

const codes = [
  ...words(one).map((name, n) => [name, letter(n)] as const),
  ...words(two).map((name, n) => [name, letter(Math.floor(n / 26)) + letter(n % 26)] as const),
];

/** Name → one or two capitals. */
export const codeOf: ReadonlyMap<string, string> = new Map(codes);
export const nameOf: ReadonlyMap<string, string> = new Map(codes.map(([name, code]) => [code, name]));
