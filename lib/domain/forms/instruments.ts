/** A published screening instrument: how many items it sums, and what its sum means. */
type Instrument = {
  items: number;
  /** Lowest and highest sum of each band, both within it. */
  bands: readonly (readonly [from: number, to: number, band: string])[];
};

/**
 * - PHQ-2: Kroenke, Spitzer, Williams. Med Care 2003;41:1284. Positive from 3.
 * - PHQ-9: Kroenke, Spitzer, Williams. J Gen Intern Med 2001;16:606.
 * - GAD-7: Spitzer, Kroenke, Williams, Löwe. Arch Intern Med 2006;166:1092.
 *
 * Pfizer: no permission is required to reproduce, translate, display or distribute them.
 */
export const instruments = {
  phq2: {
    items: 2,
    bands: [
      [0, 2, "negative"],
      [3, 6, "positive"],
    ],
  },
  phq9: {
    items: 9,
    bands: [
      [0, 4, "none-minimal"],
      [5, 9, "mild"],
      [10, 14, "moderate"],
      [15, 19, "moderately severe"],
      [20, 27, "severe"],
    ],
  },
  gad7: {
    items: 7,
    bands: [
      [0, 4, "minimal"],
      [5, 9, "mild"],
      [10, 14, "moderate"],
      [15, 21, "severe"],
    ],
  },
} as const satisfies Record<string, Instrument>;

export type InstrumentId = keyof typeof instruments;
export const instrumentIds = Object.keys(instruments) as [InstrumentId, ...InstrumentId[]];

/** The band of a sum; undefined for one that the instrument cannot have. */
export function bandOf(id: InstrumentId, total: number): string | undefined {
  const { bands }: Instrument = instruments[id];
  return bands.find(([from, to]) => total >= from && total <= to)?.[2];
}
