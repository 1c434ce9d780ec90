import { oneTapWithConsent } from './one-tap-with-consent.ts';

export default oneTapWithConsent('TC-LIB-008', 'key-in-application', '鍵が申込みとともに来る方式', [
  'mutant:library-taps-again-for-the-consent',
]);
