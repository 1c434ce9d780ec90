/** What is asked of every certificate that comes (M10), and what only the steps of one way ask. */
import { type Certificate, type Der, readCertificate, verifyIssuedBy } from '../pki/index.ts';
import type { DeviceKey, Enrolment } from './application.ts';
import { Stop } from './stop.ts';

export const unacceptable = (says: string, cause?: unknown): Stop =>
  new Stop('certificate-unacceptable', says, cause);

export function readIssued(certificate: Der): Certificate {
  try {
    return readCertificate(certificate);
  } catch (cause) {
    throw unacceptable('the CA sent something that is no certificate', cause);
  }
}

/** Nothing is taken from names: the signature holds under the key of an anchor. */
function isOfAcceptedCa({ deps }: Enrolment, certificate: Certificate): void {
  const anchor = deps.caAnchors.map(readCertificate).find((ca) => verifyIssuedBy(certificate, ca));
  if (!anchor) throw unacceptable('no accepted CA issued it');
}

function isForThisKey(_: Enrolment, { spki }: Certificate, key: DeviceKey): void {
  if (Buffer.compare(spki, key.spki) !== 0) throw unacceptable('it certifies another key');
}

function hasBegun({ deps }: Enrolment, { notBefore }: Certificate): void {
  if (deps.now() < notBefore) throw unacceptable('it is not valid yet');
}

function isNotOver({ deps }: Enrolment, { notAfter }: Certificate): void {
  if (deps.now() > notAfter) throw unacceptable('it is no longer valid');
}

/** RFC 5280, 4.2.1.9. */
function isOfAPerson(_: Enrolment, { isCa }: Certificate): void {
  if (isCa) throw unacceptable('it is that of a CA');
}

/** RFC 5280, 4.2.1.3. */
function maySign(_: Enrolment, { keyUsage }: Certificate): void {
  if (!keyUsage.has('digitalSignature')) throw unacceptable('its key may not sign');
}

export const issueChecks = { isOfAcceptedCa, isForThisKey, hasBegun, isNotOver, isOfAPerson, maySign };
export type IssueChecks = { [Name in keyof typeof issueChecks]: (typeof issueChecks)[Name] };

/** All of them; `checks` may hold more than these. */
export function checkIssue(
  checks: IssueChecks,
  enrolment: Enrolment,
  certificate: Certificate,
  key: DeviceKey,
): void {
  for (const name of Object.keys(issueChecks) as (keyof IssueChecks)[])
    checks[name](enrolment, certificate, key);
}
