import { contentIn } from '../../checks/card-dialogue.ts';
import { certifiedKey } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { inApplication, part, wholeFile } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

const rows = [
  { id: 'TC-CARD-109', aid: AID.TEXT, fid: TEXT.CV_CERTIFICATE, of: '券面事項入力補助AP' },
  { id: 'TC-CARD-110', aid: AID.SURFACE, fid: SURFACE.CV_CERTIFICATE, of: '券面事項確認AP' },
] as const;

const LENGTH = 568;

/** One row for each application with a card-verifiable certificate. */
export default rows.map(({ id, aid, fid, of }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CV-CERTIFICATE'],
    purpose: `The card-verifiable certificate of the ${of} is free to read: 568 bytes, two key ids, an RSA key and a signature.`,
    purposeJa: `${of}のCV証明書は照合なしで読め、568バイトで、二つの鍵ID・RSA公開鍵・署名からなる。`,
    ...inApplication(
      aid,
      wholeFile('Read the certificate', fid),
      (index) =>
        expectation('568 bytes with a key', (seen) => {
          const file = contentIn(seen, index);
          if (file.length < LENGTH)
            return [
              {
                kind: 'fail',
                says: 'the certificate is too short',
                expected: '568',
                actual: String(file.length),
              },
            ];
          return certifiedKey(file)
            ? []
            : [{ kind: 'fail', says: 'there is no 7F21 with an RSA key behind two key ids' }];
        }),
      part('What is not free', ['00B08100 03', '6982']),
    ),
    provenBy: { fail: ['mutant:card-cuts-its-cv-certificates'] },
  }),
);
