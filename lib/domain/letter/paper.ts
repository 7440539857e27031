/**
 * Where things stand on a US Letter sheet that is folded in three and shows two addresses through the windows of a #10
 * envelope. In points (1/72 inch) from the sheet's upper left corner. The envelope's measures are the ones print
 * vendors publish for their standard double-window #10 (help.lob.com, "Letter envelopes", read 2026-11): windows differ by
 * maker, so compare your own envelope's with these.
 */
const inch = 72;

export type Box = { x: number; y: number; width: number; height: number };

export const sheet = { width: 8.5 * inch, height: 11 * inch };
const envelope = { width: 9.5 * inch, height: 4.125 * inch };
const panel = sheet.height / 3;

/** From the envelope's upper left corner. */
export const windows = {
  sender: { x: 0.625 * inch, y: 0.875 * inch, width: 3.25 * inch, height: 0.875 * inch },
  addressee: { x: 0.625 * inch, y: 2.125 * inch, width: 4 * inch, height: 1 * inch },
} as const satisfies Record<string, Box>;

/** How far the folded sheet may slide inside: to the right, and down, where it rests on the envelope's lower edge. */
export const slack = { x: envelope.width - sheet.width, y: envelope.height - panel };

/** What of the sheet a window shows when the sheet lies that far from the envelope's left and upper edge. */
export const shown = (window: Box, slid: { x: number; y: number }): Box => ({
  ...window,
  x: window.x - slid.x,
  y: window.y - slid.y,
});

/** Between an address and the window's edge: 1/8 inch, so that sorting machines see all of it. */
const clear = inch / 8;

/** What a window shows of a resting sheet wherever it slid sideways, and a clear edge inside of that. */
const safe = (window: Box): Box => ({
  x: window.x + clear,
  y: window.y - slack.y + clear,
  width: window.width - slack.x - 2 * clear,
  height: window.height - 2 * clear,
});

export const boxes = { sender: safe(windows.sender), addressee: safe(windows.addressee) };

/** Right of all that either window can show: the day and the reference. */
export const corner: Box = { x: 4.75 * inch, y: 0.625 * inch, width: 3 * inch, height: 2.25 * inch };

/** Below all that a window can show: 3 3/8 inches from the top on the first page. */
export const bodyTop = { first: 3.375 * inch, later: inch };
export const margin = { side: inch, bottom: 1.125 * inch, footer: 0.625 * inch };

/** Short lines at the left edge, outside the quarter of an inch that printers leave blank. */
export const folds = [panel, 2 * panel].map((y) => ({ y, x: 0.25 * inch, width: 0.17 * inch }));

export type Format = "standard" | "large-print";

/** Points. Large print is 18 at least: American Council of the Blind, Best Practices and Guidelines for Large Print. */
export const sizes: Record<Format, { text: number; heading: number; footer: number; leading: number }> = {
  standard: { text: 12, heading: 14, footer: 9, leading: 1.4 },
  "large-print": { text: 18, heading: 22, footer: 18, leading: 1.5 },
};

/** From one line to the next. */
export const lineHeight = (size: number, format: Format): number => size * sizes[format].leading;

/** Sheets that a letter may take; large print needs some two and a half times the paper. */
export const mostPages: Record<Format, number> = { standard: 2, "large-print": 6 };
