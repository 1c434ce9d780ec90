/** Runs the rules over one thing and tells what they found. Pure: bytes in, findings out; never throws. */
import {
  type Certificate,
  cmsForm,
  crlForm,
  decodeCertificate,
  decodeCms,
  ocspForm,
} from '../decode/index.ts';
import { readCertificate, rememberedCertificate } from './certificate-memory.ts';
import type { CertificateKind, ConsentKind, CrlKind, Kind, OcspKind } from './kinds.ts';
import { type Level, type ReadCertificate, type Rule, type Source, standard } from './rule.ts';
import { certificateRules } from './rules/certificate/index.ts';
import { consentRules } from './rules/consent/index.ts';
import { crlRules } from './rules/crl/index.ts';
import { fposRules } from './rules/fpos/index.ts';
import { jpkiRules } from './rules/jpki/index.ts';
import { ocspRules } from './rules/ocsp/index.ts';

/** One broken rule. */
export type Finding = {
  readonly rule: string;
  readonly level: Level;
  /** What should hold. */
  readonly says: string;
  readonly source: Source;
  /** What is wrong. */
  readonly fault: string;
};

/** `rules`: how many were applied; 0 when the thing could not be read. */
export type LintResult = {
  readonly kind: Kind;
  readonly rules: number;
  readonly findings: readonly Finding[];
};

type AnyRule = Pick<Rule<never>, 'id' | 'says' | 'source' | 'level'> & {
  readonly appliesTo: readonly Kind[];
};

/** What the engine itself tells: of something that cannot be read, no rule can speak. */
export const UNREADABLE: AnyRule = {
  id: 'readable',
  says: 'It can be read as what it is meant to be.',
  source: standard('RFC 5280, 4.1 and 5.1; RFC 6960, 4.2.1; RFC 5652, 3 and 5'),
  level: 'shall',
  appliesTo: [],
};

/** Every rule, for lists and tests. */
export const RULES: readonly AnyRule[] = [
  UNREADABLE,
  ...certificateRules,
  ...jpkiRules,
  ...fposRules,
  ...crlRules,
  ...ocspRules,
  ...consentRules,
];

function lint<S, K extends Kind>(kind: K, rules: readonly Rule<S, K>[], read: () => S): LintResult {
  let subject: S;
  try {
    subject = read();
  } catch (thrown) {
    const { id: rule, level, says, source } = UNREADABLE;
    return { kind, rules: 0, findings: [{ rule, level, says, source, fault: (thrown as Error).message }] };
  }
  const applied = rules.filter(({ appliesTo }) => appliesTo.includes(kind));
  const findings = applied.flatMap(({ id, level, says, source, fault }) => {
    const found = fault(subject);
    return found === undefined ? [] : [{ rule: id, level, says, source, fault: found }];
  });
  return { kind, rules: applied.length, findings };
}

const withIssuer = (issuer: Uint8Array | undefined): { issuer?: ReadCertificate } =>
  issuer === undefined ? {} : { issuer: rememberedCertificate(issuer) };

/** `issuer`: the certificate of the CA, DER; without it, what depends on it is not judged. */
export const lintCertificate = (kind: CertificateKind, der: Uint8Array, issuer?: Uint8Array): LintResult =>
  lint(kind, [...certificateRules, ...jpkiRules, ...fposRules], () => ({
    kind,
    ...readCertificate(der),
    ...withIssuer(issuer),
  }));

export const lintCrl = (kind: CrlKind, der: Uint8Array, issuer?: Uint8Array): LintResult =>
  lint(kind, crlRules, () => ({ kind, crl: crlForm(der), ...withIssuer(issuer) }));

/** `issuer`: the certificate of the CA whose certificates the answer is about. */
export const lintOcsp = (kind: OcspKind, der: Uint8Array, issuer?: Uint8Array): LintResult =>
  lint(kind, ocspRules, () => ({ kind, ocsp: ocspForm(der), ...withIssuer(issuer) }));

export const lintConsent = (kind: ConsentKind, der: Uint8Array): LintResult =>
  lint(kind, consentRules, () => {
    const cms = decodeCms(der);
    const text = cms.content && textOf(cms.content);
    return {
      kind,
      cms,
      form: cmsForm(der),
      signer: signerOf(cms.signerCertDer),
      text,
      content: text === undefined ? undefined : jsonOf(text),
    };
  });

const signerOf = (der: Uint8Array | undefined): Certificate | undefined => der && decodeCertificate(der);

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The result for people, one broken rule to a paragraph. */
export function lintText({ kind, rules, findings }: LintResult): string {
  if (findings.length === 0) return `${kind}: keeps all ${rules} rules`;
  return findings
    .map(({ rule, level, says, source, fault }) =>
      [
        `${kind}: ${rule} (${level})`,
        `  rule:   ${says}`,
        `  found:  ${fault}`,
        `  source: ${source.cites} [${source.base}]`,
      ].join('\n'),
    )
    .join('\n');
}
