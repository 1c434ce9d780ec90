/** Builds one CRL of so many entries in a process of its own, several times; prints seconds and the peak of memory. */

import { AUTHORITY_NAME } from '../../simulator/jlis/status/testing/memory-source.ts';
import {
  authorityKeyIdentifier,
  buildCrl,
  type CrlEntry,
  cRLNumber,
  keyIdOf,
} from '../../simulator/pki/index.ts';
import { crlEntry, crlSigner, THIS_UPDATE } from './crl-entry.ts';

const [count = 0, rounds = 1] = process.argv.slice(2).map(Number);

function* entries(): Generator<CrlEntry> {
  for (let n = 0; n < count; n++) yield crlEntry(n);
}

const seconds: number[] = [];
for (let round = 0; round < rounds; round++) {
  const start = performance.now();
  buildCrl({
    issuer: AUTHORITY_NAME,
    thisUpdate: THIS_UPDATE,
    nextUpdate: new Date(THIS_UPDATE.getTime() + 172_800_000),
    entries: entries(),
    extensions: [authorityKeyIdentifier({ keyId: keyIdOf(crlSigner.spki) }), cRLNumber(1n)],
    signer: crlSigner,
  });
  seconds.push((performance.now() - start) / 1000);
}
console.log(JSON.stringify({ seconds, mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
