/**
 * Set-up of every test file: each certificate, list and OCSP answer that an authority of the simulator issues during a test
 * is linted after it, and the test fails on any finding. Exempt: files marked with `defectsOnPurpose`.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, afterEach } from 'vitest';
import {
  CERTIFICATE_KINDS,
  CRL_KINDS,
  type LintResult,
  lintCertificate,
  lintCrl,
  lintOcsp,
  lintText,
  OCSP_KINDS,
  undisputed,
} from '../conformance/lint/index.ts';
import { ISSUED_CHANNEL, type Issued } from '../simulator/pki/index.ts';
import { fileBegins, testEnds, whyDefective } from './defects-on-purpose.ts';

fileBegins();

/** Not linted yet. The same thing again is the same object or the same bytes, and looked at once in a test. */
const waiting: Issued[] = [];
const listen = (message: unknown): void => {
  if (whyDefective() === undefined) waiting.push(message as Issued);
};
subscribe(ISSUED_CHANNEL, listen);
afterAll(() => {
  unsubscribe(ISSUED_CHANNEL, listen);
});

const kindOf = <K extends string>(kinds: readonly K[], profile: string): K => {
  const kind = kinds.find((one) => one === profile);
  if (kind === undefined) throw new Error(`an authority issued "${profile}", which the linter does not know`);
  return kind;
};

function lint({ what, profile, der, issuer }: Issued): LintResult {
  if (what === 'certificate') return lintCertificate(kindOf(CERTIFICATE_KINDS, profile), der, issuer);
  if (what === 'crl') return lintCrl(kindOf(CRL_KINDS, profile), der, issuer);
  return lintOcsp(kindOf(OCSP_KINDS, profile), der, issuer);
}

/** What one test issued, each thing once. */
function take(): Issued[] {
  const things = new Map(
    waiting
      .splice(0)
      .map((thing) => [
        Buffer.from(thing.der.buffer, thing.der.byteOffset, thing.der.length).toString('latin1'),
        thing,
      ]),
  );
  return [...things.values()];
}

/** More findings than these tell nobody more. */
const SHOWN_MAX = 5;

afterEach(() => {
  testEnds();
  const wrong = take()
    .map(lint)
    .map(undisputed)
    .filter(({ findings }) => findings.length > 0);
  if (wrong.length === 0) return;
  const shown = wrong.slice(0, SHOWN_MAX).map(lintText).join('\n');
  throw new Error(`${wrong.length} things that an authority issued break rules:\n${shown}`);
});
