/**
 * What the rig saw, one record per event. A run's transcript is the list of these, and a verdict has no other source.
 *
 * Bytes of APDUs are upper-case hex. Bodies of HTTP messages are text where their type is text or JSON, else Base64.
 * Secrets are cut where they are recorded (see recorder.ts): the bytes become zero and a `Cut` says what stood there.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A secret that was cut: its place (byte offset in an APDU, JSON pointer in a message) and a keyed digest of it. */
export interface Cut {
  readonly what: 'pin';
  readonly at: number | string;
  /** Length in bytes. */
  readonly length: number;
  /** HMAC-SHA-256 under a key of the run, first 16 bytes as hex: equal secrets stay equal, nothing else is told. */
  readonly hmac: string;
}

export interface Body {
  readonly type: string;
  readonly text?: string;
  readonly base64?: string;
}

/** Who speaks. `iut` is the implementation under test, whatever roles it fills; the others are the rig's references. */
export type Party = 'iut' | 'library' | 'ca' | 'relying-party' | 'hub' | 'card' | 'jlis' | 'rig' | 'attacker';

export type Seen =
  /** A part of the case begins. */
  | { readonly kind: 'phase'; readonly phase: 'initial-condition' | 'procedure' | 'examination' | 'end' }
  /** A step of the procedure begins; `index` counts from 0. */
  | { readonly kind: 'step'; readonly index: number; readonly title: string }
  /** What the rig laid down before the IUT acted: anchors, citizen, policy. Judges read it, the IUT may not. */
  | { readonly kind: 'given'; readonly name: string; readonly value: Json }
  | {
      readonly kind: 'card';
      readonly event: 'connect' | 'reset' | 'disconnect' | 'removed';
      readonly presence: number;
      readonly atr?: string;
    }
  | {
      readonly kind: 'apdu';
      readonly presence: number;
      readonly capdu: string;
      /** Absent when the exchange broke off; `error` then says why. */
      readonly rapdu?: string;
      readonly error?: string;
      readonly cuts?: readonly Cut[];
    }
  | {
      readonly kind: 'http';
      readonly from: Party;
      readonly to: Party;
      readonly method: string;
      readonly url: string;
      /** SHA-256 of the client certificate (DER) with which the sender came, lower-case hex. */
      readonly clientCertificate?: string;
      /** Headers that say more than what every client sends; names in lower case, in their order. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly request?: Body;
      readonly status?: number;
      /** The answer's, without its content type; names in lower case. */
      readonly responseHeaders?: Readonly<Record<string, string>>;
      readonly response?: Body;
      /** Why no answer came, or not all of it. */
      readonly error?: string;
      /** What the rig changed on the way, in words. */
      readonly tampered?: string;
      readonly cuts?: readonly Cut[];
    }
  /** An operation of the IUT contract and its answer; `from` is the caller. */
  | {
      readonly kind: 'call';
      readonly from: 'rig' | 'iut';
      readonly method: string;
      readonly params: Json;
      readonly result?: Json;
      readonly error?: { readonly code: number; readonly message: string };
      readonly cuts?: readonly Cut[];
    }
  /** The IUT broke: it did not keep to the contract. `spared`: it did, and the rig went no further, to spare the card. */
  | {
      readonly kind: 'broke';
      readonly how: 'crash' | 'garbage' | 'timeout' | 'unreachable' | 'spared';
      readonly says: string;
    }
  /** The rig broke: our own fault. */
  | { readonly kind: 'rig-error'; readonly code: string; readonly says: string };

export type Observation = Seen & {
  /** Position in the case, from 0. */
  readonly n: number;
  /** The case this belongs to. */
  readonly case: string;
  /** World time, ISO 8601 UTC. */
  readonly at: string;
};
