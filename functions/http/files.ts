import { fileRoutes } from "#lib/domain/api/file-routes.ts";
import { wired } from "#lib/lambda/env.ts";
import { byOf, one } from "#lib/lambda/http/answers.ts";
import { type HttpHandler, httpStack } from "#lib/lambda/http/stack.ts";
import { type CorePorts, corePorts } from "#lib/lambda/wiring/core.ts";
import { filesPort } from "#lib/lambda/wiring/files.ts";
import type { Ports } from "#lib/ports.ts";
import { readFile } from "#lib/usecases/forms/read-file.ts";

/** What patients sent as pictures, for the staff. Beside the API, so that no other operation can open a picture. */
export const create = (ports: CorePorts & Pick<Ports, "files">): HttpHandler =>
  httpStack(ports, fileRoutes, {
    readFile: async (own, call) => {
      const by = { ...byOf(call), reason: call.query.reason };
      const { bytes, ...file } = await readFile(own, call.params.fileId, by);
      const answer = one(file);
      return { ...answer, body: { ...answer.body, data: bytes.toString("base64") } };
    },
  });

const lambda = wired(() => create({ ...corePorts("files"), files: filesPort() }));

export const handler: HttpHandler = (event, context) => lambda()(event, context);
