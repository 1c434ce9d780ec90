import { OLDER, OTHER_MUNICIPALITY, signCert } from '../../authorities.ts';
import { valid } from '../../vector.ts';
import { as, type X509 } from '../payload.ts';
import { good } from './base.ts';

export const goods: readonly X509[] = [
  valid('ordinary', 'A signing certificate of the newer generation.', 'Ordinary', as(good)),
  valid(
    'generation-before',
    'Issued by the generation before, which is still valid.',
    'Generation',
    as(
      signCert(
        {},
        {
          generation: OLDER,
          issuedAt: new Date('2022-05-09T01:00:00Z'),
          notAfter: new Date('2027-02-17T14:59:59Z'),
        },
      ),
    ),
  ),
  valid(
    'substitutes-in-the-name',
    'Two characters of the name are substitutes, and the flags say so.',
    'Substitutes',
    as(signCert({ name: '高﨑　花子'.replace('﨑', '崎'), nameFlags: '11000' })),
  ),
  valid(
    'substitutes-in-the-address',
    'One character of the address is a substitute, and the flags say so.',
    'Substitutes',
    as(signCert({ addressFlags: '00010000000000' })),
  ),
  valid(
    'name-in-latin-letters',
    'A name of one part in full-width Latin letters.',
    'EdgeOfLaw',
    as(signCert({ name: 'ＳＡＭＰＬＥ', nameFlags: '000000' })),
  ),
  valid(
    'name-of-one-character-each',
    'Family and given name of one character each.',
    'EdgeOfLaw',
    as(signCert({ name: '例　見', nameFlags: '000' })),
  ),
  valid(
    'longest-address',
    'An address of 200 characters.',
    'EdgeOfLaw',
    as(signCert({ address: `東京都見本市${'架空'.repeat(97)}`, addressFlags: '0'.repeat(200) })),
  ),
  valid('male', 'Gender 1.', 'Ordinary', as(signCert({ gender: '1' }))),
  valid(
    'birth-unknown-but-for-the-era',
    'Nothing of the birth is known but the era.',
    'EdgeOfLaw',
    as(signCert({ birth: '300000000' })),
  ),
  valid(
    'birth-of-an-unknown-day',
    'The day of the birth is not known.',
    'EdgeOfLaw',
    as(signCert({ birth: '319500300' })),
  ),
  valid(
    'last-day-of-meiji',
    'Born on 29 July 1912, the last day of 明治.',
    'EraDigit',
    as(signCert({ birth: '119120729' })),
  ),
  valid(
    'first-day-of-taisho',
    'Born on 30 July 1912, the first day of 大正.',
    'EraDigit',
    as(signCert({ birth: '219120730' })),
  ),
  valid(
    'first-day-of-showa',
    'Born on 25 December 1926, the first day of 昭和.',
    'EraDigit',
    as(signCert({ birth: '319261225' })),
  ),
  valid(
    'last-day-of-showa',
    'Born on 7 January 1989, the last day of 昭和.',
    'EraDigit',
    as(signCert({ birth: '319890107' })),
  ),
  valid(
    'first-day-of-heisei',
    'Born on 8 January 1989, the first day of 平成.',
    'EraDigit',
    as(signCert({ birth: '419890108' })),
  ),
  valid(
    'last-day-of-heisei',
    'Born on 30 April 2019, the last day of 平成; younger than practice issues, and lawful.',
    'EraDigit',
    as(signCert({ birth: '420190430' })),
  ),
  valid(
    'first-day-of-reiwa',
    'Born on 1 May 2019, the first day of 令和; younger than practice issues, and lawful.',
    'EraDigit',
    as(signCert({ birth: '520190501' })),
  ),
  valid(
    'born-on-29-february',
    'Born on a leap day; ends on 28 February of a common year.',
    'EdgeOfLaw',
    as(signCert({ birth: '319800229' }, { notAfter: new Date('2030-02-28T14:59:59Z') })),
  ),
  valid(
    'sixth-birthday',
    'Ends on the sixth birthday after its issue, as when renewed early.',
    'LastDay',
    as(signCert({}, { notAfter: new Date('2031-02-17T14:59:59Z') })),
  ),
  valid(
    'all-flags-set',
    'Every character is flagged as a substitute; nobody can know better.',
    'Substitutes',
    as(signCert({ nameFlags: '11111' })),
  ),
  valid(
    'another-municipality',
    'Issued by a ward of a designated city.',
    'Ordinary',
    as(
      signCert(
        { address: '神奈川県架空市仮名区１－２', addressFlags: '0'.repeat(13) },
        { municipality: OTHER_MUNICIPALITY },
      ),
    ),
  ),
];
