/** An IUT as a child process that speaks the contract on its standard input and output. */
import { IutBroke } from './connector.ts';
import { linePeer } from './line-peer.ts';
import { type ProgramOptions, startProgram } from './program.ts';
import {
  type Link,
  type LinkSide,
  type RemoteConnector,
  type RemoteOptions,
  remoteConnector,
} from './remote.ts';

export interface StdioOptions extends ProgramOptions, Omit<RemoteOptions, 'kind' | 'open'> {}

/** Ended by us: whoever still waits learns of it, and nobody is blamed. */
export const ENDED_BY_RIG = new IutBroke('unreachable', 'the IUT was ended by the rig');

function openChild(options: ProgramOptions, { onCall, onStray, onBroken }: LinkSide): Link {
  const { promise: down, resolve: isDown } = Promise.withResolvers<void>();
  const program = startProgram(options, () => peer.open);
  const peer = linePeer({
    input: program.output,
    output: program.input,
    onCall,
    onStray,
    onBroken(error) {
      isDown();
      onBroken(error);
    },
    peer: 'the IUT',
  });
  void program.gone.then((error) => peer.fail(error));
  return {
    peer,
    down,
    async stop() {
      const healthy = !peer.broken && peer.open.length === 0;
      peer.fail(ENDED_BY_RIG);
      await program.stop(healthy);
    },
  };
}

export const stdioConnector = (options: StdioOptions): RemoteConnector =>
  remoteConnector({ ...options, kind: 'stdio', open: (side) => openChild(options, side) });
