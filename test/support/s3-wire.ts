/** A request to S3 as it left. */
export type Stored = { path: string; headers: Record<string, string>; body: Buffer };
export type S3Answer = { status: number; code?: string } | { throws: Error };

/** Client settings with an S3 that is not there: it keeps what it is sent and answers in turn, the last one for ever. */
export function s3Wire(...answers: S3Answer[]) {
  const requests: Stored[] = [];
  let turn = 0;
  const handle = async (request: { path: string; headers: Record<string, string>; body: Buffer }) => {
    const { path, headers, body } = request;
    requests.push({ path, headers, body });
    const answer = answers[Math.min(turn++, answers.length - 1)] ?? { status: 200 };
    if ("throws" in answer) throw answer.throws;
    const { status, code } = answer;
    const xml = code ? `<Error><Code>${code}</Code><Message>Maria at ${path}</Message></Error>` : "";
    return {
      response: {
        statusCode: status,
        headers: { "content-type": "application/xml" },
        body: new TextEncoder().encode(xml),
      },
    };
  };
  const config = {
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    requestHandler: { handle, updateHttpClientConfig() {}, httpHandlerConfigs: () => ({}), destroy() {} },
  };
  return { config: config as never, requests };
}
