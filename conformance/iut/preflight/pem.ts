/** Certificates and keys of the configuration: are they there, in time, and of a kind. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SetupFault } from '../setup-fault.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The text of a file, or what is wrong with it. */
export function readText(field: string, file: string, folder: string): string | SetupFault {
  try {
    return readFileSync(resolve(folder, file), 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${code})`;
    return { field, found, mend: 'Paths count from the folder of the configuration.' };
  }
}

export const isFault = <T>(value: T | SetupFault): value is SetupFault =>
  typeof value === 'object' && value !== null && 'mend' in value;

/** Every certificate of a PEM text. */
export function certificatesIn(field: string, pem: string): readonly X509Certificate[] | SetupFault {
  const blocks = pem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0)
    return {
      field,
      found: 'holds no certificate in PEM',
      mend: 'Write it with: openssl x509 -inform DER -in FILE -out FILE.pem',
    };
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return { field, found: 'holds a certificate that cannot be read', mend: 'Export it again.' };
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Not yet, or not any more, at `now`. */
export function outOfTime(
  field: string,
  { validFromDate, validToDate }: X509Certificate,
  now: Date,
): SetupFault[] {
  if (now < validFromDate)
    return [
      {
        field,
        found: `the certificate is not valid before ${dayOf(validFromDate)}, and now is ${dayOf(now)}`,
        mend: 'Set the clock, or issue the certificate again.',
      },
    ];
  if (now > validToDate)
    return [
      {
        field,
        found: `the certificate expired on ${dayOf(validToDate)}, and now is ${dayOf(now)}`,
        mend: 'Issue it again.',
      },
    ];
  return [];
}

/** The key is none, or belongs to another certificate. */
export function keyFaults(
  field: string,
  key: string,
  certificate: X509Certificate | undefined,
): SetupFault[] {
  let parsed: ReturnType<typeof createPrivateKey>;
  try {
    parsed = createPrivateKey(key);
  } catch {
    return [
      {
        field,
        found: key.includes('ENCRYPTED') ? 'the private key is encrypted' : 'holds no private key in PEM',
        mend: 'Write it with: openssl pkey -in FILE -out FILE.key',
      },
    ];
  }
  return certificate?.checkPrivateKey(parsed) === false
    ? [
        {
          field,
          found: 'the private key does not belong to the certificate',
          mend: 'Take both from one issue: compare openssl x509 -pubkey with openssl pkey -pubout.',
        },
      ]
    : [];
}
