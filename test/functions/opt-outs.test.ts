import { describe, expect, it } from "vitest";
import { create } from "#functions/schedule/opt-outs.ts";
import type { OptedOut } from "#lib/domain/consent/opt-out-list.ts";
import { safeFields } from "#lib/lambda/log-fields.ts";
import { aWorld, monday, phoneOf } from "#test/support/world.ts";

type Fields = Parameters<typeof safeFields>[0];

describe("the daily comparison of opt-outs", () => {
  it("answers with counts alone, and logs each disagreement by a digest", async () => {
    const world = await aWorld();
    await world.patient("maria");
    await world.says(phoneOf("maria"), "STOP");
    const theirs: OptedOut[] = [{ address: "+13125550177", since: monday }];
    const lines: [string, Fields][] = [];
    const line = (message: string, fields?: Fields) => void lines.push([message, fields]);
    const run = create({
      ...world.ports,
      log: { info: line, warn: line, error: line },
      optOuts: {
        async *all() {
          yield* theirs;
        },
        add: async (address) => void theirs.push({ address, since: world.clock.now() }),
        remove: async () => {},
      },
    });
    expect(await run()).toEqual({ compared: 2, disagreements: 2 });
    expect(lines.map(([message]) => message)).toEqual(["opt-outs.disagree", "opt-outs.disagree", "opt-outs"]);
    expect(JSON.stringify(lines)).not.toMatch(/\+1\d{10}/);
    // What the alarms count must be among what a line may hold.
    for (const [, fields] of lines) expect(safeFields(fields)).toEqual(fields);
    expect(await run()).toEqual({ compared: 2, disagreements: 0 });
  });
});
