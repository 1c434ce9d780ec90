/** An IUT as a child process that speaks the contract on its standard input and output. */
import { linePeer } from './line-peer.ts';
import { linkOn } from './link.ts';
import { type ProgramOptions, startProgram } from './program.ts';
import {
  type Link,
  type LinkSide,
  type RemoteConnector,
  type RemoteOptions,
  remoteConnector,
} from './remote.ts';

export interface StdioOptions extends ProgramOptions, Omit<RemoteOptions, 'kind' | 'open'> {}

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
  return linkOn(peer, { down, program: () => program });
}

export const stdioConnector = (options: StdioOptions): RemoteConnector =>
  remoteConnector({ ...options, kind: 'stdio', open: (side) => openChild(options, side) });
