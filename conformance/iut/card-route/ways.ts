/** The ways between the rig and a card under test. Each takes a chip in at one end and gives a channel at the other. */
import { connect } from 'node:net';
import type { CardChannel, Chip } from '../../../simulator/apdu/index.ts';
import {
  dialRelayCard,
  dialVpcd,
  inProcessReader,
  listenForVpcd,
  privateSocketPath,
  startPcscService,
  startRelay,
  vpcdReader,
} from '../../../simulator/reader/index.ts';
import { machineChance } from '../../../simulator/world/index.ts';
import { startPcscClient } from './pcsc-client.ts';

export const CARD_ROUTES = ['contract', 'pcsc', 'vpcd', 'pcscd', 'relay'] as const;
export type CardRoute = (typeof CARD_ROUTES)[number];

export interface Inserted {
  readonly channel: CardChannel;
  /** The card leaves. */
  remove(): Promise<void>;
}

export interface Way {
  insert(chip: Chip): Promise<Inserted>;
  close(): Promise<void>;
}

/** Our own PC/SC service, and a program linked with libpcsclite. */
async function overPcsc(): Promise<Way> {
  const socketPath = await privateSocketPath();
  const service = await startPcscService({ readers: [{}], socketPath });
  const reader = service.readers[0]!;
  const client = await startPcscClient({ PCSCLITE_CSOCK_NAME: socketPath }).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  return {
    async insert(chip) {
      await reader.insert(chip);
      return { channel: client.channel(reader.name), remove: () => reader.remove() };
    },
    async close() {
      await client.close();
      await service.close();
    },
  };
}

/** The stream of vpcd, and our own end of a reader. */
async function overVpcd(): Promise<Way> {
  return {
    async insert(chip) {
      const listener = await listenForVpcd({ chip, port: 0 });
      const socket = connect(listener);
      await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
      const reader = vpcdReader(socket);
      return {
        channel: inProcessReader(reader.chip),
        async remove() {
          await listener.close();
          await reader.gone;
        },
      };
    },
    close: async () => {},
  };
}

/** As the driver of vpcd names its first slot. */
const VPCD_READER = 'Virtual PCD 00 00';

/** The PC/SC service of this machine with the driver of vpcd, and a program linked with libpcsclite. */
async function overPcscd(): Promise<Way> {
  const client = await startPcscClient({});
  return {
    async insert(chip) {
      const card = await dialVpcd({ chip });
      return {
        channel: client.channel(VPCD_READER),
        async remove() {
          await card.close();
          await client.absent(VPCD_READER); // a card that came earlier would be taken for this one
        },
      };
    },
    close: () => client.close(),
  };
}

/** The relay, and who dials it. */
async function overRelay(): Promise<Way> {
  return {
    async insert(chip) {
      const relay = await startRelay({ token: machineChance().id(16), chip });
      const card = await dialRelayCard(relay.url('card'));
      return {
        channel: card.channel,
        async remove() {
          card.close();
          await card.ended;
          await relay.close();
        },
      };
    },
    close: async () => {},
  };
}

export const WAYS: Readonly<Record<Exclude<CardRoute, 'contract'>, () => Promise<Way>>> = {
  pcsc: overPcsc,
  vpcd: overVpcd,
  pcscd: overPcscd,
  relay: overRelay,
};
