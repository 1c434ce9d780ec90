/** Tests that a test runs: what they issue is looked at by the set-up of all tests, and by nothing in them. */
import { expect, test } from 'vitest';
import { authority, content, HANAKO, rsaSpki } from '../../scripts/vectors/authorities.ts';
import { issued } from '../../simulator/pki/index.ts';
import { defectsOnPurposeInThisTest } from '../defects-on-purpose.ts';

const issue = (nameFlags: string): void => {
  const items = { ...HANAKO, nameFlags };
  expect(authority('sign').certificate(content({ items }), rsaSpki('holder sign')).length).toBeGreaterThan(0);
};

test('a good certificate', () => issue('00000'));
test('a certificate whose flags do not fit', () => issue('0000'));
test('the same, on purpose', () => {
  defectsOnPurposeInThisTest('shows that the mark counts');
  issue('0000');
});
test('a good certificate again', () => issue('00000'));
test('something that nobody knows', () => {
  issued({ what: 'certificate', profile: 'unheard-of', der: new Uint8Array([0x30, 0]) });
});
test('a list that is none', () => {
  issued({ what: 'crl', profile: 'jpki-full', der: new Uint8Array([0x30, 0]) });
});
