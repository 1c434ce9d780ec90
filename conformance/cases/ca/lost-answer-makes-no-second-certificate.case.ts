import { oneCertificate } from '../../checks/ca-http.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { applied, askStatus } from './holding.ts';

type Applied = Awaited<ReturnType<typeof applied>>;

export default testCase({
  id: 'TC-CA-050',
  role: 'ca',
  requirements: ['OP-SAME-ANSWER'],
  purpose:
    'When the answer with the certificate is lost on the way, the same message again gets that certificate and no other.',
  purposeJa:
    '電子証明書を載せた応答が途中で失われても、同じメッセージの再送に同じ電子証明書が返り、二枚目は発行されない。',
  procedure: [
    step('The person applies, and the answer is lost', async (rig) => {
      const own = await applied(rig);
      rig.notes.set('applied', own);
      rig.society.faults.set('ca', [{ type: 'lost', next: 1 }]);
      await own.handIn();
      rig.society.faults.set('ca', []);
    }),
    step('The phone sends the same again, twice', async (rig) => {
      const { handIn } = rig.notes.get('applied') as Applied;
      await handIn();
      rig.notes.set('answer', (await handIn()).body);
    }),
    step('It accepts, and anybody asks for the status', async (rig) => {
      const { begun, scalar } = rig.notes.get('applied') as Applied;
      const issued = rig.notes.get('answer') as { certificate?: string } | undefined;
      must(typeof issued?.certificate === 'string');
      const certificate = new Uint8Array(Buffer.from(issued.certificate, 'base64'));
      const phone = {
        ...begun,
        scalar,
        certificate,
        issued: issued as never,
        application: begun.offer.application,
      };
      await rig.holders.accept(phone);
      await askStatus(rig, phone);
    }),
  ],
  expectedResult: [oneCertificate(2, 1), statusIs(2, 'good')],
  provenBy: { fail: ['mutant:ca-issues-again'] },
});
