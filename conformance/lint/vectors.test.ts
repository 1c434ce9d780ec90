/**
 * Each rule bites: the vectors hold at least one thing that breaks this rule and no other, and good things that break none.
 * The vectors are made by simulator/pki; the rules read them with conformance/decode.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  CERTIFICATE_KINDS,
  CONSENT_KINDS,
  CRL_KINDS,
  type LintResult,
  lintCertificate,
  lintConsent,
  lintCrl,
  lintOcsp,
  OCSP_KINDS,
  RULES,
} from './index.ts';

type Test = {
  readonly id: string;
  readonly result: string;
  readonly rules: readonly string[];
  readonly certificate?: string;
  readonly crl?: string;
  readonly response?: string;
  readonly cms?: string;
};
type Group = {
  readonly kind: string;
  readonly anchors?: readonly string[];
  /** Index of an anchor, or a certificate. */
  readonly issuer?: number | string;
  readonly tests: readonly Test[];
};

const FOLDER = new URL('../../vectors/', import.meta.url);
const FOLDERS = ['x509', 'crl', 'ocsp', 'consent'] as const;
const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

const groups = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, FOLDER))
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .flatMap((name) => {
      const { testGroups } = JSON.parse(readFileSync(new URL(`${folder}/${name}`, FOLDER), 'utf8')) as {
        testGroups: Group[];
      };
      return testGroups.map((group) => ({ file: `${folder}/${name}`, group }));
    }),
);

const kindOf = <K extends string>(kinds: readonly K[], kind: string): K => {
  const found = kinds.find((one) => one === kind);
  if (found === undefined) throw new Error(`no kind "${kind}"`);
  return found;
};

function lintTest({ kind, issuer, anchors }: Group, one: Test): LintResult {
  const ca = typeof issuer === 'number' ? anchors?.[issuer] : issuer;
  const caDer = ca === undefined ? undefined : bytes(ca);
  if (one.certificate !== undefined && one.crl === undefined && one.response === undefined)
    return lintCertificate(kindOf(CERTIFICATE_KINDS, kind), bytes(one.certificate), caDer);
  if (one.crl !== undefined) return lintCrl(kindOf(CRL_KINDS, kind), bytes(one.crl), caDer);
  if (one.response !== undefined) return lintOcsp(kindOf(OCSP_KINDS, kind), bytes(one.response), caDer);
  return lintConsent(kindOf(CONSENT_KINDS, kind), bytes(one.cms!));
}

const all = groups.flatMap(({ file, group }) => group.tests.map((one) => ({ file, group, one })));

describe('a vector breaks the rules that it says and no other', () => {
  test.each(all.map(({ file, group, one }) => [file, group.kind, one.id, group, one] as const))(
    '%s %s %s',
    (_file, _kind, _id, group, one) => {
      const found = lintTest(group, one).findings.map(({ rule }) => rule);
      expect(found.toSorted()).toEqual(one.rules.toSorted());
    },
  );
});

test('each rule is broken by at least one vector that breaks no other', () => {
  const alone = new Set(all.filter(({ one }) => one.rules.length === 1).flatMap(({ one }) => one.rules));
  expect(RULES.map(({ id }) => id).filter((id) => !alone.has(id))).toEqual([]);
});

test('each kind has a good vector', () => {
  const good = new Set(all.filter(({ one }) => one.result === 'valid').map(({ group }) => group.kind));
  const kinds = [...CERTIFICATE_KINDS, ...CRL_KINDS, ...OCSP_KINDS, ...CONSENT_KINDS];
  expect(kinds.filter((kind) => !good.has(kind))).toEqual([]);
});
