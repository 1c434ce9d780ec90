/**
 * What an authority of the simulator put into the world, told to whoever in this process wants to look at it.
 *
 * A channel of node:diagnostics_channel: no authority knows a listener, and without one nothing is done.
 */
import { channel } from 'node:diagnostics_channel';
import type { Der } from './der.ts';

/** The name of the channel. */
export const ISSUED_CHANNEL = 'fpos-hil:issued';

/** `profile` says what it is meant to be; `issuer` is the certificate of the CA, absent where it is the thing itself. */
export type Issued = {
  readonly what: 'certificate' | 'crl' | 'ocsp';
  readonly profile: string;
  readonly der: Der;
  readonly issuer?: Der;
};

const issuedChannel = channel(ISSUED_CHANNEL);

/** Tells it, and gives back the bytes. */
export function issued(thing: Issued): Der {
  if (issuedChannel.hasSubscribers) issuedChannel.publish(thing);
  return thing.der;
}
