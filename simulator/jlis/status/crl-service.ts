/** The lists over HTTP. Certificates name them by directory names alone, so the addresses are ours. */
import { nameText } from '../../pki/index.ts';
import {
  type CrlIndex,
  createService,
  crlIndex,
  jsonResponse,
  operation,
  profileTime,
  Refusal,
} from '../../profile/index.ts';
import type { Handler } from '../../world/index.ts';
import { type CrlScopeName, createCrlPublisher } from './crl-publisher.ts';
import { cacheableResponse, type MayAsk } from './http.ts';
import type { StatusKnobs } from './knobs.ts';
import type { Generation, StatusSource } from './source.ts';

const TYPE = 'application/pkix-crl';
const ANSWERS = {
  200: { says: 'CertificateList, DER', type: TYPE },
  304: { says: 'If-None-Match names the list there is.' },
};

/** `full.crl`, `arl.crl`, or five digits of a municipality and `.crl`. */
function scopeNamed(file: string): CrlScopeName {
  const name = /^([a-z]+|\d{5})\.crl$/.exec(file)?.[1];
  if (name === 'full' || name === 'arl') return name;
  if (name === undefined || !/^\d/.test(name)) throw new Refusal('not-found');
  return { municipality: name };
}

export interface CrlServiceOptions {
  readonly title: string;
  /** Default: anybody. Whoever may not gets the problem `verifier-unknown`. */
  readonly mayAsk?: MayAsk;
}

export function crlHandler(
  source: StatusSource,
  knobs: StatusKnobs,
  { title, mayAsk = () => true }: CrlServiceOptions,
): Handler {
  const publisher = createCrlPublisher(source, knobs);

  function listResponse(generation: Generation | undefined, scope: CrlScopeName, headers: Headers): Response {
    if (!mayAsk(headers)) throw new Refusal('verifier-unknown');
    const list = generation && publisher.list(generation, scope);
    if (list === undefined) throw new Refusal('not-found');
    return cacheableResponse(TYPE, list, source.clock.now(), headers);
  }

  const generationNamed = (folder: string): Generation | undefined =>
    publisher.generations().find(({ number }) => folder === `gen${number}`);

  let municipalities: CrlIndex['municipalities'] | undefined;

  function index(): CrlIndex {
    municipalities ??= source.municipalities.map(({ code, pointName }) => ({
      code,
      point: nameText(pointName),
    }));
    const newListsAt = publisher.newListsAt();
    return {
      kind: source.kind,
      newListsAt: newListsAt ? profileTime(newListsAt) : null,
      generations: publisher.generations().map(({ number, keyId }) => ({
        generation: number,
        keyId: Buffer.from(keyId).toString('hex').toUpperCase(),
        full: `/gen${number}/full.crl`,
        arl: `/gen${number}/arl.crl`,
        municipality: `/gen${number}/{code}.crl`,
      })),
      municipalities,
    };
  }

  return createService(title, [
    operation({
      method: 'GET',
      path: '/',
      summary: 'Which lists there are, and where.',
      answers: { 200: { says: 'Generations and municipalities.', schema: crlIndex } },
      handle: () => jsonResponse(index()),
    }),
    operation({
      method: 'GET',
      path: '/full.crl',
      summary: 'The complete list of the generation that issues now.',
      answers: ANSWERS,
      problems: ['verifier-unknown'],
      handle: ({ headers }) => listResponse(publisher.generations().at(-1), 'full', headers),
    }),
    operation({
      method: 'GET',
      path: '/{generation}/{list}',
      summary:
        'A list of one generation, such as gen3: full.crl (complete), 13101.crl (of one municipality), arl.crl (of CA certificates).',
      answers: ANSWERS,
      problems: ['not-found', 'verifier-unknown'],
      handle: ({ path, headers }) =>
        listResponse(generationNamed(path.generation!), scopeNamed(path.list!), headers),
    }),
  ]);
}
