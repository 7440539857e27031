import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { optOutsPort } from "#lib/lambda/wiring/opt-outs.ts";
import { type OptOutPorts, reconcileOptOuts } from "#lib/usecases/schedule/reconcile-opt-outs.ts";

/** Once a day: our opt-outs against the provider's. The log names each disagreement by a digest. */
export const create =
  (ports: OptOutPorts) => async (): Promise<{ compared: number; disagreements: number }> => {
    const { compared, disagreements } = await reconcileOptOuts(ports);
    return { compared, disagreements: disagreements.length };
  };

const live = wired(() => {
  const optOuts = optOutsPort();
  if (!optOuts) throw new Error("SMS_OPT_OUT_LIST names no opt-out list");
  return create({ ...corePorts("opt-outs"), optOuts });
});
export const handler = (): Promise<unknown> => live()();
