/** What the CA tells a holder. */
import { CA_HOST, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';

/** In step `index` the phone hears, or does not, that what was issued in step `of` was revoked. */
export const toldOfEnd = (index: number, of: number, told: boolean): Expectation =>
  expectation(`in step ${index + 1} the holder is ${told ? '' : 'not '}told of a revocation`, (seen) => {
    const serial = issues(seen.step(of))[0]?.certificate?.serialHex;
    const [answer] = seen.step(index).http({ host: CA_HOST, path: /^\/notices$/ });
    const { notices } = (answer?.response ?? {}) as {
      notices?: readonly { kind?: unknown; serial?: unknown }[];
    };
    if (!answer || serial === undefined || !Array.isArray(notices))
      return [{ kind: 'fail', says: 'the CA gave no notices' }];
    const found = notices.some((n) => n.kind === 'certificate-revoked' && n.serial === serial);
    return found === told
      ? []
      : [
          {
            kind: 'fail',
            requirement: 'ESA-R6-12',
            says: told ? 'the holder is not told' : 'the holder is told of what did not happen',
            at: answer.n,
          },
        ];
  });
