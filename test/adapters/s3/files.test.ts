import { describe, expect, it } from "vitest";
import { s3Client, s3Files } from "#lib/adapters/s3/files.ts";
import { describeFiles } from "../files.contract.ts";

type Asked = {
  method: string;
  hostname: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
};

/** A bucket behind the SDK's own wire: its REST protocol goes through whole. */
function bucket() {
  const kept = new Map<string, Buffer>();
  const requests: Asked[] = [];
  const answer = ({ method, path, body }: Asked): { statusCode: number; body: Buffer } => {
    const there = kept.get(path);
    if (method === "PUT" && there) return { statusCode: 412, body: errorOf("PreconditionFailed") };
    if (method === "PUT") kept.set(path, Buffer.from(body ?? ""));
    if (method === "GET" && !there) return { statusCode: 404, body: errorOf("NoSuchKey") };
    return { statusCode: 200, body: there ?? Buffer.alloc(0) };
  };
  const requestHandler = {
    handle: async (request: Asked) => {
      requests.push(request);
      const { statusCode, body } = answer(request);
      return { response: { statusCode, headers: {}, body: new Blob([new Uint8Array(body)]).stream() } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" };
  const client = s3Client({ region: "us-east-1", credentials, requestHandler: requestHandler as never });
  return { requests, files: s3Files(client, "bucket-of-files") };
}

const errorOf = (code: string): Buffer => Buffer.from(`<Error><Code>${code}</Code></Error>`);

const { files } = bucket();
describeFiles("S3", () => files);

describe("a picture in S3", () => {
  it("lies under its id, as an attachment of no type, and is written once", async () => {
    const { files: own, requests } = bucket();
    await own.put("fil_a_1", Buffer.from("bytes"));
    expect(requests[0]).toMatchObject({
      method: "PUT",
      hostname: "bucket-of-files.s3.us-east-1.amazonaws.com",
      path: "/files/fil_a_1",
    });
    expect(requests[0]?.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment",
      "if-none-match": "*",
    });
    await expect(own.put("fil_a_1", Buffer.from("other"))).rejects.toThrow();
    expect((await own.get("fil_a_1"))?.toString()).toBe("bytes");
  });
});
