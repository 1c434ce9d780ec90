/** What a library did with transactions: what it showed, when it asked, what it signed. */
import { createHash } from 'node:crypto';
import { decodeJws, decodeTransaction, renderTransaction } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

type Call = ReturnType<Seen['calls']>[number];
interface Proposal {
  readonly transaction: string;
  readonly nonce: string;
  readonly template: string;
  readonly content: string;
}
export interface SeenSigning {
  readonly n: number;
  readonly proposal: Proposal;
  readonly appId: string;
  readonly origin: string;
  readonly state: string | undefined;
  readonly signature: string | undefined;
  /** What the user was asked in this call. */
  readonly prompts: readonly { readonly n: number; readonly text: string; readonly approved: boolean }[];
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const isTransactionPrompt = (c: Call): boolean => (c.params as { kind?: unknown }).kind === 'transaction';

/** A call is recorded when it is answered, so what was asked in between stands before it. */
export function signings(seen: Seen): readonly SeenSigning[] {
  const prompts = seen.calls('ui.prompt').filter(isTransactionPrompt);
  const calls = seen.calls('library.sign');
  return calls.map((c, i) => {
    const { appId, origin, proposal } = c.params as never as {
      appId: string;
      origin: string;
      proposal: Proposal;
    };
    const { state, signature } = (c.result ?? {}) as { state?: string; signature?: string };
    const after = calls[i - 1]?.n ?? -1;
    return {
      n: c.n,
      proposal,
      appId,
      origin,
      state,
      signature,
      prompts: prompts
        .filter((p) => p.n > after && p.n < c.n)
        .map((p) => ({
          n: p.n,
          text: (p.params as { text: string }).text,
          approved: (p.result as { approved?: boolean } | undefined)?.approved === true,
        })),
    };
  });
}

/** What the text of a proposal must be; undefined when no template of the profile shows it. */
export function textOf(seen: Seen, { template, content }: Proposal): string | undefined {
  const wording = (seen.given('templates') as Record<string, string> | undefined)?.[template];
  const read = decodeTransaction(content);
  return wording !== undefined && read?.template === template ? renderTransaction(wording, read) : undefined;
}

export function payloadOf(signature: string | undefined) {
  if (signature === undefined) return undefined;
  try {
    const jws = decodeJws(signature);
    const payload = JSON.parse(Buffer.from(jws.payload).toString('utf8')) as Record<string, unknown>;
    return { jws, payload };
  } catch {
    return undefined;
  }
}

/** Shown as the template has it, approved, and signed by the enrolled key over just that. */
export const signsWhatItShows = (index: number): Expectation =>
  expectation(`in step ${index + 1} the transaction is shown, approved, and just that is signed`, (seen) => {
    const found: Finding[] = [];
    const fail = (says: string, at?: number): void =>
      void found.push({ kind: 'fail', says, ...(at !== undefined && { at }) });
    const all = signings(seen.step(index));
    if (all.length === 0) return [{ kind: 'inconc', says: 'no transaction was proposed' }];
    const enrolled = seen.calls('library.enrol').flatMap((c) => {
      const { certificate } = (c.result ?? {}) as { certificate?: string };
      return certificate === undefined ? [] : [certificate];
    });
    for (const own of all) {
      const text = textOf(seen, own.proposal);
      const read = payloadOf(own.signature);
      if (!read) {
        fail('the library signed nothing', own.n);
        continue;
      }
      const asked = own.prompts.find((p) => p.approved);
      if (!asked) fail('it was signed without the approval of the user', own.n);
      if (own.prompts.some((p) => p.text !== text))
        fail('the text is not that of the template with the values of the transaction', own.prompts[0]?.n);
      const { jws, payload } = read;
      for (const says of jws.reasons) fail(`the signature: ${says}`, own.n);
      if (!jws.verified) fail('it is not signed by the key in it', own.n);
      if (Buffer.from(jws.x5c[0] ?? new Uint8Array()).toString('base64') !== enrolled.at(-1))
        fail('it is signed under another certificate than the enrolled one', own.n);
      const expected: Record<string, string | undefined> = {
        purpose: 'transaction',
        transaction: own.proposal.transaction,
        nonce: own.proposal.nonce,
        appId: own.appId,
        origin: own.origin,
        template: own.proposal.template,
        content: sha256(Buffer.from(own.proposal.content, 'base64')),
        shown: text === undefined ? undefined : sha256(text),
      };
      for (const [member, value] of Object.entries(expected))
        if (payload[member] !== value)
          found.push({
            kind: 'fail',
            says: `${member} is not that of the transaction`,
            expected: String(value),
            actual: String(payload[member]),
            at: own.n,
          });
    }
    return found;
  });

/** The quiet way: what follows fails for its own reason and not because nothing is ever signed. */
export const signsIt = (index: number): Expectation =>
  expectation(`in step ${index + 1} the transaction is signed`, (seen) =>
    signings(seen.step(index)).some((own) => payloadOf(own.signature)?.jws.verified)
      ? []
      : [{ kind: 'fail', says: 'a good transaction was not signed' }],
  );

/** Every signature of the step was approved by an act of the user made in the same call (INV-34). */
export const asksAnew = (index: number): Expectation =>
  expectation(`in step ${index + 1} the user is asked for each transaction`, (seen) =>
    signings(seen.step(index))
      .filter((own) => own.signature !== undefined && !own.prompts.some((p) => p.approved))
      .map((own): Finding => ({ kind: 'fail', says: 'it was signed without asking the user', at: own.n })),
  );

/** Nothing of the step is signed. `asks`: may the user have been asked? */
export const signsNothing = (index: number, { asks = false } = {}): Expectation =>
  expectation(`in step ${index + 1} nothing is signed`, (seen) => {
    const all = signings(seen.step(index));
    if (all.length === 0) return [{ kind: 'inconc', says: 'no transaction was proposed' }];
    return all.flatMap((own): readonly Finding[] => [
      ...(own.state === 'refused'
        ? []
        : [
            {
              kind: 'fail' as const,
              says: 'the library signed it',
              actual: own.state ?? 'no answer',
              at: own.n,
            },
          ]),
      ...(asks
        ? []
        : own.prompts.map((p) => ({
            kind: 'fail' as const,
            says: 'the user was asked to approve what cannot be shown',
            at: p.n,
          }))),
    ]);
  });
