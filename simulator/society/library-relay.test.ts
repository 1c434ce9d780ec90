/** The library with a card that somebody brought to the relay: only the channel that it is handed differs. */
import { expect, test } from 'vitest';
import { createCard } from '../card/index.ts';
import { TransportError } from '../errors.ts';
import { bringCard, inProcessReader, type RemoteCard, startRelay } from '../reader/index.ts';
import { CA_URL } from './society.ts';
import { APPS, caSetting } from './testing/ca-setting.ts';
import { testPhone } from './testing/phones.ts';

test('enrolment in one tap with the card of a phone; and a card that leaves the phone in the middle', async () => {
  const own = caSetting();
  const chip = createCard(own.card(1).data);
  const inPhone = inProcessReader(chip);
  let presences = 0;
  let left = 3;
  const came = Promise.withResolvers<RemoteCard>();
  const relay = await startRelay({ token: 'sixteen-letters!', onGuest: came.resolve });
  try {
    const brought = await bringCard(relay.url('reader'), {
      atr: chip.atr,
      channel: {
        ...inPhone,
        connect() {
          presences += 1;
          return inPhone.connect();
        },
        async transmit(capdu) {
          left -= 1;
          if (left !== 0) return inPhone.transmit(capdu);
          throw new TransportError('ERR_CARD_REMOVED', 'the holder took the card away');
        },
      },
    });
    const { channel } = await came.promise;
    const phone = testPhone(own, 'desktop', { card: channel });
    const request = { appId: APPS[0], ca: CA_URL };
    expect(await phone.library.enrol(request)).toMatchObject({ code: 'card-removed' });
    expect(await phone.library.enrol(request)).toMatchObject({ state: 'done' });
    expect(presences).toBe(2); // one for each attempt
    brought.close();
    await brought.ended;
  } finally {
    await relay.close();
  }
});
