import type { PatientFile } from "../mirror.ts";

export function nameOf(file: PatientFile): string {
  const { given, family } = file.one("patient")?.name ?? { given: "", family: "" };
  return `${given} ${family}`.trim() || "Unknown sender";
}
