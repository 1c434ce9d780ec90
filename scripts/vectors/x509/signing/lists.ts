/** Signing certificates that point to other lists. */
import { cRLDistributionPoints, directoryName, OID, seq, uri } from '../../../../simulator/pki/index.ts';
import { MUNICIPALITY, OTHER_MUNICIPALITY } from '../../authorities.ts';
import { withCritical, withExtension } from '../../parts.ts';
import { acceptable } from '../../vector.ts';
import type { X509 } from '../payload.ts';
import { pointOf, re } from './base.ts';

export const lists: readonly X509[] = [
  acceptable(
    'list-of-another-municipality',
    'The distribution point is that of another municipality than the subject names.',
    'Profile',
    ['jpki/list-is-that-of-the-municipality'],
    re((p) =>
      withExtension(
        p,
        cRLDistributionPoints([
          directoryName(pointOf(OTHER_MUNICIPALITY.prefecture, `${OTHER_MUNICIPALITY.city} CRLDP`)),
        ]),
      ),
    ),
  ),
  acceptable(
    'list-with-another-unit',
    'The distribution point has another fixed unit.',
    'Profile',
    ['jpki/list-of-a-municipality-has-its-parts'],
    re((p) =>
      withExtension(
        p,
        cRLDistributionPoints([
          directoryName(pointOf(MUNICIPALITY.prefecture, `${MUNICIPALITY.city} CRLDP`, 'CRL')),
        ]),
      ),
    ),
  ),
  acceptable(
    'list-at-an-address',
    'The distribution point is an address instead of a directory name.',
    'Profile',
    ['jpki/list-is-named-by-one-directory-name'],
    re((p) => withExtension(p, cRLDistributionPoints([uri('http://crl-sign.jlis.test/full.crl')]))),
  ),
  acceptable(
    'two-lists',
    'Two distribution points.',
    'Profile',
    ['jpki/list-is-named-by-one-directory-name'],
    re((p) =>
      withExtension(
        p,
        cRLDistributionPoints(
          [directoryName(pointOf(MUNICIPALITY.prefecture, `${MUNICIPALITY.city} CRLDP`))],
          [uri('http://crl-sign.jlis.test/full.crl')],
        ),
      ),
    ),
  ),
  acceptable(
    'list-without-a-name',
    'The distribution point names nothing.',
    'Structure',
    ['certificate/distribution-point-names-a-list'],
    re((p) => withExtension(p, { oid: OID.cRLDistributionPoints, critical: false, value: seq(seq()) })),
  ),
  acceptable(
    'lists-critical',
    'The distribution points are critical.',
    'Critical',
    ['certificate/distribution-points-are-not-critical'],
    re((p) => withCritical(p, OID.cRLDistributionPoints, true)),
    'path',
  ),
];
