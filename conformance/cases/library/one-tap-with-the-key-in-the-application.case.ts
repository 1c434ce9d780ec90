import { oneTap } from './one-tap-is-enough.ts';

export default oneTap(
  'TC-LIB-001',
  'key-in-application',
  { en: 'the key coming with the application (施行規則6条3号の2イ)', ja: '施行規則6条3号の2イ' },
  ['mutant:library-taps-twice', 'mutant:library-verifies-twice'],
);
