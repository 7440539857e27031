import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { type AddressInfo, createServer as tcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, guardedPost, isInner } from "#lib/adapters/letter/guarded-post.ts";

it.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["169.254.169.254", true],
  ["172.31.0.1", true],
  ["192.168.1.1", true],
  ["100.64.0.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["fd00::1", true],
  ["fe80::1", true],
  ["93.184.216.34", false],
  ["172.32.0.1", false],
  ["2606:2800:220:1::1", false],
])("%s is an inner address: %s", (address, expected) => {
  expect(isInner(address)).toBe(expected);
});

const post = (url: string, connection?: Connection) =>
  guardedPost(new URL(url), "{}", { "content-type": "application/json" }, connection);

it.each([
  ["http://example.com/", "not_https"],
  ["https://127.0.0.1/", "EINNER"],
  ["https://[::1]/", "EINNER"],
  ["https://2130706433/", "EINNER"],
  ["https://localhost/", "EINNER"],
])("nothing goes to %s", async (url, code) => {
  expect(await post(url)).toEqual({ left: false, code });
});

/** As if the name were that of this machine, and this machine of the open internet. */
const here = (port: number): Connection => ({
  port,
  lookup: (_, options, done) =>
    options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
});

it("has sent nothing where the other side hung up before it said who it is", async () => {
  const server = tcp((socket) => socket.destroy()).listen(0);
  const { port } = server.address() as AddressInfo;
  expect(await post("https://print.example.com/", here(port))).toMatchObject({ left: false });
  server.close();
});

describe("over TLS", () => {
  const folder = mkdtempSync(join(tmpdir(), "followthrough-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  let server: Server;
  let connection: Connection;
  let got = "";

  beforeAll(async () => {
    const name = ["-subj", "/CN=print.example.com", "-addext", "subjectAltName=DNS:print.example.com"];
    const ask = [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
    ];
    execFileSync("openssl", [...ask, "-keyout", key, "-out", cert, ...name], { stdio: "ignore" });
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
      if (request.url === "/gone") return void request.socket.destroy();
      request.on("data", (chunk) => {
        got += chunk;
      });
      request.on("end", () => {
        response.writeHead(request.url === "/moved" ? 302 : 202, { location: "https://127.0.0.1/" }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    connection = { ...here((server.address() as AddressInfo).port), ca: readFileSync(cert, "utf8") };
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("the body arrives, once, and a redirect is not followed", async () => {
    expect(await post("https://print.example.com/letters", connection)).toEqual({ status: 202 });
    expect(got).toBe("{}");
    expect(await post("https://print.example.com/moved", connection)).toEqual({ status: 302 });
  });

  it("it may have left where the line broke after that", async () => {
    expect(await post("https://print.example.com/gone", connection)).toMatchObject({ left: true });
  });

  it("nothing leaves to one whose certificate is another's or nobody's", async () => {
    expect(await post("https://other.example.com/", connection)).toMatchObject({ left: false });
    const { ca: _, ...stranger } = connection;
    expect(await post("https://print.example.com/", stranger)).toMatchObject({ left: false });
  });
});
