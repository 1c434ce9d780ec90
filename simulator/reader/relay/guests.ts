/** Cards that were brought to the relay, as readers of our PC/SC service: each phone a reader, its card in it while it lies there. */
import type { PcscReader, PcscService } from '../pcsc-service.ts';
import { chipOfChannel, type RemoteCard } from './user.ts';

export interface GuestReaders {
  /** Somebody brought a card, or a phone that will have one. */
  add(card: RemoteCard): void;
  /** Resolves when the first card is in its reader. */
  readonly firstCard: Promise<void>;
}

const READER_NAME = 'fpos-hil Relay';

export function guestReaders(service: PcscService): GuestReaders {
  const first = Promise.withResolvers<void>();

  /** Presence changes one after the other, in the order in which they were told. */
  function follow(card: RemoteCard, reader: PcscReader): void {
    let turn = Promise.resolve();
    const put = (atr: Uint8Array | undefined): void => {
      turn = turn
        .then(() => reader.remove())
        .then(async () => {
          if (!atr) return;
          await reader.insert(chipOfChannel(card.channel, atr));
          first.resolve();
        })
        .catch(() => {}); // the service is closing
    };
    card.onPresence = put;
    put(card.atr);
    void card.ended.then(() => {
      turn = turn.then(() => reader.unplug()).catch(() => {});
    });
  }
  return {
    add(card) {
      service.plug({ name: READER_NAME }).then(
        (reader) => follow(card, reader),
        () => card.close(), // no place is free
      );
    },
    firstCard: first.promise,
  };
}
