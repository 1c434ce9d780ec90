/** The file of JPKI signing certificates on cards and phones. */
import type { Der } from '../../../simulator/pki/index.ts';
import { AT, jpkiAnchors, signCert } from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import { invalid, valid } from '../vector.ts';
import { NEED } from './need.ts';
import { as, type X509 } from './payload.ts';
import { good } from './signing/base.ts';
import { encodings } from './signing/encodings.ts';
import { goods } from './signing/good.ts';
import { issuers } from './signing/issuers.ts';
import { codes, flags, itemLists, texts } from './signing/items.ts';
import { keys } from './signing/keys.ts';
import { lists } from './signing/lists.ts';
import { purposes } from './signing/purposes.ts';
import { structures } from './signing/structures.ts';
import { subjects } from './signing/subjects.ts';
import { times } from './signing/times.ts';

const anchors = jpkiAnchors('sign').map(base64);
const ISSUER = 1;

const card = (comment: string, time: Date, tests: readonly X509[], issuer = ISSUER) => ({
  type: 'CertificateCheck',
  kind: 'jpki-sign-card',
  comment,
  time: timeText(time),
  anchors,
  issuer,
  need: NEED.signing,
  tests: testsOf(tests),
});

const END = new Date('2030-02-17T14:59:59Z');
const BEGIN = new Date('2025-10-27T04:12:33Z');
const second = (at: Date, by: number): Date => new Date(at.getTime() + by * 1000);
/** The same certificate, judged for one moment. */
const at = (id: string, comment: string, holds: boolean): readonly X509[] => [
  holds ? valid(id, comment, 'Time', as(good)) : invalid(id, comment, 'Time', 'path', [], as(good)),
];

const phone = (policy: Partial<{ carrier: 'card' | 'phone' }> = {}): Der =>
  signCert({}, { carrier: 'phone', serial: 0x10c0ffeen, ...policy }, 'holder phone');

export function jpkiSigning(): Record<string, unknown> {
  const older = new Set(['generation-before', 'outlives-its-ca']);
  const isOlder = ({ id }: X509): boolean => older.has(id);
  const all = [
    goods,
    encodings,
    structures,
    issuers,
    times,
    purposes,
    keys,
    subjects,
    lists,
    itemLists,
    texts,
    flags,
    codes,
  ];
  const [fromOlder, fromNewer] = [all.flat().filter(isOlder), all.flat().filter((one) => !isOlder(one))];
  return fileOf(
    'x509.schema.json',
    [
      'JPKI signing certificates (署名用電子証明書): organisation JPKI-MOCK TEST, invented people, keys that are public.',
      'A verifier has the anchors of the group, judges for its time, and asks for what stands in need.',
    ],
    [
      card('On a card, issued by the newer generation.', AT, fromNewer),
      card('On a card, issued by the generation before.', AT, fromOlder, 0),
      card('The last second of the last day.', END, at('last-second', 'Judged for the last second.', true)),
      card(
        'A second later.',
        second(END, 1),
        at('second-after-the-end', 'Judged for the second after the last.', false),
      ),
      card('The first second.', BEGIN, at('first-second', 'Judged for the first second.', true)),
      card(
        'A second earlier.',
        second(BEGIN, -1),
        at('second-before-the-beginning', 'Judged for the second before the first.', false),
      ),
      card(
        'When the generation that issued it has ended, though it has not.',
        new Date('2033-07-16T00:00:00Z'),
        [
          invalid(
            'root-ended',
            'The root of the generation has ended; so has the certificate.',
            'Generation',
            'path',
            [],
            as(good),
          ),
        ],
      ),
      {
        type: 'CertificateCheck',
        kind: 'jpki-sign-phone',
        comment: 'On a phone.',
        time: timeText(AT),
        anchors,
        issuer: ISSUER,
        need: NEED.phone,
        tests: testsOf([
          valid('phone', 'A signing certificate on a phone.', 'Ordinary', as(phone())),
          invalid(
            'phone-with-policy-of-a-card',
            'A certificate of a card where one of a phone is asked for.',
            'WrongKind',
            'purpose',
            ['jpki/identifier-has-its-form', 'jpki/policy-is-that-of-its-kind'],
            as(phone({ carrier: 'card' })),
          ),
        ]),
      },
    ],
  );
}
