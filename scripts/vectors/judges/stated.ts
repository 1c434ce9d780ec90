/** The vectors as they stand in vectors/, read for the judges: whoever judges knows the files, not what made them. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  type ConsentFile,
  type CrlFile,
  consentFile,
  crlFile,
  type OcspFile,
  ocspFile,
  type Result,
  type X509File,
  x509File,
} from '../format.ts';

const root = new URL('../../../vectors/', import.meta.url);

type File = { readonly testGroups: readonly Group[] };
type Group = { readonly tests: readonly Test[] };
type Test = { readonly id: string; readonly result: Result };

/** A vector with the group it stands in. `name`: folder/file id, such as `crl/lists stale`. */
export type Stated<G extends Group> = {
  readonly name: string;
  readonly group: G;
  readonly test: G['tests'][number];
};

/** Reads the files of a folder; the schemas, which know every field, are applied to each. */
const read = <F extends File>(
  folder: string,
  schema: { parse: (value: unknown) => F },
): readonly Stated<F['testGroups'][number]>[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .flatMap((file) =>
      schema
        .parse(JSON.parse(readFileSync(new URL(`${folder}/${file}`, root), 'utf8')))
        .testGroups.flatMap((group) =>
          group.tests.map((test) => ({
            name: `${folder}/${file.replace('.json', '')} ${test.id}`,
            group,
            test,
          })),
        ),
    );

export type CertificateVector = Stated<X509File['testGroups'][number]>;
export type CrlVector = Stated<CrlFile['testGroups'][number]>;
export type OcspVector = Stated<OcspFile['testGroups'][number]>;
export type ConsentVector = Stated<ConsentFile['testGroups'][number]>;

export const certificateVectors = (): readonly CertificateVector[] => read('x509', x509File);
export const crlVectors = (): readonly CrlVector[] => read('crl', crlFile);
export const ocspVectors = (): readonly OcspVector[] => read('ocsp', ocspFile);
export const consentVectors = (): readonly ConsentVector[] => read('consent', consentFile);

export const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
