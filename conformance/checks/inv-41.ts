import { bytesOf, CA_HOST, handedIn } from './ca.ts';
import { recordEntries, recordParts, type SeenEntry, sha256Hex } from './ca-record.ts';
import { endedNumbers } from './ca-status.ts';
import { broken, invariant } from './invariant.ts';

const text = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** RFC 9110: 422 is a judgement of what was handed in. Others speak of the message, the moment, or of J-LIS. */
const JUDGED_NO = 422;

/**
 * 施行規則12条1項1号 (application, yes or no, who decided, why not, certificate) and 2号 (revocation). Judged where the examining
 * body was shown the record; what is on record and was not seen outside is no matter of this rule.
 */
export const inv41 = invariant(
  'INV-41',
  'each decision on an application, each certificate and each revocation that was seen has its entry, with its ground and who answers for it',
  (seen, each) => {
    const at = recordParts(seen).at(-1)?.n;
    if (at === undefined) return [];
    const entries = Map.groupBy(recordEntries(seen), ({ action }) => action);
    const has = (action: string, fits: (entry: SeenEntry) => boolean): boolean =>
      (entries.get(action) ?? []).some((entry) => fits(entry) && text(entry.decider));

    const judged = handedIn(seen).filter(
      ({ n, status = 0, tampered }) =>
        n < at && tampered === undefined && (status === 200 || status === 201 || status === JUDGED_NO),
    );
    const decisions = each(judged, ({ n, status, request, problem }) => {
      const digest = sha256Hex(bytesOf(String((request as { cms?: unknown } | undefined)?.cms)));
      const no = status === JUDGED_NO;
      const entered = has(
        'application.decide',
        ({ decision, inputs, why }) =>
          inputs?.signed === digest && decision === (no ? 'no' : 'yes') && (!no || why === problem),
      );
      return entered
        ? []
        : [broken(`the decision on an application is not on record: ${no ? 'no' : 'yes'}`, n)];
    });

    const out = seen
      .http({ host: CA_HOST })
      .filter(({ n, tampered }) => n < at && tampered === undefined)
      .flatMap(({ n, response }) => {
        const { certificate, attributeCertificate } = (response ?? {}) as Readonly<Record<string, unknown>>;
        return [certificate, attributeCertificate].flatMap((der) =>
          typeof der === 'string' ? [{ n, der }] : [],
        );
      });
    const certificates = each(out, ({ n, der }) =>
      has('certificate.issue', ({ inputs }) => inputs?.certificate === sha256Hex(bytesOf(der)))
        ? []
        : [broken('a certificate is not on record', n)],
    );

    const ends = each(
      endedNumbers(seen).filter(({ n }) => n < at),
      ({ n, serial }) =>
        has(
          'certificate.revoke',
          ({ object, why, askedAt }) => object === serial && text(why) && text(askedAt),
        )
          ? []
          : [broken('the end of a certificate is not on record', n, { actual: serial })],
    );
    return [...decisions, ...certificates, ...ends];
  },
);
