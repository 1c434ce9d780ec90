/** Issue, renewal and end of the card's certificates. Source: 公的個人認証法 3条, 6条, 9条, 10条; 22条 and following for 利用者証明用. */
import { dateJst } from '../../world/index.ts';
import { endOfDayJst } from '../authority/validity.ts';
import type { JpkiKind } from '../config.ts';
import type { CardRecord, CertificateRecord } from '../register/records.ts';
import { maySign } from './card-events.ts';
import type { DeskEvents } from './event-table.ts';
import type { DeskWork } from './work.ts';

/** A card on which the desk may put certificates. */
function cardAtDesk(work: DeskWork): CardRecord {
  const { status } = work.person;
  if (status !== 'resident' && status !== 'abroad') work.refuse('not-resident');
  const card = work.usableCard();
  if (card.continueBy !== undefined) work.refuse('card-not-continued');
  return card;
}

/** The one for authentication first: that for signing must not outlast it. */
const inOrder = (kinds: readonly JpkiKind[]): readonly JpkiKind[] =>
  (['auth', 'sign'] as const).filter((kind) => kinds.includes(kind));

const lastDayOf = ({ notAfter }: CertificateRecord): string => dateJst(notAfter);

/** The last day that a renewed certificate of this kind would have; the new one for authentication counts if there is one. */
function renewedLastDay(
  work: DeskWork,
  kind: JpkiKind,
  card: CardRecord,
  authEnd: string | undefined,
): string {
  return work.office.steps.lastDay(work.today, work.person.entry.birth, {
    cardEnd: card.lastDay,
    ...(kind === 'sign' && authEnd !== undefined && { authEnd }),
    renewal: true,
  });
}

export const certificateEvents: Pick<
  DeskEvents,
  'apply-certificates' | 'renew-certificates' | 'request-revocation' | 'report-compromise' | 'revoke'
> = {
  'apply-certificates'(work, { kinds }) {
    const card = cardAtDesk(work);
    if (kinds.some((kind) => work.living(kind, 'card'))) work.refuse('certificate-alive');
    if (kinds.includes('sign') && !maySign(work, card)) work.refuse('too-young');
    for (const kind of inOrder(kinds)) work.issue(kind, 'card');
    // A signing certificate that now outlasts the one for authentication is issued anew with it (assumed).
    const [sign, auth] = [work.living('sign', 'card'), work.living('auth', 'card')];
    if (sign && auth && sign.notAfter > auth.notAfter) work.issue('sign', 'card');
  },

  'renew-certificates'(work) {
    const { steps } = work.office;
    const card = cardAtDesk(work);
    const living = inOrder(['auth', 'sign'])
      .map((kind) => work.living(kind, 'card'))
      .filter((certificate) => certificate !== undefined);
    if (living.length === 0) work.refuse('nothing-to-renew');
    const due = living.filter((certificate) => steps.renewalOpens(lastDayOf(certificate)) <= work.today);
    if (due.length === 0) work.refuse('renewal-too-early');
    const dueAuth = due.find(({ kind }) => kind === 'auth');
    const livingAuth = living.find(({ kind }) => kind === 'auth');
    const authEnd = dueAuth
      ? renewedLastDay(work, 'auth', card, undefined)
      : livingAuth && lastDayOf(livingAuth);
    const longer = due.filter(
      (certificate) =>
        endOfDayJst(renewedLastDay(work, certificate.kind, card, authEnd)) > certificate.notAfter,
    );
    if (longer.length === 0) work.refuse('card-ends');
    for (const { kind } of longer) work.issue(kind, 'card', { renewal: true });
  },

  'request-revocation'(work, { kinds, carrier }) {
    const open = work.open(kinds, carrier);
    if (open.length === 0) work.refuse('nothing-to-revoke');
    work.end(open, 'requested');
  },

  'report-compromise'(work, { kinds, carrier }) {
    const open = work.open(kinds, carrier);
    if (open.length === 0) work.refuse('nothing-to-revoke');
    work.end(open, 'compromised');
  },

  // Revoking again keeps the first; a hold may become a revocation.
  revoke(work, { certificate: kind, carrier, reason }) {
    const newest = work.person.certificates.findLast((c) => c.kind === kind && c.carrier === carrier);
    if (newest === undefined) return work.refuse('nothing-to-revoke');
    const lost = work.office.steps.lossOf(newest, work.at);
    if (lost === undefined || (lost.reason === 'certificateHold' && reason !== 'certificateHold'))
      work.record(newest, reason);
  },
};
