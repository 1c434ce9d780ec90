/** The documents that an applicant agrees to. They say plainly that all of this is a test. */
import { sha256Hex, type Terms } from '../../profile/index.ts';

const document = (name: Terms['name'], text: string): Terms => ({
  name,
  version: '1',
  sha256: sha256Hex(text),
  text,
});

export const DOCUMENTS: readonly Terms[] = [
  document(
    'terms',
    'TEST TERMS. This certificate is issued by a simulator for tests and proves nothing about anybody.\n' +
      '試験用利用規約。この電子証明書は試験用シミュレータが発行するもので、何人の本人性も証明しません。',
  ),
  document(
    'explanation',
    'TEST EXPLANATION. Whoever makes a certification authority certify something untrue commits an offence under ' +
      'the Electronic Signatures Act; here, everything is invented.\n' +
      '試験用重要事項説明。電子署名法41条の罰則の説明に相当する文書です。ここでは全てが架空です。',
  ),
];
