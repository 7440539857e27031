import { describe, expect, it } from "vitest";
import { BadFlags, readFlags } from "../../bin/local/flags.ts";

describe("the flags of npm start", () => {
  it("has a port, real time and the sample clinic unless told", () => {
    expect(readFlags([])).toEqual({ port: 4400, empty: false });
  });

  it("takes all of them", () => {
    const args = "--port 0 --clock 2026-06-01T10:00:00-05:00 --data .data --empty --engine dynoxide".split(
      " ",
    );
    expect(readFlags(args)).toEqual({
      port: 0,
      clock: "2026-06-01T15:00:00.000Z",
      data: ".data",
      empty: true,
      engine: "dynoxide",
    });
    expect(readFlags(["--help"])).toBe("help");
  });

  it.each([
    [["--prot", "4400"], "--prot"],
    [["4400"], "4400"],
    [["--port", "http"], "--port takes"],
    [["--port", "65536"], "--port takes"],
    [["--clock", "tomorrow"], "--clock takes"],
    [["--clock", "2026-06-01"], "--clock takes"],
    [["--clock", "2026-02-30T10:00:00Z"], "--clock takes"],
    [["--engine", "postgres"], "--engine takes one of"],
    [["--data", "x", "--engine", "memory"], "--data keeps nothing"],
    [["--clock"], "--clock"],
  ])("refuses %j by name", (args, told) => {
    expect(() => readFlags(args)).toThrow(BadFlags);
    expect(() => readFlags(args)).toThrow(told);
  });
});
