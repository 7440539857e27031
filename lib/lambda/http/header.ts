import type { APIGatewayProxyEvent } from "aws-lambda";

/** A request header, whatever its case: API Gateway hands on what the client wrote. */
export function header({ headers }: Pick<APIGatewayProxyEvent, "headers">, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === wanted);
  return found?.[1];
}
