/** A CardChannel whose reader is reached through a PC/SC service: what an app on a desktop hands to the library. */
import type { CardChannel } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { SCARD_S_SUCCESS } from '../scard.ts';
import type { PcscTestClient } from './pcsc-test-client.ts';

/** SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1; SCARD_RESET_CARD, SCARD_UNPOWER_CARD (winscard.h). */
const EXCLUSIVE = 1;
const T1 = 2;
const RESET_CARD = 1;
const UNPOWER_CARD = 2;

export function pcscChannel(client: PcscTestClient, reader: string): CardChannel {
  let hCard: number | undefined;
  const gone = (what: string, rv: number): TransportError =>
    new TransportError('ERR_CARD_REMOVED', `${what}: ${rv.toString(16)}`);
  const present = (): number => {
    if (hCard === undefined) throw new TransportError('ERR_CARD_ABSENT', 'connect first');
    return hCard;
  };
  const atr = async (): Promise<{ atr: Uint8Array }> => {
    const { cardAtr, cardAtrLength } = await client.readerState();
    return { atr: cardAtr.slice(0, cardAtrLength) };
  };
  return {
    async connect() {
      const answer = await client.connectCard({
        name: reader,
        dwShareMode: EXCLUSIVE,
        dwPreferredProtocols: T1,
      });
      if (answer.rv !== SCARD_S_SUCCESS) throw new TransportError('ERR_CARD_ABSENT', answer.rv.toString(16));
      hCard = answer.hCard;
      return atr();
    },
    async transmit(capdu) {
      const answer = await client.transmit(present(), capdu);
      if (answer.rv !== SCARD_S_SUCCESS) throw gone('SCardTransmit', answer.rv);
      return answer.rapdu;
    },
    async reset() {
      const options = { dwShareMode: EXCLUSIVE, dwPreferredProtocols: T1, dwInitialization: RESET_CARD };
      const { rv } = await client.ask('RECONNECT', { hCard: present(), ...options });
      if (rv !== SCARD_S_SUCCESS) throw gone('SCardReconnect', rv);
      return atr();
    },
    async disconnect() {
      if (hCard === undefined) return;
      await client.ask('DISCONNECT', { hCard, dwDisposition: UNPOWER_CARD });
      hCard = undefined;
    },
  };
}
