/** Signing certificates out of their time. */
import { generalizedTime } from '../../../../simulator/pki/index.ts';
import { AT, OLDER, signCert } from '../../authorities.ts';
import { acceptable, invalid } from '../../vector.ts';
import { as, type X509 } from '../payload.ts';
import { fields } from './base.ts';

const day = (text: string): Date => new Date(text);

/** Time, for {@link AT}. */
export const times: readonly X509[] = [
  invalid(
    'expired',
    'Ended the day before.',
    'Time',
    'path',
    [],
    as(signCert({}, { issuedAt: day('2023-08-01T02:00:00Z'), notAfter: day('2026-03-30T14:59:59Z') })),
  ),
  invalid(
    'not-yet-valid',
    'Begins a second later.',
    'Time',
    'path',
    [],
    as(signCert({}, { issuedAt: new Date(AT.getTime() + 1000) })),
  ),
  invalid(
    'ends-before-it-begins',
    'The end lies before the beginning.',
    'Time',
    'path',
    ['certificate/ends-after-it-begins'],
    as(signCert({}, { issuedAt: day('2025-10-27T04:12:33Z'), notAfter: day('2025-10-26T14:59:59Z') })),
  ),
  acceptable(
    'generalized-times',
    'Both times are GeneralizedTime before 2050.',
    'Structure',
    ['certificate/times-have-the-type-of-their-year'],
    fields({
      notBefore: generalizedTime(day('2025-10-27T04:12:33Z')),
      notAfter: generalizedTime(day('2030-02-17T14:59:59Z')),
    }),
  ),
  acceptable(
    'outlives-its-ca',
    'Ends after the generation that issued it.',
    'Time',
    ['certificate/lives-within-the-life-of-its-ca'],
    as(signCert({}, { generation: OLDER, notAfter: day('2030-02-17T14:59:59Z') })),
  ),
  acceptable(
    'ends-with-a-day-in-utc',
    'Ends at 23:59:59 UTC: somebody forgot Japan.',
    'LastDay',
    ['jpki/ends-with-a-day-in-japan'],
    as(signCert({}, { notAfter: day('2030-02-16T23:59:59Z') })),
  ),
  acceptable(
    'ends-at-noon',
    'Ends in the middle of a day.',
    'LastDay',
    ['jpki/ends-with-a-day-in-japan'],
    as(signCert({}, { notAfter: day('2030-02-17T03:00:00Z') })),
  ),
  acceptable(
    'a-day-beyond-the-sixth-birthday',
    'Ends on the day after the sixth birthday.',
    'LastDay',
    ['jpki/signing-ends-by-the-sixth-birthday'],
    as(signCert({}, { notAfter: day('2031-02-18T14:59:59Z') })),
  ),
];
