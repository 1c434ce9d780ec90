/** What the CA tells a holder. */
import { CA_HOST, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';

/** In step `index` the phone hears a notice of this kind about what was issued in step `of`, or does not. */
export const hearsNotice = (index: number, of: number, kind: string, told = true): Expectation =>
  expectation(`in step ${index + 1} the holder is ${told ? '' : 'not '}told: ${kind}`, (seen) => {
    const serial = issues(seen.step(of))[0]?.certificate?.serialHex;
    const [answer] = seen.step(index).http({ host: CA_HOST, path: /^\/notices$/ });
    const { notices } = (answer?.response ?? {}) as {
      notices?: readonly { kind?: unknown; serial?: unknown }[];
    };
    if (!answer || serial === undefined || !Array.isArray(notices))
      return [{ kind: 'fail', says: 'the CA gave no notices' }];
    return notices.some((n) => n.kind === kind && n.serial === serial) === told
      ? []
      : [
          {
            kind: 'fail',
            says: told ? `no notice ${kind} came` : `a notice ${kind} came, and nothing of the kind happened`,
            at: answer.n,
          },
        ];
  });

/** In step `index` the phone hears, or does not, that what was issued in step `of` was revoked. */
export const toldOfEnd = (index: number, of: number, told: boolean): Expectation =>
  hearsNotice(index, of, 'certificate-revoked', told);
