import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import type { Files } from "#lib/ports.ts";

export const s3Client = (config: S3ClientConfig = {}): S3Client =>
  new S3Client({ requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000 }, ...config });

const keyOf = (id: string): string => `files/${id}`;

/**
 * Amazon S3. The bucket encrypts and versions (infra/constructs/patient-files.ts). An object is an attachment of no
 * known type to whoever opens it by its address: what it is, its record says.
 */
export const s3Files = (client: S3Client, bucket: string): Files => ({
  async put(id, bytes) {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: keyOf(id),
      Body: bytes,
      ContentType: "application/octet-stream",
      ContentDisposition: "attachment",
      // An id is used once: nothing is ever written over.
      IfNoneMatch: "*",
    });
    await client.send(command);
  },
  async get(id) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(id) }));
      return Body && Buffer.from(await Body.transformToByteArray());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
});
