/** Every file of vectors/ that is made: path and text. */
import { z } from 'zod';
import { CARDS, type CardName, cardFile } from './apdu/cards.ts';
import { apduFile } from './apdu/file.ts';
import { consents } from './consent/file.ts';
import { lists } from './crl/file.ts';
import { SCHEMAS } from './format.ts';
import { answers } from './ocsp/file.ts';
import { accreditedCertificates } from './x509/accredited.ts';
import { jpkiAuthentication } from './x509/jpki-authentication.ts';
import { jpkiRoots } from './x509/jpki-roots.ts';
import { jpkiSigning } from './x509/jpki-signing.ts';
import { ocspResponders } from './x509/ocsp-responders.ts';

const schemaText = (path: string, schema: z.ZodType): string =>
  `${JSON.stringify({ $id: path, ...z.toJSONSchema(schema) }, null, 2)}\n`;

const VECTORS: Readonly<Record<string, () => Record<string, unknown>>> = {
  'apdu/transcripts.json': apduFile,
  'crl/lists.json': lists,
  'ocsp/answers.json': answers,
  'consent/messages.json': consents,
  'x509/jpki-signing.json': jpkiSigning,
  'x509/jpki-authentication.json': jpkiAuthentication,
  'x509/jpki-roots.json': jpkiRoots,
  'x509/ocsp-responders.json': ocspResponders,
  'x509/accredited.json': accreditedCertificates,
};

/** The same call gives the same text. */
export function vectorFiles(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [path, schema] of Object.entries(SCHEMAS)) files[path] = schemaText(path.split('/')[1]!, schema);
  for (const [path, make] of Object.entries(VECTORS)) files[path] = `${JSON.stringify(make(), null, 1)}\n`;
  for (const name of Object.keys(CARDS) as CardName[]) files[`apdu/${name}`] = cardFile(name);
  return files;
}
