/**
 * A CA that errs, or somebody on the way: the certificate that comes back differs from the right one in one thing. What the
 * CA would have had to sign is signed with its key, so that nothing but the one thing is wrong.
 */
import { CA_HOST, createIssuingAuthority } from '../../simulator/ca/index.ts';
import {
  basicConstraints,
  buildCertificate,
  type Certificate,
  type CertificateFields,
  type Der,
  type Extension,
  keyUsage,
  name,
  OID,
  p256Signer,
  readCertificate,
  type Signer,
} from '../../simulator/pki/index.ts';
import type { World } from '../../simulator/world/index.ts';

/** Makes another certificate of the right one. */
export type Mistake = (own: Certificate, ca: Signer, world: World) => Der;

const DAY_MS = 86_400_000;

const extensionsOf = ({ extensions }: Certificate): readonly Extension[] =>
  [...extensions].map(([oid, { critical, value }]) => ({ oid, critical, value }));

/** The same certificate with these fields instead, signed anew. */
const again = (own: Certificate, signer: Signer, change: Partial<CertificateFields>): Der =>
  buildCertificate({
    serial: own.serial,
    issuer: own.issuer,
    subject: own.subject,
    notBefore: own.notBefore,
    notAfter: own.notAfter,
    spki: own.spki,
    extensions: extensionsOf(own),
    signer,
    ...change,
  });

const without = (own: Certificate, oid: string): readonly Extension[] =>
  extensionsOf(own).filter((extension) => extension.oid !== oid);

/** Each wrong in one thing. */
const MISTAKES = {
  'somebody else’s name': (own, ca) =>
    again(own, ca, {
      subject: name([
        ['C', 'JP'],
        ['serialNumber', '0000000000000000'],
        ['CN', '別人　一郎'],
      ]),
    }),
  'an issuer of the same name with another key': (own, _ca, world) =>
    again(own, p256Signer(world.keys.p256('attacker ca')), {}),
  'a term that is over': (own, ca, { clock }) =>
    again(own, ca, {
      notBefore: new Date(clock.now().getTime() - 2 * DAY_MS),
      notAfter: new Date(clock.now().getTime() - DAY_MS),
    }),
  'a term that has not begun': (own, ca, { clock }) =>
    again(own, ca, { notBefore: new Date(clock.now().getTime() + DAY_MS) }),
  'a bit of the signature turned': (own) => {
    const der = own.der.slice();
    der[der.length - 1]! ^= 1;
    return der;
  },
  'the powers of a CA': (own, ca) =>
    again(own, ca, { extensions: [...extensionsOf(own), basicConstraints(true)] }),
  'no leave to sign': (own, ca) =>
    again(own, ca, { extensions: [...without(own, OID.keyUsage), keyUsage('keyAgreement')] }),
  'leave to sign for good': (own, ca) =>
    again(own, ca, {
      extensions: [...without(own, OID.keyUsage), keyUsage('digitalSignature', 'nonRepudiation')],
    }),
  'no certificate': () => Uint8Array.of(0x30, 0x00),
  'another key': (own, ca, world) =>
    again(own, ca, { spki: p256Signer(world.keys.p256('attacker key')).spki }),
} as const satisfies Record<string, Mistake>;
export type MistakeName = keyof typeof MISTAKES;

/** Until the returned function is called, this member of what the CA answers holds the wrong certificate. */
export function erringCa(
  world: World,
  mistake: MistakeName,
  member: 'certificate' | 'attributeCertificate' | 'authenticationCertificate' = 'certificate',
): () => void {
  const { signer } = createIssuingAuthority(world.keys, world.founded);
  return world.network.tamper({
    host: CA_HOST,
    says: `the ${member} was replaced by one with ${mistake}`,
    response(answer) {
      const body = Buffer.from(answer.body).toString('utf8');
      if (!body.includes(`"${member}"`)) return answer;
      const message = JSON.parse(body) as Record<string, string>;
      const own = readCertificate(new Uint8Array(Buffer.from(message[member]!, 'base64')));
      const wrong = Buffer.from(MISTAKES[mistake](own, signer, world)).toString('base64');
      return { ...answer, body: Buffer.from(JSON.stringify({ ...message, [member]: wrong })) };
    },
  });
}
