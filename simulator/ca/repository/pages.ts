/** The pages of the repository: what the CA says of itself (施行規則6条9号, 13号). They say plainly that all is a test. */
import { sha256Hex } from '../../profile/index.ts';
import { type CaContext, RULES } from '../context.ts';
import { CA_URI } from '../issuing/authority.ts';
import { DOCUMENTS } from '../registration/documents.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

const HEAD = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>TEST</title></head><body>';

/** Names of the pages, with their text. */
export function pageTexts({ authority, policy }: CaContext): Readonly<Record<string, string>> {
  const days = (ms: number): string => `${ms / 86_400_000} days`;
  const profile = [
    'TEST. 試験用。This CA is a simulator. Its certificates prove nothing about anybody. 何人の本人性も証明しません。',
    `Rules in force: ${RULES}.`,
    `Trust anchor: ${CA_URI.crl.replace('ca.crl', 'ca.cer')}, SHA-256 ${sha256Hex(authority.certificate)}`,
    `Keys certified: ${policy.keys.join(', ')}. Term: ${policy.certificateYears} years at most (施行規則6条4号).`,
    `Recorded: name${policy.recordsAddress ? ', address' : ''}${policy.recordsBirth ? ', birth date' : ''}.`,
    'Of these name, address and birth date are what the check of the person covers. An attribute certificate (属性型) holds ' +
      'nothing of the kind; what it says is not accredited (施行規則6条8号).',
    `Status: list at ${CA_URI.crl}, made anew at each revocation and every ${days(policy.crlEveryMs)}; OCSP at ${CA_URI.ocsp}.`,
    'Revocation: recorded in the same step as the request is accepted. A recorded fact found untrue ends the certificate ' +
      `within ${days(policy.replacementMs)}; until then its holder may apply anew by the same key.`,
  ].join('\n');
  const agreed = Object.fromEntries(
    DOCUMENTS.map(({ name, version, text }) => [name, `${name}, version ${version}\n\n${text}`]),
  );
  return {
    cp: `Certificate policy (TEST)\n\n${profile}`,
    cps: `Certification practice statement (TEST)\n\n${profile}`,
    ...agreed,
  };
}

export function page(ctx: CaContext, file: string): Response | undefined {
  const [, name = '', type = ''] = /^([a-z]+)\.(html|txt)$/.exec(file) ?? [];
  const text = pageTexts(ctx)[name];
  if (text === undefined) return undefined;
  return type === 'txt'
    ? new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
    : new Response(`${HEAD}<pre>${escaped(text)}</pre></body></html>`, {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
}
