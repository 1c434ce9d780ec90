import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REQUIREMENTS } from '../conformance/requirements/index.ts';
import type { JudgedRun } from '../conformance/verdict/judged-run.ts';
import type { Seen } from '../simulator/world/index.ts';
import { reportHtml } from './html.ts';
import { renderReports } from './index.ts';
import {
  largeRun,
  runOf,
  sampleCase,
  sampleExpected,
  sampleRun,
  withTextEverywhere,
} from './testing/sample-run.ts';

const ids = (page: string): readonly string[] => [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
const links = (page: string): readonly string[] =>
  [...page.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href!);

/** The page of one case with these observations. */
const pageOf = (...seen: readonly Seen[]): string =>
  reportHtml(runOf([sampleCase({ id: 'TC-1', role: 'library', verdict: 'pass', seen })]));

/** Our own script and style hold what hostile text must not; they are looked at elsewhere. */
const withoutOurs = (page: string): string =>
  page.replace(/<style>.*?<\/style>/s, '').replace(/<script>.*?<\/script>\n<\/body>/s, '</body>');

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&lt;`;

function expectWholeLinks(page: string): void {
  const places = ids(page);
  expect(new Set(places).size).toBe(places.length);
  for (const href of links(page)) {
    expect(href.startsWith('#')).toBe(true);
    expect(places).toContain(href.slice(1));
  }
}

describe('from requirement to bytes', () => {
  const page = reportHtml(sampleRun());

  test('every link has its place, places are unique, nothing leaves the page', () => {
    expectWholeLinks(page);
    expect(page).not.toMatch(/\s(src|action|srcset|data)=|@import|url\(/);
  });

  test('every requirement stands in it, in both languages, with its cases or why there is none', () => {
    const plain = withoutOurs(page);
    for (const { id, saysJa, because } of REQUIREMENTS) {
      expect(plain).toContain(`id="req-${id}"`);
      expect(plain).toContain(saysJa);
      if (because !== undefined) expect(plain).toContain(because);
    }
    const row = /<tr class="req v-fail" id="req-OP-PIN-ONCE">.*?<\/tr>/s.exec(plain)![0];
    expect(row).toContain('href="#TC-LIB-003"');
    expect(plain).toContain('<tr class="req v-notApplicable" id="req-OP-RP-TRUST">');
  });

  test('a case is reached by its id, a finding leads to its observation', () => {
    expect(page).toContain('id="TC-LIB-003"');
    expect(page).toContain('<a href="#TC-LIB-003:9">#9</a>');
    expect(page).toMatch(/<li class="apdu" id="TC-LIB-003:9">.*?00200080/s);
  });

  test('what was expected to fail stands at the top and at its case, and what did not come true is marked', () => {
    const known = reportHtml(sampleRun({ expectedFailures: sampleExpected }));
    expectWholeLinks(known);
    expect(known).toMatch(
      /<section id="expected">.*?TC-LIB-003.*?The old SDK asks twice\..*?https:\/\/tracker\.test\/42/s,
    );
    expect(known).toMatch(
      /<span class="chip"><span lang="en">failed as expected<.*?<code>TC-LIB-003<\/code>/s,
    );
    expect(known).toContain('<span class="chip v-fail"><span lang="en">expected to fail, but passes');
    expect(page).not.toContain('id="expected"');
  });

  test('a finding at an observation that is not there is no link', () => {
    const findings = [{ kind: 'fail', says: 'gone', at: 7 }] as const;
    expectWholeLinks(reportHtml(runOf([sampleCase({ id: 'TC-1', role: 'ca', verdict: 'fail', findings })])));
  });

  test.each([
    [['pass', 'fail', 'pass'], 'fail'],
    [['pass', 'inconc', 'notApplicable'], 'inconc'],
    [['pass', 'none'], 'inconc'],
    [['fail', 'error'], 'error'],
    [['notApplicable', 'pass'], 'pass'],
    [['notApplicable'], 'notApplicable'],
  ] as const)('a requirement whose cases end with %j is marked %s', (verdicts, mark) => {
    const cases = verdicts.map((verdict, i) =>
      sampleCase({ id: `TC-${i}`, role: 'ca', verdict, requirements: ['OP-NAME'] }),
    );
    expect(reportHtml(runOf(cases))).toContain(`<tr class="req v-${mark}" id="req-OP-NAME">`);
  });

  test('all counts and the notice of independence', () => {
    for (const text of ['independent of Japan Communications Inc.', '日本通信株式会社', 'J-LIS'])
      expect(page).toContain(text);
    expect(page).toContain(
      'aria-label="pass 1, fail 1, inconclusive 2, error of the rig 1, not applicable 1"',
    );
  });

  test.each([
    [sampleRun()],
    [runOf(['TC-1', 'TC-2'].map((id) => sampleCase({ id, role: 'ca', verdict: 'pass' })))],
    [largeRun(100)],
  ])('the bar of each language is filled from end to end, its parts in a row (run %#)', (run) => {
    const bars = reportHtml(run).match(/<svg class="bar".*?<\/svg>/gs)!;
    expect(bars).toHaveLength(2);
    for (const bar of bars) {
      const rects = [...bar.matchAll(/x="(\d+)" y="0" width="(\d+)"/g)].map(
        ([, x, w]) => [+x!, +w!] as const,
      );
      expect(rects[0]![0]).toBe(0);
      expect(rects.at(-1)![0] + rects.at(-1)![1]).toBe(1000);
      for (const [i, [x, width]] of rects.entries()) {
        expect(width).toBeGreaterThan(0);
        expect(x + width).toBeLessThanOrEqual(rects[i + 1]?.[0] ?? 1000);
      }
    }
  });

  // On a narrow screen cells stand below one another, without the head of their table and without line breaks.
  test('what a narrow screen puts in one line keeps its spaces, and its cells say what they are about', () => {
    const shown = (markup: string): string =>
      markup
        .replaceAll(/<span lang="ja">.*?<\/span>/g, '')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/\s+/g, ' ');
    const promise = /<tr><td rowspan.*?<\/tr>/s.exec(page)![0];
    expect(shown(promise)).toMatch(/not all cases ran P1 /);
    expect(shown(promise)).toMatch(
      /What was done a move.*What must be seen the same.*Cases, and the message/,
    );
    expect(shown(/<tr class="req[^>]*id="req-ESA-A2-1">.*?<\/tr>/s.exec(page)![0])).toContain(
      'ESA-A2-1 法2条1項 shall',
    );
  });

  test('a case of a promise that did not run says so in a word', () => {
    expect(page).toContain(
      '<span class="chip">· <code>TC-CA-040</code> <span lang="en">not run</span><span lang="ja">未実行</span></span>',
    );
  });

  test('no real time enters it', () => {
    expect(page).not.toContain('2031');
  });
});

describe('what was seen', () => {
  test('an APDU keeps every byte, field by field, in its order', () => {
    const page = pageOf({ kind: 'apdu', presence: 1, capdu: '00A4020C02001B', rapdu: '01029000' });
    expect(page).toContain('<b>00A4020C</b><u>02</u><i>001B</i></code>');
    expect(page).toContain('<i>0102</i><em>9000</em>');
  });

  test.each([
    ['00B0', 'x:00B0'],
    ['00B00000', 'h:00B00000'],
    ['00B0000010', 'h:00B00000 l:10'],
    ['802A00800201FF00', 'h:802A0080 l:02 d:01FF l:00'],
    ['00B0000000FFFF', 'h:00B00000 l:00FFFF'],
    ['802A00800000020102', 'h:802A0080 l:000002 d:0102'],
    ['802A008000000201020000', 'h:802A0080 l:000002 d:0102 l:0000'],
    ['802A008003AA', 'h:802A0080 x:03AA'],
    ['not hex', 'x:not hex'],
  ])('the fields of C-APDU %s', (capdu, fields) => {
    const code = /<code class="c">(.*?)<\/code>/.exec(
      pageOf({ kind: 'apdu', presence: 1, capdu, rapdu: '9000' }),
    )![1]!;
    const kinds: Readonly<Record<string, string>> = {
      b: 'h',
      u: 'l',
      i: 'd',
      em: 's',
      'span class="x"': 'x',
    };
    const shown = [...code.matchAll(/<([^/>]+)>(.*?)<\//g)].map(([, tag, hex]) => `${kinds[tag!]}:${hex}`);
    expect(shown.join(' ')).toBe(fields);
  });

  /** The lines for people, without what stands below them. */
  const linesIn = (page: string): readonly string[] =>
    [
      ...page.matchAll(/<li class="apdu" id="[^"]*"><a[^>]*>\d+<\/a><div>(?:<time>[^<]*<\/time>)?([^<]*)/g),
    ].map(([, line]) => line!);

  const numberFile = `FF100C${'303132333435363738393031'}FFFF9000`;
  const selectText = {
    kind: 'apdu',
    presence: 1,
    capdu: '00A4040C0AD3921000310001010408',
    rapdu: '9000',
  } as const;
  const selectFirst = { kind: 'apdu', presence: 1, capdu: '00A4020C020001', rapdu: '9000' } as const;

  test('a line names application and file as they stand, and not as they stood before power-off', () => {
    const connect = { kind: 'card', event: 'connect', presence: 1 } as const;
    const page = pageOf(
      connect,
      selectText,
      selectFirst,
      { kind: 'apdu', presence: 1, capdu: '00B0000000', rapdu: numberFile },
      { kind: 'card', event: 'disconnect', presence: 1 },
      { ...connect, presence: 2 },
      { ...selectFirst, rapdu: '6A82' },
    );
    expect(linesIn(page)).toEqual([
      'SELECT text AP → 9000',
      'SELECT EF.INDIVIDUAL_NUMBER (0001) → 9000',
      'READ BINARY EF.INDIVIDUAL_NUMBER 0000..0010 → 17 bytes, 9000',
      'SELECT EF 0001 → 6A82, file or application not found',
    ]);
  });

  test('every case begins with a card of which nothing is known', () => {
    const cases = ['TC-1', 'TC-2'].map((id) =>
      sampleCase({ id, role: 'card', verdict: 'pass', seen: id === 'TC-1' ? [selectText] : [selectFirst] }),
    );
    expect(linesIn(reportHtml(runOf(cases)))[1]).toBe('SELECT EF 0001 → 9000');
  });

  test('what was read is told in fields, of the Individual Number only how many digits it has', () => {
    const record = 'FF201DDF2108000E00140019001CDF2203414243DF230144DF240131DF250131';
    const page = pageOf(
      selectText,
      selectFirst,
      { kind: 'apdu', presence: 1, capdu: '00B0000000', rapdu: numberFile },
      { kind: 'apdu', presence: 1, capdu: '00A4020C020002', rapdu: '9000' },
      { kind: 'apdu', presence: 1, capdu: '00B0000000', rapdu: `${record}9000` },
    );
    expect(page).toContain('<div class="value">Individual Number: content <b>12 digits</b></div>');
    expect(page).not.toContain('012345678901');
    expect(page).toMatch(
      /<details><summary>基本4情報 .*?<dt>氏名<\/dt><dd>ABC<\/dd>.*?<dd>1 \(male\)<\/dd>/s,
    );
  });

  test('an exchange that broke off has the line of its command', () => {
    expect(linesIn(pageOf({ kind: 'apdu', presence: 1, capdu: '0084000008', error: 'gone' }))).toEqual([
      'GET CHALLENGE 0000 (0 bytes)',
    ]);
  });

  test('a cut secret is shown as cut, never as the zeros that stand for it', () => {
    const cut = { what: 'pin', at: 5, length: 4, hmac: 'AB' } as const;
    const page = pageOf({
      kind: 'apdu',
      presence: 1,
      capdu: '002000800400000000',
      rapdu: '9000',
      cuts: [cut],
    });
    expect(page).toContain(
      '<abbr><span lang="en" title="PIN cut: 4 bytes, HMAC AB">▪▪▪▪</span><span lang="ja" title="PINは伏せ字：4バイト、HMAC AB">▪▪▪▪</span></abbr>',
    );
    expect(page).not.toContain('00000000</');
  });

  test('what is no APDU is shown whole', () => {
    const page = pageOf({ kind: 'apdu', presence: 1, capdu: '0020008009', rapdu: '6' });
    expect(page).toContain('<span class="x">6</span>');
    expect(pageOf({ kind: 'apdu', presence: 1, capdu: '00200080FF11', rapdu: '' })).toContain(
      '<span class="x">FF11</span>',
    );
  });

  test('JSON is laid out token by token: what a parser would lose stays', () => {
    const text = `{"a":1.0,"a":"\\u0041",${' '.repeat(120)}"e":[],"l":[1,{"b":null}]}`;
    const page = pageOf({
      kind: 'http',
      from: 'iut',
      to: 'ca',
      method: 'POST',
      url: 'https://ca.fpos.test/x',
      request: { type: 'application/json', text },
      status: 204,
    });
    expect(page).toContain(
      '<pre>{\n  "a": 1.0,\n  "a": "\\u0041",\n  "e": [],\n  "l": [\n    1,\n    {\n      "b": null\n    }\n  ]\n}</pre>'.replaceAll(
        '"',
        '&quot;',
      ),
    );
  });

  test('the rig owns up to what it changed, and a problem shows its code', () => {
    const page = reportHtml(sampleRun());
    expect(page).toMatch(
      /class="tampered">.*?Changed on the way by the rig.*?the same message is sent again/,
    );
    expect(page).toContain('<b class="problem">application-replayed</b>');
  });

  test('a long value inside of messages stands once too', () => {
    const certificate = 'MIIB'.repeat(200);
    const page = pageOf(
      { kind: 'given', name: 'a', value: { anchors: [certificate] } },
      { kind: 'given', name: 'b', value: { certificate, serial: 7 } },
    );
    expect(page.split(certificate)).toHaveLength(2);
    expect(page).toMatch(/&quot;certificate&quot;: <a href="#TC-1:0">.*?<\/a>,\n {2}&quot;serial&quot;: 7/s);
    expectWholeLinks(page);
  });

  test('a long text stands once; later places link to the first', () => {
    const value = { certificate: 'MIIB'.repeat(200) };
    const page = pageOf(
      { kind: 'given', name: 'a', value },
      { kind: 'given', name: 'b', value },
      { kind: 'given', name: 'c', value },
    );
    expect(page.split('MIIB'.repeat(200))).toHaveLength(2);
    expect(page.match(/<a href="#TC-1:0">[^0-9]*the same as at/g)).toHaveLength(2);
    expectWholeLinks(page);
  });
});

describe('hostile text', () => {
  test('stays text in every field', () => {
    const page = withoutOurs(
      reportHtml(withTextEverywhere(sampleRun({ expectedFailures: sampleExpected }), HOSTILE)),
    );
    expect(page).not.toMatch(/<(script|img)/);
    expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(100);
    expectWholeLinks(page);
  });

  test('cannot hide: what is invisible or turns the line is named', () => {
    const page = reportHtml(
      withTextEverywhere(sampleRun({ expectedFailures: sampleExpected }), '\u202E\u0000\u200B\uD800\u001B'),
    );
    expect(page).toContain('⟨U+202E⟩⟨U+0000⟩⟨U+200B⟩⟨U+D800⟩⟨U+001B⟩');
    expect(page).not.toMatch(/[\u0000\u001B\u200B\u202E\uD800]/u);
  });

  test('never breaks tags, places or links, whatever it is', () => {
    const tagsOf = (run: JudgedRun): number => withoutOurs(reportHtml(run)).split('<li class="').length;
    const calm = sampleRun();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const run = withTextEverywhere(calm, text);
        expectWholeLinks(withoutOurs(reportHtml(run)));
        expect(tagsOf(run)).toBe(tagsOf(calm));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('cases of one id, or of the page’s own, get places of their own', () => {
    const cases = ['TC 1', 'TC 1', 'summary', 'req-OP-NAME', ''].map((id) =>
      sampleCase({ id, role: 'ca', verdict: 'pass', seen: [{ kind: 'phase', phase: 'end' }] }),
    );
    expectWholeLinks(reportHtml(runOf(cases)));
  });

  test('a deep nest of brackets does not grow with its square', () => {
    const text = '['.repeat(3000) + ']'.repeat(3000);
    const page = pageOf({
      kind: 'http',
      from: 'iut',
      to: 'ca',
      method: 'POST',
      url: 'x',
      request: { type: 'application/json', text },
    });
    expect(page.length).toBeLessThan(1_000_000);
  });

  test('the page forbids every script and style but its own', async () => {
    const page = reportHtml(sampleRun());
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    expect(policy).toMatch(/^default-src 'none'; /);
    for (const [element, directive] of [
      ['script', 'script-src'],
      ['style', 'style-src'],
    ] as const) {
      const text = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page)![1]!;
      const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('base64');
      expect(policy).toContain(`${directive} 'sha256-${digest}'`);
    }
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\son[a-z]+="|\sstyle="/);
  });
});

describe('all reports', () => {
  test('the same run gives the same bytes', () => {
    expect(renderReports(structuredClone(sampleRun()))).toEqual(renderReports(sampleRun()));
  });

  test('10,000 observations: the page stays within 1.4 times the transcript', () => {
    const run = largeRun(10_000);
    const transcript = run.cases
      .flatMap((c) => c.observations)
      .reduce((sum, o) => sum + JSON.stringify(o).length, 0);
    expect(Buffer.byteLength(reportHtml(run))).toBeLessThan(1.4 * transcript);
  });
});
