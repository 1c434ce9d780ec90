/** What a library did with pushes and changes: what it showed, how often it asked, what then went to the bank. */
import type { Finding } from '../verdict/types.ts';
import { BANK_HOST, presses, reports } from './bank.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

const changePrompts = (seen: Seen) =>
  seen.calls('ui.prompt').filter((c) => (c.params as { kind?: unknown }).kind === 'change');

const textOf = (prompt: ReturnType<typeof changePrompts>[number]): string =>
  (prompt.params as { text?: string }).text ?? '';

/** One question, whose text has old and new, and the source; then one message, and it says what was pressed. */
export const decidesByOnePress = (
  index: number,
  decision: 'confirm' | 'decline',
  { by = presses }: { by?: (seen: Seen) => readonly { readonly n: number }[] } = {},
): Expectation =>
  expectation(`in step ${index + 1} one press, and then one message: ${decision}`, (seen) => {
    const part = seen.step(index);
    const asked = changePrompts(part);
    const sent = by(part);
    const found: Finding[] = [];
    if (asked.length !== 1)
      found.push({
        kind: 'fail',
        says: `the user was asked ${asked.length} times, 1 expected`,
        ...(asked[1] && { at: asked[1].n }),
      });
    if (sent.length !== 1)
      found.push({
        kind: 'fail',
        says: `${sent.length} decisions went to the bank, 1 expected`,
        ...(sent[1] && { at: sent[1].n }),
      });
    if (asked[0] && sent[0] && sent[0].n < asked[0].n)
      found.push({ kind: 'fail', says: 'it went to the bank before the press', at: sent[0].n });
    const call = [...part.calls('library.confirmChange'), ...part.calls('library.reportFacts')][0];
    const { decision: told } = (call?.result ?? {}) as { decision?: string };
    if (told !== decision)
      found.push({
        kind: 'fail',
        says: 'another decision came of it',
        expected: decision,
        actual: told ?? 'none',
      });
    return found;
  });

/** The text has the old and the new address, and names the source. */
export const showsOldAndNew = (index: number, citizen = 1): Expectation =>
  expectation(`in step ${index + 1} old → new, source and date are shown`, (seen) => {
    const [asked] = changePrompts(seen.step(index));
    if (!asked) return [{ kind: 'fail', says: 'no change was shown' }];
    const text = textOf(asked);
    const fresh = seen.given(`address of ${citizen}`) as string | undefined;
    const missing = [
      ...(fresh !== undefined && text.includes(fresh) ? [] : ['the new address']),
      ...(text.includes('→') ? [] : ['the old data']),
      ...(/J-LIS|地方公共団体情報システム機構/.test(text) ? [] : ['the source']),
      ...(/\d{4}-\d{2}-\d{2}/.test(text) ? [] : ['the date']),
    ];
    return missing.map((what): Finding => ({ kind: 'fail', says: `${what} was not shown`, at: asked.n }));
  });

/** Whatever was looked at, nothing was decided at the bank. `asks`: may the user have been asked? */
export const tellsTheBankNothing = (index: number, { asks = false } = {}): Expectation =>
  expectation(`in step ${index + 1} nothing of the change goes to the bank`, (seen) => {
    const part = seen.step(index);
    const looked = ['library.receivePush', 'library.confirmChange', 'library.reportFacts'].some(
      (method) => part.calls(method).length > 0,
    );
    if (!looked) return [{ kind: 'inconc', says: 'the library was not asked' }];
    return [
      ...[...presses(part), ...reports(part)].map(
        (x): Finding => ({ kind: 'fail', says: 'a decision went to the bank', at: x.n }),
      ),
      ...(asks
        ? []
        : changePrompts(part).map((c): Finding => ({ kind: 'fail', says: 'the user was asked', at: c.n }))),
    ];
  });

/** INV of shape B: no request of the library to the bank holds the new address before the press. */
export const nothingBeforeThePress = (index: number, citizen = 1): Expectation =>
  expectation(`in step ${index + 1} nothing of the new data reaches the bank before the press`, (seen) => {
    const part = seen.step(index);
    const fresh = seen.given(`address of ${citizen}`) as string | undefined;
    const [asked] = changePrompts(part);
    if (!asked || fresh === undefined) return [{ kind: 'fail', says: 'no change was shown' }];
    return part
      .http({ host: BANK_HOST, from: 'iut' })
      .filter((x) => x.n < asked.n && holdsText(x.request, fresh))
      .map(
        (x): Finding => ({
          kind: 'fail',
          says: 'the bank heard of the new address before the press',
          at: x.n,
        }),
      );
  });

/** In the message itself, or in what a JWS of it says. */
function holdsText(request: unknown, text: string): boolean {
  const { jws } = (request ?? {}) as { jws?: unknown };
  const said =
    typeof jws === 'string' ? Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8') : '';
  return JSON.stringify(request ?? '').includes(text) || said.includes(text);
}

/** The push was shown to the user. */
export const showsThePush = (index: number): Expectation =>
  expectation(`in step ${index + 1} the user is told that a push came`, (seen) =>
    seen
      .step(index)
      .calls('ui.show')
      .some((c) => (c.params as { kind?: unknown }).kind === 'push')
      ? []
      : [{ kind: 'fail', says: 'the user was told nothing' }],
  );
