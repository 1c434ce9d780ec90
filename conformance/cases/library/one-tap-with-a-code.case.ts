import { oneTap } from './one-tap-is-enough.ts';

export default oneTap(
  'TC-LIB-002',
  'code-after-signature',
  {
    en: 'the one-time code being handed over in the same session (施行規則6条3号の2ロ)',
    ja: '施行規則6条3号の2ロ',
  },
  ['mutant:library-taps-for-the-code'],
);
