/** A connection to an IUT, and the program behind it where the rig started one: how they end, whatever carries the contract. */
import { IutBroke } from './connector.ts';
import type { JsonRpcPeer } from './json-rpc.ts';
import type { Program } from './program.ts';
import type { Link } from './remote.ts';

/** Ended by us: whoever still waits learns of it, and nobody is blamed. */
const ENDED_BY_RIG = new IutBroke('unreachable', 'the IUT was ended by the rig');

interface Ends {
  /** Resolves once the peer is of no use any more. */
  readonly down: Promise<void>;
  /** Closes what carries the messages, if that does not end with the program. */
  readonly close?: () => void;
  /** The program, if one was started by then. */
  readonly program?: () => Program | undefined;
}

/** A program that owes nothing may end by itself. */
export const linkOn = (peer: JsonRpcPeer, { down, close, program }: Ends): Link => ({
  peer,
  down,
  async stop() {
    const healthy = !peer.broken && peer.open.length === 0;
    peer.fail(ENDED_BY_RIG);
    close?.();
    await program?.()?.stop(healthy);
  },
});
