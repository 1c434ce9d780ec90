/**
 * Consents to the latest four items: per service and per item, ten years, over any number of revocations, withdrawn at any
 * time. Source: 施行規則 35条の2; ministry guideline for the unit of one service and for the days.
 */
import { createHash } from 'node:crypto';
import {
  type ConsentContent,
  type ConsentRecord,
  type ConsentState,
  type FourItem,
  profileTime,
  Refusal,
  type WithdrawalContent,
} from '../../profile/index.ts';
import { daysAfter, startOfDayJst } from '../authority/validity.ts';
import type { JlisKnobs } from '../knobs.ts';
import type { JlisSteps } from '../steps.ts';
import type { SignedMessage } from './signed-message.ts';

export interface Consent {
  readonly id: string;
  readonly citizen: number;
  readonly verifier: string;
  readonly service: string;
  readonly items: readonly FourItem[];
  readonly signedAt: Date;
  readonly from: Date;
  readonly to: Date;
  withdrawnAt?: Date;
}

export interface ConsentStore {
  /** The same words signed by the same certificate, if they were accepted before. */
  known(message: SignedMessage<ConsentContent>): Consent | undefined;
  /** @throws Refusal `message-stale` when a withdrawal that was signed later is known */
  accept(message: SignedMessage<ConsentContent>): Consent;
  /** The consents that it ends, or has ended before. @throws Refusal `consent-unknown` when there are none */
  withdraw(message: SignedMessage<WithdrawalContent>): readonly Consent[];
  /** All that a person ever gave, oldest first. */
  of(citizen: number): readonly Consent[];
  /** The one that counts for a service: the newest that is active; else the newest. */
  forService(citizen: number, verifier: string, service: string): Consent | undefined;
  withdrawnSince(verifier: string, service: string, since: Date): readonly Consent[];
  stateOf(consent: Consent): ConsentState;
  /** Nothing is delivered for this service from the day after on. */
  endService(verifier: string, service: string, lastDay: string): void;
  toRecord(consent: Consent): ConsentRecord;
}

export interface ConsentDeps {
  readonly knobs: JlisKnobs;
  readonly steps: JlisSteps;
  readonly now: () => Date;
}

/** Of the words and the certificate that signed them: handed in again, they are the same consent. */
const idOf = ({ bytes, signer }: SignedMessage<ConsentContent>): string =>
  createHash('sha256').update(`${signer.kind} ${signer.serial}\0`).update(bytes).digest('hex').slice(0, 32);

export function createConsentStore({ knobs, steps, now }: ConsentDeps): ConsentStore {
  const byId = new Map<string, Consent>();
  const byCitizen = new Map<number, Consent[]>();
  /** When the last withdrawal for a service was signed. */
  const withdrawals = new Map<string, Date>();
  /** First instant at which a service is stopped. */
  const stops = new Map<string, Date>();
  const serviceKey = (verifier: string, service: string): string => `${verifier} ${service}`;

  const ofService = (citizen: number, verifier: string, service: string): readonly Consent[] =>
    (byCitizen.get(citizen) ?? []).filter((c) => c.verifier === verifier && c.service === service);

  const store: ConsentStore = {
    known: (message) => byId.get(idOf(message)),
    accept(message) {
      const { content, signer } = message;
      const { citizen } = signer;
      const { verifier, service, items } = content;
      const id = idOf(message);
      const signedAt = new Date(content.at);
      const withdrawn = withdrawals.get(`${citizen} ${serviceKey(verifier, service)}`);
      if (withdrawn && signedAt < withdrawn) throw new Refusal('message-stale');
      const term = steps.consentTerm(knobs.consentStart === 'receipt' ? signedAt : now());
      const consent: Consent = { id, citizen, verifier, service, items, signedAt, ...term };
      byId.set(id, consent);
      byCitizen.set(citizen, [...(byCitizen.get(citizen) ?? []), consent]);
      return consent;
    },
    withdraw({ content: { verifier, service, at }, signer: { citizen } }) {
      const signedAt = new Date(at);
      // A consent that was signed after the withdrawal is not meant.
      const meant = ofService(citizen, verifier, service).filter((c) => c.signedAt <= signedAt);
      if (meant.length === 0) throw new Refusal('consent-unknown');
      const key = `${citizen} ${serviceKey(verifier, service)}`;
      const last = withdrawals.get(key);
      if (!last || last < signedAt) withdrawals.set(key, signedAt);
      for (const consent of meant) consent.withdrawnAt ??= now();
      return meant;
    },
    of: (citizen) => byCitizen.get(citizen) ?? [],
    forService(citizen, verifier, service) {
      const own = ofService(citizen, verifier, service);
      return own.findLast((consent) => store.stateOf(consent) === 'active') ?? own.at(-1);
    },
    withdrawnSince: (verifier, service, since) =>
      [...byId.values()].filter(
        (c) => c.verifier === verifier && c.service === service && c.withdrawnAt && c.withdrawnAt >= since,
      ),
    stateOf(consent) {
      const stoppedFrom = stops.get(serviceKey(consent.verifier, consent.service));
      return steps.consentState(consent, now(), stoppedFrom);
    },
    endService(verifier, service, lastDay) {
      stops.set(serviceKey(verifier, service), startOfDayJst(daysAfter(lastDay, 1)));
    },
    toRecord: (consent) => ({
      consent: consent.id,
      verifier: consent.verifier,
      service: consent.service,
      items: [...consent.items],
      state: store.stateOf(consent),
      from: profileTime(consent.from),
      to: profileTime(consent.to),
    }),
  };
  return store;
}
