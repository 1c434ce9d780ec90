/** Relying parties with one defect each, in changes of address or name. */
import { contentBytes, Refusal } from '../../simulator/profile/index.ts';
import { bankSteps as reference } from '../../simulator/relying-party/index.ts';
import { TOLD_OF_CHANGES } from './bank-groups.ts';
import { because, type Mutant, mutant } from './define.ts';

/** A bank that never asks the CA whether the press still counts there. */
const taken: typeof reference.reportResult = async () => 'taken';

const withPurpose = (payload: Uint8Array, purpose: string): Uint8Array =>
  contentBytes({ ...(JSON.parse(Buffer.from(payload).toString('utf8')) as object), purpose });

/** Writes through, and shows nothing that is there already. */
function alone<T>(changes: Map<string, T>): Map<string, T> {
  const view = new Map<string, T>();
  view.set = (id, change) => {
    changes.set(id, change);
    return view;
  };
  return view;
}

const bank = (
  id: Mutant['id'],
  defect: string,
  replaced: Partial<typeof reference>,
  alsoFails: Mutant['alsoFails'] = {},
): Mutant => mutant(id, 'relying-party', defect, { bank: replaced }, alsoFails);

export const BANK_CHANGE_MUTANTS: readonly Mutant[] = [
  bank('mutant:bank-changes-before-the-press', 'The record changes as soon as the CA tells.', {
    openChange: async (ctx, customer, told) => {
      await reference.openChange(ctx, customer, told);
      reference.applyChange(ctx, customer, told);
    },
  }),
  bank(
    'mutant:bank-shuts-out-who-moves',
    'Whoever has a change that waits cannot log in.',
    {
      identify: (ctx, ...rest) => {
        const psid = reference.identify(ctx, ...rest);
        const waits = [...ctx.changes.values()].some((c) => c.psid === psid && c.state === 'pushed');
        if (waits) throw new Refusal('session-unknown');
        return psid;
      },
    },
    because('nobody comes to the change that waits', ...TOLD_OF_CHANGES),
  ),
  bank('mutant:bank-drops-the-press', 'A press is taken and does nothing.', { applyChange: () => {} }),
  bank('mutant:bank-sends-no-push', 'Customers hear of a change at the next log-in only.', {
    openChange: (ctx, customer, told) => {
      const { pushToken: _, ...mute } = customer;
      return reference.openChange(ctx, mute, told);
    },
  }),
  bank('mutant:bank-tells-the-address-in-the-push', 'The push holds the new address.', {
    pushFor: (customer, change) =>
      Object.assign({}, reference.pushFor(customer, change), { text: change.items.address }),
  }),
  bank('mutant:bank-tells-the-identifier-in-the-push', 'The push holds the identifier of the customer.', {
    pushFor: (customer, change) =>
      Object.assign({}, reference.pushFor(customer, change), { customer: customer.psid }),
  }),
  bank('mutant:bank-takes-no-for-yes', '"No" changes the record.', {
    decline: (ctx, customer, change) => {
      reference.applyChange(ctx, customer, change);
      reference.decline(ctx, customer, change);
    },
  }),
  bank('mutant:bank-takes-silence-for-yes', 'Who says nothing in time has agreed.', {
    expireChange: (ctx, change) => {
      const waited = change.state;
      reference.expireChange(ctx, change);
      if (change.state !== waited) reference.applyChange(ctx, ctx.customers.get(change.psid)!, change);
    },
  }),
  bank(
    'mutant:bank-waits-for-ever',
    'A press counts at any time.',
    {
      expireChange: () => {},
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-applies-every-press',
    'A press is applied as often as it comes.',
    {
      findChange: (...args) => {
        const found = reference.findChange(...args);
        if (found.change.state === 'applied') found.change.state = 'pushed';
        return found;
      },
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-lets-older-changes-overwrite',
    'An older change waits on beside a newer one.',
    {
      openChange: (ctx, customer, told) =>
        reference.openChange({ ...ctx, changes: alone(ctx.changes) }, customer, told),
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-takes-anybodys-press',
    'Any good certificate presses for any customer.',
    {
      findChange: (ctx, id) => {
        const [holder = ''] = ctx.customers.get(ctx.changes.get(id)?.psid ?? '')?.holders ?? [];
        return reference.findChange(ctx, id, holder);
      },
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-does-not-bind-the-press-to-the-data',
    'The data that a press names are not compared.',
    {
      checkPress: (content, change) =>
        reference.checkPress({ ...content, changeSet: change.changeSet }, change),
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-does-not-bind-the-press-to-the-change',
    'The change that a press names is not compared.',
    {
      checkPress: (content, change) => reference.checkPress({ ...content, case: change.id }, change),
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-ignores-the-purpose-of-a-press',
    'What was signed for anything is a press.',
    {
      readPress: (jws) =>
        reference.readPress({ ...jws, payload: withPurpose(jws.payload, 'change-confirmation') }),
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank('mutant:bank-takes-old-presses', 'A press counts however old it is.', { checkMessageAge: () => {} }),
  bank(
    'mutant:bank-does-not-verify-presses',
    'The signature of a press is not verified.',
    {
      checkMessageSignature: () => {},
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-does-not-look-who-presses',
    'A press counts under any certificate that once logged in.',
    {
      checkPressCertificate: async (_ctx, certificate) => reference.checkUsage(certificate, 'signature'),
      reportResult: taken,
    },
    because('the CA is not asked either, which would have caught it', 'TC-RP-053'),
  ),
  bank(
    'mutant:bank-does-not-ask-the-ca',
    'The CA is told when it can be, and its answer is not waited for.',
    {
      reportResult: taken,
    },
  ),
  bank('mutant:bank-takes-reports-again', 'A report counts for whatever the record has become.', {
    checkReport: (report, customer) => reference.checkReport({ ...report, onto: customer.version }, customer),
  }),
  bank('mutant:bank-forgets-what-was-reported', 'A report that is in the record is judged anew.', {
    isReported: () => false,
  }),
  bank(
    'mutant:bank-counts-reports-again',
    'A report that comes again makes a further version of the record.',
    {
      isReported(digest, customer) {
        const known = reference.isReported(digest, customer);
        if (known) customer.version += 1;
        return known;
      },
    },
  ),
  bank('mutant:bank-does-not-compare-reports', 'The digest of a report is not compared.', {
    checkReport: (report, customer) => {
      if (report.onto !== customer.version) reference.checkReport(report, customer);
    },
  }),
];
