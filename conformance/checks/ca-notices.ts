/** What the CA tells a holder. */
import { issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, failedIn } from './instead.ts';

const NOTICES = /^\/notices$/;

/** In step `index` the phone hears a notice of this kind about what was issued in step `of`, or does not. */
export const hearsNotice = (index: number, of: number, kind: string, told = true): Expectation =>
  expectation(`in step ${index + 1} the holder is ${told ? '' : 'not '}told: ${kind}`, (seen) => {
    const serial = issues(seen.step(of))[0]?.certificate?.serialHex;
    const [answer] = seen.step(index).http({ host: CA_HOST, path: NOTICES });
    const { notices } = (answer?.response ?? {}) as {
      notices?: readonly { kind?: unknown; serial?: unknown }[];
    };
    if (!answer || !Array.isArray(notices))
      return [failedIn(seen, index, 'the CA gave no notices', { path: NOTICES })];
    if (serial === undefined)
      return [failedIn(seen, of, `no certificate came out in step ${of + 1}, about which a notice could be`)];
    return notices.some((n) => n.kind === kind && n.serial === serial) === told
      ? []
      : [
          {
            kind: 'fail',
            says: told ? `no notice ${kind} came` : `a notice ${kind} came, and nothing of the kind happened`,
            expected: `${told ? '' : 'no '}${kind} about ${serial}`,
            actual:
              notices.map((n) => `${String(n.kind)} about ${String(n.serial)}`).join(', ') ||
              'no notice at all',
            at: answer.n,
          },
        ];
  });

/** In step `index` the phone hears, or does not, that what was issued in step `of` was revoked. */
export const toldOfEnd = (index: number, of: number, told: boolean): Expectation =>
  hearsNotice(index, of, 'certificate-revoked', told);
