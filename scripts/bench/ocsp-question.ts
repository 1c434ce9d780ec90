/** What is asked in the benchmarks of OCSP. */
import { memorySource } from '../../simulator/jlis/status/testing/memory-source.ts';
import { buildOcspRequest, certId, type Der } from '../../simulator/pki/index.ts';
import { virtualClock } from '../../simulator/world/index.ts';

export const BENCH_SERIAL = 0x1000_0001n;

const clock = virtualClock();
const issuer = memorySource(clock).generationsAt(clock.now()).at(-1)!;

/** The CA of the question, with its key. */
export const benchIssuer = issuer;

/** With a nonce every answer is signed for itself; without, it may be the same for all. */
export const question = (nonce?: Uint8Array): Der =>
  buildOcspRequest({
    certIds: [certId(issuer.certificate, BENCH_SERIAL, 'sha1')],
    ...(nonce && { nonce }),
  });
