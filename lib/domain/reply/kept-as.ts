import type { RobotSign } from "../message.ts";
import { isAutoReply } from "./robot.ts";
import { emergencyHint, type Meaning } from "./understand.ts";

/**
 * Whether somebody may be in danger by these words. An absence note says what to do in an emergency, and that is not to
 * be in one; a danger that it names is heard all the same.
 */
export function speaksOfDanger(text: string): boolean {
  const danger = emergencyHint(text);
  return danger !== undefined && !(danger === "emergency" && isAutoReply(text));
}

/** `again`: the address it came from was stopped already, by another message. */
type Said = { meaning: Meaning; inDanger: boolean; robot?: RobotSign | undefined; again?: boolean };

/**
 * What a reply is written down as, by which it is carried out from the stream. A danger is heard from anybody, muted or
 * not, and told as often as it is heard; a STOP is confirmed once; what asks for messages again is obeyed, whoever it is
 * from; all else from a machine goes to nobody.
 */
export function keptAs({ meaning, inDanger, robot, again = false }: Said): string {
  if (meaning === "stop" && !again) return inDanger ? "stop-emergency" : "stop";
  if (inDanger) return "emergency";
  if (meaning === "stop") return "stop-again";
  return robot && meaning !== "start" ? "robot" : meaning;
}

/** The same of what was written on a page, which has answered already. `wish`: it asks for another time. */
export function pageKeptAs(
  text: string,
  { stops, wish = false }: { stops: boolean; wish?: boolean },
): string {
  if (emergencyHint(text)) return "page-emergency";
  if (stops) return "page-stop";
  return wish ? "page-wish" : "page-message";
}
