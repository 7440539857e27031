import { spawn } from "node:child_process";

export type Command = { line: number; command: string; expected: string[] };

/** Commands and their expected output in the ```console run blocks of a Markdown text. `…` stands for anything. */
export function commandsIn(markdown: string): Command[] {
  const found: Command[] = [];
  let inside = false;
  for (const [i, text] of markdown.split("\n").entries()) {
    if (text.startsWith("```")) inside = text.trim() === "```console run";
    else if (inside && text.startsWith("$ "))
      found.push({ line: i + 1, command: text.slice(2), expected: [] });
    else if (inside) found.at(-1)?.expected.push(text);
  }
  return found;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const patternOf = (expected: string[]): RegExp =>
  new RegExp(`^${literally(expected.join("\n")).replaceAll("…", "[\\s\\S]*")}$`);

/** One shell for all commands, as a reader has it: variables last from block to block. */
export function shell(): { run(command: string): Promise<string>; end(): void } {
  const bash = spawn("bash", ["--noprofile", "--norc"], { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let heard = (): void => undefined;
  for (const stream of [bash.stdout, bash.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      heard();
    });
  const marker = "--end-of-command--";
  return {
    run: (command) =>
      new Promise((resolve) => {
        output = "";
        heard = () => {
          const end = output.indexOf(marker);
          if (end >= 0) resolve(output.slice(0, end).replace(/\n$/, ""));
        };
        bash.stdin.write(`${command}\nprintf '\\n%s' '${marker}'\n`);
      }),
    end: () => bash.kill(),
  };
}
