import { oneTapWithConsent } from './one-tap-with-consent.ts';

export default oneTapWithConsent('TC-LIB-009', 'code-after-signature', '一回限りの符号の方式', [
  'mutant:library-taps-again-for-the-consent',
  'mutant:library-taps-for-the-code',
]);
