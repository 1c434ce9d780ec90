/** J-LIS with one wrong decision each. The lives must notice every one of them. */
import { type JlisSteps, jlisSteps as law } from '../../simulator/jlis/index.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;

export const jlisMutants: Readonly<Record<string, Partial<JlisSteps>>> = {
  // How long certificates last.
  'every certificate lasts to the sixth birthday': {
    lastDay: (day, birth, limits) => law.lastDay(day, birth, { ...limits, renewal: true }),
  },
  'a signing certificate may outlast the one for authentication': {
    lastDay: (day, birth, { cardEnd, renewal = false }) => law.lastDay(day, birth, { cardEnd, renewal }),
  },
  'a certificate may outlast the card': {
    lastDay: (day, birth, limits) => law.lastDay(day, birth, { ...limits, cardEnd: '2999-12-31' }),
  },
  'renewal is possible at any time': { renewalOpens: () => '0000-00-00' },
  'a child gets a signing certificate': { mayHaveSigning: () => true },
  'a signing certificate comes with the eighteenth birthday': {
    mayHaveSigning: (day, birth) => law.mayHaveSigning(day, birth, { signAgeMin: 18 }),
  },

  // What ends them.
  'a change of name ends nothing': {
    realChanges: (before, after) => law.realChanges(before, after).filter((item) => item !== 'name'),
  },
  'a change of address ends nothing': {
    realChanges: (before, after) => law.realChanges(before, after).filter((item) => item !== 'address'),
  },
  'another reading of the name ends nothing': {
    realChanges: (before, after) => law.realChanges(before, after).filter((item) => item !== 'kana'),
  },
  'a change of the items ends the authentication certificate too': {
    endedByChange: (items) => (items.length > 0 ? ['sign', 'auth'] : []),
  },
  'a move ends no signing certificate': { endedByChange: () => [] },
  'the authentication certificate outlives the person': { endedWithEntry: ['sign'] },
  'a lost card still signs': { heldWithCard: ['auth'] },
  'the phone’s certificate outlives the card’s': { phoneEndsWith: () => [] },
  'either certificate of the card takes both of the phone with it': { phoneEndsWith: () => ['sign', 'auth'] },
  'the phone’s signing certificate is resumed': { mayResume: ({ carrier }) => carrier === 'phone' },
  'a new certificate leaves the old one alive': { endsFormer: false },
  'changes are recorded on the next day': {
    recordedAt: (now, knobs) => law.recordedAt(now, { ...knobs, revocationBatch: 'midnight' }),
  },
  'the last record alone counts, with its own date': { appended: (_, record) => [record] },
  'a held certificate counts': {
    lossOf(record, until) {
      const lost = law.lossOf(record, until);
      return lost?.reason === 'certificateHold' ? undefined : lost;
    },
  },
  'what is recorded is forgotten after a year': {
    lossOf(record, until) {
      const lost = law.lossOf(record, until);
      return lost && until.getTime() - lost.at.getTime() < YEAR_MS ? lost : undefined;
    },
  },
  'a card lasts 91 days after a move without being continued': { daysToContinue: 91 },
  'a card lasts 29 days after the planned leaving': { daysToArrive: 29 },

  // Consents, items, links.
  'a dead certificate signs a consent': { signerCounts: () => true },
  'a consent begins on its own day': {
    consentTerm: (day) => law.consentTerm(new Date(day.getTime() - DAY_MS)),
  },
  'a consent has no end': {
    consentState: (consent, at, stopped) =>
      law.consentState({ ...consent, to: new Date(8.64e15 - 1e6) }, at, stopped),
  },
  'a withdrawn consent goes on': {
    consentState: ({ from, to }, at, stopped) => law.consentState({ from, to }, at, stopped),
  },
  'an ended service goes on': { consentState: (consent, at) => law.consentState(consent, at, undefined) },
  'items are given while the known certificate lives': { isGroundToAsk: () => true },
  'the end of a certificate is no ground to ask': {
    isGroundToAsk: (known, at) => law.lossOf(known, at) !== undefined,
  },
  'items of the phone’s certificate for the card’s': {
    inForce: (certificates, known, at) =>
      certificates.findLast((c) => c.kind === 'sign' && law.signerCounts(c, at)) ??
      law.inForce(certificates, known, at),
  },
  'items of a dead certificate': {
    inForce: (certificates, { carrier }) =>
      certificates.findLast((c) => c.kind === 'sign' && c.carrier === carrier),
  },
  'all four items whatever was consented': {
    delivered: (items) => law.delivered(items, ['name', 'address', 'birth', 'gender']),
  },
  'a birthday whose parts are unknown is told as a day': {
    delivered(items, consented) {
      const { birth, ...rest } = law.delivered(items, consented);
      return birth === undefined
        ? rest
        : { ...rest, birth: birth.replace(/^\d(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') };
    },
  },
  'any number to any verifier': { kindsForLink: () => [] },
  'the number of a certificate that has ended': {
    linked: (certificates, { kind, carrier }) =>
      certificates.findLast((c) => c.kind === kind && c.carrier === carrier),
  },
  'no number of a revoked certificate': {
    linked: (certificates, { kind, carrier }, at) =>
      certificates.findLast((c) => c.kind === kind && c.carrier === carrier && law.signerCounts(c, at)),
  },
  'numbers are known for ever': { isRetained: () => true },
};
