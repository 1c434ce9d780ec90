import { issuedIn } from '../../checks/ca.ts';
import { refusesEach } from '../../checks/ca-late.ts';
import { step, testCase } from '../define.ts';
import { OTHER_MEDIA_TYPES, postAsJson, postAsOthers } from '../media-types.ts';
import { applied } from './holding.ts';

export default testCase({
  id: 'TC-CA-119',
  role: 'ca',
  requirements: ['OP-MEDIA-TYPE'],
  purpose:
    'A signed application that comes as another media type than JSON is refused unread, and taken when it comes as JSON.',
  purposeJa: 'JSON 以外のメディアタイプで届いた申込みは読まずに拒み、JSON として届けば受け付ける。',
  procedure: [
    step('The signed application comes as text, as a form, as XML', async (rig) => {
      const own = await applied(rig);
      rig.notes.set('applied', own);
      const { path, cms } = own;
      await postAsOthers(rig, `${rig.ca}${path}/signed`, { cms });
    }),
    step('It comes as JSON', async (rig) => {
      await postAsJson(rig);
      const { begun, handIn } = rig.notes.get('applied') as Awaited<ReturnType<typeof applied>>;
      // The same once more gets the same code, which then opens the certificate.
      if (begun.offer.route === 'code-after-signature') await handIn();
    }),
  ],
  expectedResult: [refusesEach(0, OTHER_MEDIA_TYPES.length, 415, 'media-type-unsupported'), issuedIn(1)],
  provenBy: { fail: ['mutant:ca-takes-any-media-type'] },
});
