/** What OCSP and the lists tell in a life, read and judged with the readers of the judge. */
import fc from 'fast-check';
import { crlTick, JLIS_HOSTS, type JpkiKind, ocspTick } from '../../simulator/jlis/index.ts';
import { buildOcspRequest, certId } from '../../simulator/pki/index.ts';
import { type Certificate, decodeCertificate, decodeCrl, judgeOcsp } from '../decode/index.ts';
import { command, type LivesCommand } from './lives-command.ts';
import type { LivesCoverage } from './lives-coverage.ts';
import { who } from './lives-events.ts';
import { demand } from './lives-invariants.ts';
import { type Issued, lossAt } from './lives-life.ts';
import type { Real } from './lives-world.ts';

const DAY_MS = 86_400_000;

const decoded = new WeakMap<Uint8Array, Certificate>();
function read(der: Uint8Array): Certificate {
  const certificate = decoded.get(der) ?? decodeCertificate(der);
  decoded.set(der, certificate);
  return certificate;
}

/** The newest anchor that had begun when the certificate was issued. */
function issuerOf({ jlis }: Real, kind: JpkiKind, { from }: Issued): Certificate {
  const begun = jlis.anchors[kind].map(read).filter(({ notBefore }) => notBefore <= from);
  return begun.at(-1)!;
}

async function fetched(real: Real, url: string, body?: Uint8Array): Promise<Response> {
  return real.world.network.fetchAs('rig')(url, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/ocsp-request' }, body }),
  });
}

async function askOcsp(
  real: Real,
  one: Issued,
  kind: JpkiKind,
  what: string,
  coverage: LivesCoverage,
): Promise<void> {
  const now = real.clock.now();
  const issuer = issuerOf(real, kind, one);
  if (issuer.notAfter < now) return; // nobody speaks for a key that has ended
  const host = kind === 'sign' ? JLIS_HOSTS.ocspSign : JLIS_HOSTS.ocspAuth;
  const request = buildOcspRequest({ certIds: [certId(issuer.der, one.serial, 'sha256')] });
  const response = new Uint8Array(await (await fetched(real, `http://${host}/`, request)).arrayBuffer());
  const verdict = judgeOcsp({ response, issuer: issuer.der, serialHex: one.serial.toString(16), at: now });
  demand(verdict.ok, `${what}: ${JSON.stringify(verdict)}`);
  const { at: tick, until } = ocspTick(now, real.jlis.knobs);
  const loss = lossAt(one, until);
  const lawful = one.end < tick ? 'unknown' : loss ? 'revoked' : 'good';
  coverage.count('status', verdict.status === 'revoked' ? `revoked ${verdict.reason}` : verdict.status);
  demand(verdict.status === lawful, `${what}: OCSP says ${verdict.status}, by law ${lawful}`);
  if (verdict.status !== 'revoked') return;
  const { revokedAt, reason } = verdict;
  demand(revokedAt!.getTime() === wholeSecond(loss!.at), `${what}: revoked ${revokedAt!.toISOString()}`);
  demand((reason === 'certificateHold') === loss!.held, `${what}: ${reason}`);
  demand(revokedAt! < tick, `${what}: told by ${tick.toISOString()}, recorded ${revokedAt!.toISOString()}`);
}

const wholeSecond = (at: Date): number => Math.floor(at.getTime() / 1000) * 1000;

async function askList(
  real: Real,
  one: Issued,
  kind: JpkiKind,
  what: string,
  coverage: LivesCoverage,
): Promise<void> {
  const now = real.clock.now();
  const { generation } = real.jlis.certificate(kind, one.serial)!;
  const host = kind === 'sign' ? JLIS_HOSTS.crlSign : JLIS_HOSTS.crlAuth;
  const response = await fetched(real, `http://${host}/gen${generation}/full.crl`);
  if (!response.ok) return; // a key that has ended has no list any more
  const { entries } = decodeCrl(new Uint8Array(await response.arrayBuffer()));
  const listed = entries.some(({ serialHex }) => BigInt(`0x${serialHex}`) === one.serial);
  const { at: tick, until } = crlTick(now, real.jlis.knobs);
  const lawful = lossAt(one, until) !== undefined && one.end.getTime() >= tick.getTime() - DAY_MS;
  coverage.count('list', listed ? 'listed' : 'not listed');
  demand(listed === lawful, `${what}: ${listed ? 'on' : 'not on'} the list of ${tick.toISOString()}`);
  // Record, then OCSP, then list: what a list tells, OCSP has told before.
  const told = lossAt(one, ocspTick(now, real.jlis.knobs).until);
  demand(
    !listed || told !== undefined || one.place === 'phone auth',
    `${what}: on the list and not told by OCSP`,
  );
}

export const askingStatus = (person: number, index: number, coverage: LivesCoverage): LivesCommand => {
  const what = `status of certificate ${index} (${person})`;
  return command(what, async (model, real) => {
    const one = model.lives[person]!.issued.at(index);
    if (!one) return;
    const kind = one.place.endsWith('sign') ? 'sign' : 'auth';
    await askOcsp(real, one, kind, what, coverage);
    await askList(real, one, kind, what, coverage);
  });
};

export const statusQueries = (coverage: LivesCoverage): fc.Arbitrary<LivesCommand> =>
  fc
    .tuple(who, fc.integer({ min: -6, max: 6 }))
    .map(([person, index]) => askingStatus(person, index, coverage));
