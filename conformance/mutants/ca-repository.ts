/** CAs with one defect each, in what stands in certificates and what the repository says of them. */
import { caSteps as reference } from '../../simulator/ca/index.ts';
import {
  basicConstraints,
  buildCertificate,
  name,
  nameAttribute,
  OID,
  p256Signer,
  readCertificate,
} from '../../simulator/pki/index.ts';
import { problemResponse } from '../../simulator/profile/index.ts';
import type { Handler } from '../../simulator/world/index.ts';
import { type Mutant, mutant } from './define.ts';

const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
const YEAR_MS = 365 * 86_400_000;

/** Another answer at one address of the CA. */
const instead =
  (path: RegExp, answer: () => Response) =>
  (service: Handler): Handler =>
  (request) =>
    request.method === 'GET' && path.test(new URL(request.url).pathname) ? answer() : service(request);

/** A certificate of an authority that issues nothing. */
function anotherCertificate(): Uint8Array<ArrayBuffer> {
  const signer = p256Signer(new Uint8Array(32).fill(9));
  const who = name([['CN', 'MOCK TEST another CA']]);
  const der = buildCertificate({
    serial: 1n,
    issuer: who,
    subject: who,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2099-01-01T00:00:00Z'),
    spki: signer.spki,
    extensions: [basicConstraints(true)],
    signer,
  });
  return new Uint8Array(der);
}

const withoutPart = (part: RegExp): Pick<typeof reference, 'mapHolder'> => ({
  mapHolder(facts, policy) {
    const mapped = reference.mapHolder(facts, policy);
    return { ...mapped, commonName: mapped.commonName.replace(part, '') };
  },
});

export const CA_REPOSITORY_MUTANTS: readonly Mutant[] = [
  // What is certified.
  mutant('mutant:ca-certifies-p-256-only', 'ca', 'Keys other than P-256 are refused against the policy.', {
    ca: { checkKey: (csr) => reference.checkKey(csr, ['p256']) },
  }),
  mutant(
    'mutant:ca-takes-the-name-from-the-request',
    'ca',
    'A name in the request stands in the certificate.',
    {
      ca: {
        certify(ctx, application, csr, ...rest) {
          const asked = nameAttribute(csr.subject, OID.commonName);
          const facts = asked && {
            ...application.facts!,
            name: asked,
            nameFlags: '0'.repeat([...asked].length),
          };
          return reference.certify(ctx, { ...application, ...(facts && { facts }) }, csr, ...rest);
        },
      },
    },
  ),
  mutant(
    'mutant:ca-copies-requested-extensions',
    'ca',
    'Whoever asks for extensions in the request gets to be a CA.',
    {
      ca: {
        certify(ctx, application, csr, ...rest) {
          const der = reference.certify(ctx, application, csr, ...rest);
          if (!csr.attributes.has(EXTENSION_REQUEST)) return der;
          const { extensions, ...read } = readCertificate(der);
          const own = [...extensions].map(([oid, { critical, value }]) => ({ oid, critical, value }));
          return buildCertificate({
            ...read,
            extensions: [...own, basicConstraints(true)],
            signer: ctx.authority.signer,
          });
        },
      },
    },
  ),
  mutant('mutant:ca-counts-its-certificates', 'ca', 'Certificates are numbered one after another.', () => {
    let count = 0;
    const SERIAL_BYTES = 15;
    return {
      ca: {
        certify(ctx, ...rest) {
          count += 1;
          const id = (length: number): string =>
            length === SERIAL_BYTES ? count.toString(16).padStart(length * 2, '0') : ctx.id(length);
          return reference.certify({ ...ctx, id }, ...rest);
        },
      },
    };
  }),
  mutant('mutant:ca-cuts-long-names', 'ca', 'A name is cut after 64 characters.', {
    ca: {
      mapHolder(facts, policy) {
        const mapped = reference.mapHolder(facts, policy);
        return { ...mapped, commonName: [...mapped.commonName].slice(0, 64).join('') };
      },
    },
  }),
  mutant('mutant:ca-drops-former-names', 'ca', 'A former name is left out.', {
    ca: withoutPart(/［[^］]*］/),
  }),
  mutant('mutant:ca-drops-aliases', 'ca', 'An alias is left out.', { ca: withoutPart(/（[^）]*）$/) }),
  mutant('mutant:ca-drops-the-marks', 'ca', 'Substitutes are certified without their marks.', {
    ca: { mapHolder: (facts, policy) => ({ commonName: reference.mapHolder(facts, policy).commonName }) },
  }),
  mutant(
    'mutant:ca-certifies-long-names-all-the-same',
    'ca',
    'Long names are certified against the policy.',
    {
      ca: { mapHolder: (facts, policy) => reference.mapHolder(facts, { ...policy, longNames: 'certify' }) },
    },
  ),
  mutant(
    'mutant:ca-certifies-substitutes-all-the-same',
    'ca',
    'Substitutes are certified against the policy.',
    {
      ca: { mapHolder: (facts, policy) => reference.mapHolder(facts, { ...policy, substitutes: 'mark' }) },
    },
  ),
  // What the repository says.
  mutant(
    'mutant:ca-numbers-lists-by-the-day',
    'ca',
    'The number of a list is the day on which it was made.',
    {
      ca: { numberOfList: (thisUpdate) => BigInt(Math.floor(thisUpdate.getTime() / 86_400_000)) },
    },
  ),
  mutant(
    'mutant:ca-makes-lists-at-revocations-only',
    'ca',
    'A list is made anew at a revocation and never else.',
    {
      ca: { isListDue: (_, made, count) => made.count !== count },
    },
  ),
  mutant('mutant:ca-forgets-old-revocations', 'ca', 'After a year a revocation leaves the list.', {
    ca: {
      listed: (ctx, thisUpdate) =>
        reference
          .listed(ctx, thisUpdate)
          .filter(({ revocationDate }) => thisUpdate.getTime() - revocationDate.getTime() < YEAR_MS),
    },
  }),
  mutant('mutant:ca-answers-ocsp-by-post-only', 'ca', 'OCSP by GET is refused.', {
    front: instead(/^\/ocsp\//, () => problemResponse('method-not-allowed')),
  }),
  mutant('mutant:ca-repeats-no-nonce', 'ca', 'The nonce of an OCSP question is not repeated.', {
    ca: {
      readStatusRequest: (bytes) => ({ ...reference.readStatusRequest(bytes), nonce: undefined }),
    },
  }),
  mutant(
    'mutant:ca-answers-the-first-question-only',
    'ca',
    'Of several certificates OCSP answers about the first.',
    {
      ca: {
        readStatusRequest(bytes) {
          const request = reference.readStatusRequest(bytes);
          return { ...request, certIds: request.certIds.slice(0, 1) };
        },
      },
    },
  ),
  mutant('mutant:ca-vouches-before-the-receipt', 'ca', 'OCSP says good of a certificate not accepted yet.', {
    ca: {
      statusOf(ctx, serial) {
        const hex = serial.toString(16).toUpperCase();
        const found = ctx.store.get('certificate', hex.length % 2 === 1 ? `0${hex}` : hex);
        return found?.state === 'pending' ? { status: 'good' } : reference.statusOf(ctx, serial);
      },
    },
  }),
  mutant('mutant:ca-publishes-another-certificate', 'ca', 'The repository gives another certificate.', {
    front: instead(
      /^\/repository\/ca\.cer$/,
      () => new Response(anotherCertificate(), { headers: { 'content-type': 'application/pkix-cert' } }),
    ),
  }),
  mutant('mutant:ca-publishes-no-practice-statement', 'ca', 'The practice statement is not published.', {
    front: instead(/^\/repository\/cps\.html$/, () => problemResponse('not-found')),
  }),
];
