/**
 * What the CA keeps. Every record is plain JSON and is never changed, only replaced; times are milliseconds since 1970,
 * binary values Base64, serial numbers as said at each.
 */
import type { CrlReason } from '../../pki/index.ts';
import type { DeliveredItems, FourItem, Offer, ProblemCode } from '../../profile/index.ts';
import type { StateOf } from '../lifecycle/machines.ts';

/** 基本4情報 as the person's signing certificate, or later J-LIS, gave them. Flags mark substitute characters (代替文字). */
export interface FourItems {
  readonly name: string;
  readonly nameFlags: string;
  readonly address: string;
  readonly addressFlags: string;
  /** `YYYY-MM-DD`, zeros where the register does not know. */
  readonly birth: string;
  readonly gender: string;
}

/** A natural person. Never leaves the CA under this id. */
export interface Person {
  /** `sid`, 16 bytes hex. */
  readonly id: string;
  readonly items: FourItems;
  /** Since when the CA knows them so. */
  readonly itemsAt: number;
  /** Serial numbers of JPKI certificates, oldest first; the last one is the present anchor. */
  readonly anchors: readonly string[];
  /** Serial numbers (hex) of the certificates issued to this person. */
  readonly certificates: readonly string[];
  readonly consents: readonly string[];
  /** Pairwise identifier by app. Once handed out it never changes. */
  readonly pairwise: Readonly<Record<string, string>>;
  /** The latest attribute case by app. */
  readonly cases: Readonly<Record<string, string>>;
  /** Set when J-LIS told that this was another record of a person known already. */
  readonly joinedTo?: string;
}

/** A JPKI signing certificate that stands for a person. Key: 発行の番号 in decimal digits. */
export interface Anchor {
  readonly serial: string;
  readonly person: string;
  /** Key identifier of the generation of the JPKI CA, hex; absent while only J-LIS's word is known. */
  readonly issuerKeyId?: string;
  /** End of the certificate, as far as known. */
  readonly notAfter?: number;
  readonly state: StateOf<'anchor'>;
  /** When the loss of validity was noticed, and why. */
  readonly diedAt?: number;
  readonly cause?: 'revoked' | 'expired';
  /** The number J-LIS named instead. */
  readonly successor?: string;
}

export interface Application {
  readonly offer: Offer;
  readonly appId: string;
  readonly appInstance: string;
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly state: StateOf<'application'>;
  /** SHA-256 of the signed message that was decided on: the very same bytes get the very same answer. */
  readonly handedIn?: string;
  /** Why that message was refused for good. */
  readonly refusedFor?: ProblemCode;
  /** The person proved by the signature. */
  readonly person?: string;
  /** What will be certified, from the card's certificate, or for a renewal from the CA's record. */
  readonly facts?: FourItems;
  /** The key that stood inside the signed message: PKCS#10. */
  readonly csr?: string;
  /** The request for the key that authenticates, where the offer asked for one. */
  readonly authenticationCsr?: string;
  /** What both certificates of a pair bear in their subject, so that whoever knows one knows whose the other is. */
  readonly subjectId?: string;
  readonly code?: { readonly value: string; readonly expiresAt: number; readonly triesLeft: number };
  /** SHA-256 of code and request that were exchanged for the certificate. */
  readonly activatedWith?: string;
  /** Serial numbers (hex) of what was issued. */
  readonly certificate?: string;
  readonly attributeCertificate?: string;
  readonly authenticationCertificate?: string;
  /** SHA-256 of the receipt. */
  readonly receipt?: string;
  /** 施行規則5条2項: a renewal by the existing key rests on this day of a check of the person. */
  readonly provedAt?: number;
  /** Serial (hex) of the certificate that a renewal takes the place of. */
  readonly renews?: string;
}

export type CertificateKind = 'basic' | 'attribute' | 'authentication';

/** Serial numbers of what came out of one application: they come into force and end together. */
export const issuedBy = ({
  certificate,
  attributeCertificate,
  authenticationCertificate,
}: Pick<
  Application,
  'certificate' | 'attributeCertificate' | 'authenticationCertificate'
>): readonly string[] =>
  [certificate, attributeCertificate, authenticationCertificate].filter((serial) => serial !== undefined);

export interface IssuedCertificate {
  /** Serial number, hex. */
  readonly serial: string;
  readonly kind: CertificateKind;
  readonly der: string;
  readonly person: string;
  readonly appId: string;
  readonly appInstance: string;
  /** SHA-256 of the SubjectPublicKeyInfo, hex: the device key (`kid`). */
  readonly keyId: string;
  readonly application: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Day of the check of the person on which this rests, directly or through renewals. */
  readonly provedAt: number;
  /** The recorded facts; what of them turns untrue ends the certificate. */
  readonly recorded: Partial<FourItems>;
  readonly state: StateOf<'certificate'>;
  /** Since when the CA knows that a recorded fact is untrue, and until when the holder may apply anew by this key. */
  readonly untrue?: { readonly knownAt: number; readonly endAt: number };
  readonly revocation?: {
    readonly at: number;
    readonly reason: CrlReason;
    /** When the ground (the request, the knowledge) reached the CA: `at - askedAt` is the delay. */
    readonly askedAt: number;
    readonly ground: string;
  };
}

/** One phone with one app of one person. Key: `<person>/<appId>/<keyId>`. */
export interface Device {
  readonly person: string;
  readonly appId: string;
  readonly keyId: string;
  readonly state: StateOf<'device'>;
}

export interface Consent {
  /** SHA-256 of the signed message: the same bytes are the same consent. */
  readonly id: string;
  readonly person: string;
  readonly serial: string;
  readonly service: string;
  readonly items: readonly FourItem[];
  readonly state: StateOf<'consent'>;
  readonly receivedAt: number;
  /** The signed message, until J-LIS has it; then it is dropped. */
  readonly cms?: string;
  /** J-LIS's own id, and its term. */
  readonly record?: { readonly consent: string; readonly fromAt: number; readonly toAt: number };
  /** The number under which the items were last delivered: where the next loss is looked for. Default: `serial`. */
  readonly latest?: string;
  /** SHA-256 of the message that ended it. */
  readonly withdrawnBy?: string;
  /** A withdrawal that J-LIS has not confirmed yet. */
  readonly withdrawal?: { readonly cms: string };
}

/** A change of a person's items, for one relying party whose service the person consented to. */
export interface AttributeCase {
  readonly id: string;
  readonly appId: string;
  readonly person: string;
  readonly pairwise: string;
  readonly openedAt: number;
  readonly expiresAt: number;
  readonly state: StateOf<'attribute-case'>;
  readonly items: DeliveredItems;
  /** SHA-256 over the items: what a confirmation names. */
  readonly changeSet: string;
}

/** What a relying party may learn without personal data. Key: running number. */
export interface CaEvent {
  readonly number: number;
  readonly at: number;
  readonly appId: string;
  readonly pairwise: string;
  readonly kind: 'attributes-changed' | 'certificate-ended';
  /** Case id, or serial number (hex) of the certificate. */
  readonly subject: string;
}

/** What the holder is told (施行規則6条12号). Key: running number. */
export interface Notice {
  readonly number: number;
  readonly at: number;
  readonly person: string;
  readonly kind: 'certificate-revoked' | 'certificate-untrue' | 'certificate-expires' | 'consent-ends';
  readonly certificate?: string;
}

/** Bytes that prove a decision: the signed application, J-LIS's answer. Key: SHA-256. */
export interface Evidence {
  readonly bytes: string;
  /** 施行規則12条2項: kept until then. */
  readonly keepUntil: number;
}

/** Small things: how often this CA was started, when founded, counters. */
export interface Meta {
  readonly value: number;
}

export interface Tables {
  readonly person: Person;
  readonly anchor: Anchor;
  readonly application: Application;
  readonly certificate: IssuedCertificate;
  readonly device: Device;
  readonly consent: Consent;
  readonly 'attribute-case': AttributeCase;
  readonly event: CaEvent;
  readonly notice: Notice;
  readonly evidence: Evidence;
  readonly meta: Meta;
}
export type TableName = keyof Tables;

export const TABLE_NAMES: readonly TableName[] = [
  'person',
  'anchor',
  'application',
  'certificate',
  'device',
  'consent',
  'attribute-case',
  'event',
  'notice',
  'evidence',
  'meta',
];
