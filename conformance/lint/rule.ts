/**
 * What a rule is: one sentence, its source, and a pure function from what was read to what is wrong.
 *
 * A rule looks at one thing and passes over what another rule refuses, so that one defect breaks one rule.
 */
import type { Certificate, CertificateForm, Cms, CmsForm, CrlForm, OcspForm } from '../decode/index.ts';
import type { CertificateKind, ConsentKind, CrlKind, Kind, OcspKind } from './kinds.ts';

/**
 * Where a rule comes from.
 *
 * `standard`, `law`, `notice`: a clause. `observed`: seen in published certificates or told by official or municipal pages.
 * `open-profile`: ours. `assumed`: nothing public says so; what would settle it is in `cites`.
 */
export type Source = {
  readonly base: 'standard' | 'law' | 'notice' | 'observed' | 'open-profile' | 'assumed';
  readonly cites: string;
};

/** `shall`: the source demands it, or the profile has it without exception. `should`: better so. */
export type Level = 'shall' | 'should';

export type Rule<Subject, K extends Kind = Kind> = {
  /** Folder and name of its file; never changes. */
  readonly id: string;
  /** What holds, as one sentence. */
  readonly says: string;
  readonly source: Source;
  readonly level: Level;
  readonly appliesTo: readonly K[];
  /** What is wrong, for people; undefined when nothing is. */
  readonly fault: (subject: Subject) => string | undefined;
};

/** A certificate as read, in both ways of reading. */
export type ReadCertificate = { readonly certificate: Certificate; readonly form: CertificateForm };

/** `issuer`: the certificate of the CA. Rules that need it say nothing without it. */
export type CertificateSubject = ReadCertificate & {
  readonly kind: CertificateKind;
  readonly issuer?: ReadCertificate;
};
export type CrlSubject = { readonly kind: CrlKind; readonly crl: CrlForm; readonly issuer?: ReadCertificate };
export type OcspSubject = {
  readonly kind: OcspKind;
  readonly ocsp: OcspForm;
  readonly issuer?: ReadCertificate;
};
/** `signer`: the certificate in the message that its signer is named by; `content`: the JSON, if it is JSON. */
export type ConsentSubject = {
  readonly kind: ConsentKind;
  readonly cms: Cms;
  readonly form: CmsForm;
  readonly signer: Certificate | undefined;
  readonly text: string | undefined;
  readonly content: unknown;
};

export type CertificateRule = Rule<CertificateSubject, CertificateKind>;
export type CrlRule = Rule<CrlSubject, CrlKind>;
export type OcspRule = Rule<OcspSubject, OcspKind>;
export type ConsentRule = Rule<ConsentSubject, ConsentKind>;

/** A clause of a standard. */
export const standard = (cites: string): Source => ({ base: 'standard', cites });
/** An article of a law or an ordinance. */
export const law = (cites: string): Source => ({ base: 'law', cites });
/** A notice or guideline of a ministry. */
export const notice = (cites: string): Source => ({ base: 'notice', cites });
/** Seen in what is published. */
export const observed = (cites: string): Source => ({ base: 'observed', cites });
/** A rule of the open profile, or of this simulator about itself. */
export const openProfile = (cites: string): Source => ({ base: 'open-profile', cites });
/** Taken here; `cites` says what would settle it. */
export const assumed = (cites: string): Source => ({ base: 'assumed', cites });
