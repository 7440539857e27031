import { PutObjectCommand, S3Client, type S3ClientConfig, S3ServiceException } from "@aws-sdk/client-s3";
import { type SendResult, UnknownEnd } from "#lib/ports.ts";
import { endOf, type Service, sendOnce } from "../aws/send-once.ts";
import type { HandOver, MadeLetter } from "./send.ts";

/** The only client this channel may be given. */
export const letterClient = (config: S3ClientConfig = {}): S3Client => new S3Client(sendOnce(config));

/** One key for one letter: whoever empties the bucket finds each once. */
export const letterKey = ({ outreachId, attempt }: Pick<MadeLetter, "outreachId" | "attempt">): string =>
  `letters/${outreachId}/${attempt}.pdf`;

/** Into the customer's bucket, encrypted under its key. `If-None-Match: *` keeps a letter that is there: it is this one. */
export const letterBucket =
  (client: S3Client, bucket: string): HandOver =>
  (letter) => {
    const { outreachId, attempt, reference, pages, format, pdf } = letter;
    const accepted: SendResult = { outcome: "accepted", providerId: reference };
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: letterKey(letter),
      IfNoneMatch: "*",
      Body: pdf,
      ContentType: "application/pdf",
      Metadata: { outreach: outreachId, attempt: String(attempt), reference, pages: String(pages), format },
    });
    const kept = client.send(put).catch((error: Error) => {
      if (error.name === "PreconditionFailed") return;
      // Another delivery writes this very letter just now: whether that ends well is not known.
      if (error.name === "ConditionalRequestConflict") throw new UnknownEnd("letter", error.name);
      throw error;
    });
    return endOf(service, kept, () => accepted);
  };

const service: Service<S3ServiceException> = {
  channel: "letter",
  answer: S3ServiceException,
  causes: new Map(),
};
