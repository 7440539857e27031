import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const font = (file: string): Buffer =>
  readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${file}`)));

/** Noto Sans, SIL Open Font License 1.1: Latin with Vietnamese, Greek, Cyrillic. Bundles carry them in this file. */
export const fontFiles = {
  regular: font("400Regular/NotoSans_400Regular.ttf"),
  bold: font("700Bold/NotoSans_700Bold.ttf"),
};
