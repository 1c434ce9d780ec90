import { CRL_KINDS } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CrlRule, openProfile } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/organisation-says-that-it-is-a-test',
  says: 'The organisation in the name of the CA says that it is a test.',
  source: openProfile('nothing issued here can be mistaken for what a real authority issues'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { issuer } }) => {
    const [organisation] = valuesOf(issuer, 'O');
    return organisation?.includes('TEST') ? undefined : `the organisation is "${organisation ?? ''}"`;
  },
};

export default rule;
