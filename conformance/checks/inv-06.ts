import { findPrivateKey, type Message } from '../decode/index.ts';
import { attributeIssues, issues } from './ca.ts';
import { broken, invariant } from './invariant.ts';
import { messagesOf } from './messages.ts';
import type { Seen } from './seen.ts';

/** What the IUT answered to others, where it serves. */
const answersOf = ({ all }: Seen): readonly Message[] =>
  all.flatMap((o) =>
    o.kind === 'http' && o.to === 'iut' && o.response?.text !== undefined
      ? [{ where: `observation ${o.n}`, bytes: Buffer.from(o.response.text, 'utf8') }]
      : [],
  );

/** 施行規則6条3号. Keys on P-256, raw or encoded; what was cut in the place of a PIN is for the case about it. */
export const inv06 = invariant(
  'INV-06',
  'the private key of a certified key is in nothing that the implementation sends or answers',
  (seen, each) => {
    const messages = [...messagesOf(seen.all), ...answersOf(seen)];
    const certified = [...issues(seen), ...attributeIssues(seen)].flatMap(({ certificate }) =>
      certificate?.keyAlgorithm === 'EC-P-256' ? [certificate.spki] : [],
    );
    const distinct = new Map(certified.map((spki) => [Buffer.from(spki).toString('hex'), spki]));
    return each([...distinct.values()], (publicKeySpki) =>
      findPrivateKey({ messages, publicKeySpki }).map(({ where, encoding, offset }) =>
        broken(
          `the private key is in ${where} (${encoding}, at byte ${offset})`,
          Number(/\d+/.exec(where)![0]),
        ),
      ),
    );
  },
);
