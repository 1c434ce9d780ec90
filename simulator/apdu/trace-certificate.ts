/** The outline of an X.509 certificate for a trace: size, names, validity. No judgement; pki and the decoders judge. */
import { toHex } from './bytes.ts';
import { readTlv, readTlvSequence, type Tlv } from './tlv.ts';

const ATTRIBUTES: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040A': 'O',
  '55040B': 'OU',
};
const NAME_LENGTH_MAX = 300;

const decoder = new TextDecoder();

const inside = (object: Tlv): Tlv[] => readTlvSequence(object.value);
const textOf = (object: Tlv | undefined): string =>
  decoder.decode(object?.value ?? new Uint8Array(0)).replace(/\p{C}/gu, '·');

/** "C=JP, CN=…": RFC 5280 Name, in the order of the certificate. */
function nameText(name: Tlv): string {
  const attributes = inside(name).flatMap(inside);
  const text = attributes
    .map((attribute) => {
      const [type, value] = inside(attribute);
      const oid = toHex(type?.value ?? new Uint8Array(0));
      return `${ATTRIBUTES[oid] ?? oid}=${textOf(value)}`;
    })
    .join(', ');
  return text.length > NAME_LENGTH_MAX ? `${text.slice(0, NAME_LENGTH_MAX)}…` : text;
}

/**
 * Fields of the certificate that `bytes` begin with; what follows it is filler.
 *
 * @throws DecodeError while the certificate is not whole, or when it has no such outline
 */
export function certificateFields(bytes: Uint8Array): [string, string][] {
  const certificate = readTlv(bytes);
  const size = certificate.headerLength + certificate.value.length;
  const sizeField: [string, string] = ['size', `${size} bytes`];
  try {
    const parts = inside(readTlv(certificate.value));
    // RFC 5280, 4.1: [0] version, serialNumber, signature, issuer, validity, subject.
    const [, , issuer, validity, subject] = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
    return [
      sizeField,
      ['subject', nameText(subject!)],
      ['issuer', nameText(issuer!)],
      ['validity', inside(validity!).map(textOf).join(' to ')],
    ];
  } catch {
    return [sizeField, ['content', 'no certificate']];
  }
}
