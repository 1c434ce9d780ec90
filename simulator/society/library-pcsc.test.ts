/** The library as it is, over our PC/SC service through a PC/SC client: only the channel that it is handed differs. */
import { expect, test } from 'vitest';
import { createCard } from '../card/index.ts';
import { type PcscReader, privateSocketPath, startPcscService } from '../reader/index.ts';
import { pcscChannel } from '../reader/testing/pcsc-channel.ts';
import { PcscTestClient } from '../reader/testing/pcsc-test-client.ts';
import { CA_URL } from './society.ts';
import { APPS, caSetting } from './testing/ca-setting.ts';
import { testPhone } from './testing/phones.ts';

test('enrolment with consent in one tap; and a card that is pulled in the middle', async () => {
  const own = caSetting();
  const commands: number[] = [];
  const service = await startPcscService({
    readers: [{ chip: createCard(own.card(1).data), onExchange: (capdu) => void commands.push(capdu[1]!) }],
    socketPath: await privateSocketPath(),
  });
  const [reader] = service.readers as [PcscReader];
  try {
    const client = await PcscTestClient.start(service.socketPath);
    const channel = pcscChannel(client, reader.name);
    const phone = testPhone(own, 'desktop', {
      card: {
        ...channel,
        // The person pulls the card away while VERIFY is on its way.
        transmit: async (capdu) => {
          if (commands.length === 3) await reader.remove();
          return channel.transmit(capdu);
        },
      },
    });
    phone.person.items = ['address'];
    const consent = { verifier: 'fpos-test-ca', service: APPS[0], items: ['name', 'address'] as const };
    const request = { appId: APPS[0], ca: CA_URL, consent };
    expect(await phone.library.enrol(request)).toMatchObject({ code: 'card-removed' });
    expect(commands).toHaveLength(3);
    await reader.insert();
    commands.push(0);
    expect(await phone.library.enrol(request)).toMatchObject({ state: 'done' });
    // One VERIFY beside its query, and two signatures.
    expect(commands.slice(4).filter((ins) => ins === 0x20)).toHaveLength(2);
    expect(commands.slice(4).filter((ins) => ins === 0x2a)).toHaveLength(2);
    expect([...own.ca.store.values('consent')]).toMatchObject([{ items: ['address'], state: 'active' }]);
    await client.close();
  } finally {
    await service.close();
  }
});
