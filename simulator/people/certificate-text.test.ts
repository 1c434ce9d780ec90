import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needs } from '../world/foreign-program.ts';
import { certificateText } from './certificate-text.ts';
import { isCertificateCharacter, jisX0208, jisX0212 } from './repertoire.ts';

const python = needs('python3', 'python3');

/** Python's own EUC-JP, with the code points it prefers turned into ours. Prints what it can write in two or three bytes. */
const ENCODABLE = `
import sys
alike = {0x2212: 0xFF0D, 0x301C: 0xFF5E, 0x2016: 0x2225, 0xA2: 0xFFE0, 0xA3: 0xFFE1, 0xAC: 0xFFE2}
found = set()
for c in range(0x80, 0x30000):
    if 0xD800 <= c < 0xE000 or 0xFF61 <= c < 0xFFA0: continue
    try: length = len(chr(c).encode('euc_jp'))
    except UnicodeEncodeError: continue
    if length > 1: found.add(alike.get(c, c))
print(*sorted(found))`;

describe('repertoire', () => {
  test('JIS X 0208 has 6,879 characters, JIS X 0212 6,067', () => {
    expect(jisX0208()).toHaveLength(6_879);
    expect(jisX0212()).toHaveLength(6_067);
    expect([...jisX0208(), ...jisX0212()].every((c) => c.length === 1)).toBe(true);
  });

  test.skipIf(python === undefined)('the same as Python knows', () => {
    const { stdout } = spawnSync(python!, ['-c', ENCODABLE], { encoding: 'utf8' });
    const theirs = new Set(
      stdout
        .trim()
        .split(' ')
        .map((c) => String.fromCodePoint(Number(c))),
    );
    const ours = new Set([...jisX0208(), ...jisX0212()]);
    const of = (a: Set<string>, b: Set<string>): string[] => [...a].filter((c) => !b.has(c));
    expect(of(ours, theirs)).toEqual([]);
    expect(of(theirs, ours)).toEqual([]);
  });

  test.each(['髙', '﨑', '①', 'Ⅲ', '㈱', 'ｱ', 'a', ' ', '𠮷', '', '見本'])('%s is outside', (c) =>
    expect(isCertificateCharacter(c)).toBe(false),
  );
});

describe('certificateText', () => {
  test.each([
    ['見本　花子', '見本　花子', '00000'],
    ['髙見　一﨑', '高見　一崎', '10001'],
    ['𠮷架空', '吉架空', '100'],
    ['邉邊齋', '邉邊齋', '000'], // variants that the repertoire has
    ['見邉\u{e0102}本', '見邉本', '010'], // variation selector
    ['\ufa19例', '神例', '10'], // compatibility ideograph
    ['か\u3099き\u309a', 'がき', '01'], // a sound mark that composes, one that does not
    ['ｶﾞｱ', 'ガア', '00'],
    ['Jose\u0301 1-2', 'Ｊｏｓé　１－２', '00000000'],
    ['Ｏ＇Ｘ−〜', 'Ｏ’Ｘ－～', '00000'],
    ['見本Ⅲ㈱', '見本ＩＩＩ（株）', '00111111'],
    ['\ue000本\ue002', 'ミ本モギ', '1011'], // no code point of its own: kana
    ['𩸽\uefff', 'ホッケ〓', '1111'],
    ['\ud800\u200b😀\u0301', '〓〓〓', '111'],
    ['', '', ''],
  ])('%s', (register, text, flags) => expect(certificateText(register)).toEqual({ text, flags }));

  const anyText = fc.string({ unit: 'binary', maxLength: 40 });
  const difficult = fc.string({
    unit: fc.constantFrom(
      ...'髙﨑𠮷邉邊見本例か　',
      '\u{e0100}',
      '\ufe00',
      '\u3099',
      '\ue000',
      'ﾞ',
      'Ⅲ',
      '\ud842',
    ),
    maxLength: 40,
  });

  test.each([
    ['any text', anyText],
    ['difficult text', difficult],
  ])('%s gives characters of the repertoire, a flag for each; a second time changes nothing', (_, texts) => {
    fc.assert(
      fc.property(texts, (register) => {
        const { text, flags } = certificateText(register);
        expect([...text].filter((c) => !isCertificateCharacter(c))).toEqual([]);
        expect(flags).toMatch(/^[01]*$/);
        expect(flags).toHaveLength([...text].length);
        expect(certificateText(text)).toEqual({ text, flags: '0'.repeat(flags.length) });
      }),
    );
  });

  test('characters without a flag are those of the register', () => {
    const known = fc.string({
      unit: fc.constantFrom(...jisX0208(), ...jisX0212(), '髙', '𠮷'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(known, (register) => {
        const { text, flags } = certificateText(register);
        const characters = [...text];
        for (const [at, original] of [...register].entries()) {
          const substituted = original === '髙' || original === '𠮷';
          expect(flags[at]).toBe(substituted ? '1' : '0');
          if (!substituted) expect(characters[at]).toBe(original);
        }
      }),
    );
  });
});
