import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const font = (url: string): Buffer => readFileSync(fileURLToPath(url));

/** Noto Sans, SIL Open Font License 1.1: Latin with Vietnamese, Greek, Cyrillic. Bundles carry them in this file. */
export const fontFiles = {
  regular: font(import.meta.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf")),
  bold: font(import.meta.resolve("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf")),
};
