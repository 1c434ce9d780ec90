/** An eavesdropper sends again, byte for byte, what a library sent. */
import { must, type Rig } from '../runner/rig.ts';

/** Sends the latest request whose path matches once more, as the attacker. */
export async function resend(rig: Rig, path: RegExp): Promise<void> {
  const earlier = rig.world.recorder.observations.findLast(
    (o) => o.kind === 'http' && o.method === 'POST' && path.test(new URL(o.url).pathname),
  );
  must(earlier?.kind === 'http' && earlier.request?.text !== undefined);
  const { url, request } = earlier as Extract<typeof earlier, { kind: 'http' }>;
  const headers = { 'content-type': request!.type };
  await rig.world.network
    .fetchAs('attacker')(url, { method: 'POST', headers, body: request!.text! })
    .catch(() => undefined); // on record already
}
