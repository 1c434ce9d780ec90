/** What every part of the CA may use. Steps get it first; it holds no rule. */
import type { Fetch } from '../world/index.ts';
import type { IssuingAuthority } from './issuing/authority.ts';
import type { VerifierDeps } from './jpki/status.ts';
import type { CaPolicy } from './policy.ts';
import type { Answer } from './registration/usable.ts';
import type { Store } from './state/store.ts';
import type { CaSteps } from './steps.ts';

/** A relying party that may ask for events of its app: told by its TLS client certificate. */
export interface RegisteredApp {
  readonly appId: string;
  /** DER. */
  readonly clientCertificate: Uint8Array;
}

export interface CaContext {
  readonly now: () => Date;
  /** Random bytes as lower-case hex. */
  readonly id: (length: number) => string;
  readonly policy: CaPolicy;
  readonly steps: CaSteps;
  readonly store: Store;
  readonly authority: IssuingAuthority;
  /** The JPKI signing CA, and its status services. */
  readonly verifier: VerifierDeps;
  /** Base URL of J-LIS's interface for verifiers; absent: this CA asks for no consents, items or links. */
  readonly verifierUrl?: string;
  readonly fetch: Fetch;
  /** Secret of the pairwise identifiers. */
  readonly pairwiseKey: Uint8Array;
  readonly apps: readonly RegisteredApp[];
  /** The client certificate of the examining body (指定調査機関). */
  readonly examiner?: Uint8Array;
  /** Certificates of makers of phones, for the policy `attestation`. */
  readonly keyMakers: readonly Uint8Array[];
  /** Decisions that wait for J-LIS, by application. */
  readonly deciding: Map<string, { readonly digest: string; readonly answer: Promise<Answer> }>;
}

/** 施行規則12条1項1号ニ wants a name beside each decision. Nobody here has one: the role answers. */
export const DECIDER = 'TEST 登録局責任者（架空の役職） / head of registration (invented role)';

/** Of the rules that a decision was taken by: policies, profile and steps of this program. */
export const RULES = 'fpos-hil TEST CP/CPS 2';

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));
