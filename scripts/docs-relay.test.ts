/** docs/relay.md is true: its messages are those of the relay, and its two pieces of code work with it. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AID_JPKI, fromHex, selectAid, toHex } from '../simulator/apdu/index.ts';
import { createCard } from '../simulator/card/index.ts';
import { guestReaders, privateSocketPath, startPcscService, startRelay } from '../simulator/reader/index.ts';
import { MESSAGE_SIZE_MAX, question, RELAY_PROTOCOL, statement } from '../simulator/reader/relay/messages.ts';
import { specimen } from './bench/specimen.ts';

interface Nfc {
  connect(): Promise<string>;
  transmit(capdu: string): Promise<string>;
  close(): Promise<void>;
}
interface Phone {
  cardCame(atr: string): void;
  cardLeft(): void;
  close(): void;
}
interface User {
  atr: string | undefined;
  connect(): Promise<unknown>;
  transmit(capdu: string): Promise<string>;
  close(): void;
}

const TOKEN = 'sixteen-letters!';
const SELECT_JPKI = toHex(selectAid(AID_JPKI));
let page: string;
beforeAll(async () => {
  page = await readFile(new URL('../docs/relay.md', import.meta.url), 'utf8');
});
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** The function in a block of code, as a browser would have it: nothing but what is global there. */
function functionIn<F>(block: string, name: string): F {
  const code = new RegExp(`\`\`\`js ${block}\n(.*?)\`\`\``, 's').exec(page)?.[1];
  expect(code).toContain(`function ${name}`);
  return new Function(`${code}; return ${name};`)() as F;
}

/** An NFC reader whose card is a virtual one. */
function nfcOf(card: ReturnType<typeof createCard>): Nfc {
  return {
    async connect() {
      card.power('on');
      return toHex(card.atr);
    },
    transmit: async (capdu) => toHex(card.transmit(fromHex(capdu))),
    async close() {
      card.power('off');
    },
  };
}

test('every message of the table is one of the relay, and every kind stands there', () => {
  const rows = [...page.matchAll(/^\| (user|holder) \| `(\{.*?\})` \|/gm)].map(
    ([, from, text]) => [from, JSON.parse(text!)] as const,
  );
  const asked = rows.filter(([from]) => from === 'user').map(([, message]) => question.parse(message));
  expect(asked.map(({ op }) => op).sort()).toEqual(
    question.options.map((option) => option.shape.op.value).sort(),
  );
  const said = rows.filter(([from]) => from === 'holder').map(([, message]) => message as object);
  const matching = said.map((message) => statement.options.findIndex((o) => o.safeParse(message).success));
  expect([...new Set(matching)].sort()).toEqual(statement.options.map((_, n) => n));
});

test('the numbers and names of the page', () => {
  expect(page).toContain(RELAY_PROTOCOL);
  expect(page).toContain(`at most ${MESSAGE_SIZE_MAX.toLocaleString('en')} bytes`);
  expect(MESSAGE_SIZE_MAX).toBeGreaterThan(
    JSON.stringify({ id: 2 ** 31, op: 'transmit', capdu: '' }).length + 2 * 65_544,
  );
});

test('the phone of the page brings a card to our PC/SC service', async () => {
  const bringCard = functionIn<(url: string, nfc: Nfc) => Promise<Phone>>('holder', 'bringCard');
  const service = await startPcscService({ readers: [], socketPath: await privateSocketPath() });
  ends.push(service.close);
  const { add, firstCard } = guestReaders(service);
  const came = Promise.withResolvers<Parameters<typeof add>[0]>();
  const relay = await startRelay({
    token: TOKEN,
    onGuest(card) {
      add(card);
      came.resolve(card);
    },
  });
  ends.push(relay.close);
  const card = createCard(specimen());
  const phone = await bringCard(relay.url('reader'), nfcOf(card));
  phone.cardCame(toHex(card.atr));
  await firstCard;
  const guest = await came.promise;
  expect(service.readers.map(({ name }) => name)).toEqual(['fpos-hil Relay 00 00']);
  expect(toHex(await guest.channel.transmit(selectAid(AID_JPKI)))).toBe('9000');
  phone.cardLeft();
  phone.close();
  await guest.ended;
});

test('the phone of the page tells of a card that was torn away', async () => {
  const bringCard = functionIn<(url: string, nfc: Nfc) => Promise<Phone>>('holder', 'bringCard');
  const came = Promise.withResolvers<{ channel: { connect(): Promise<unknown> } }>();
  const relay = await startRelay({ token: TOKEN, onGuest: came.resolve });
  ends.push(relay.close);
  const gone = { ...nfcOf(createCard(specimen())), connect: () => Promise.reject(new Error('tag was lost')) };
  const phone = await bringCard(relay.url('reader'), gone);
  await expect((await came.promise).channel.connect()).rejects.toMatchObject({
    code: 'ERR_CARD_REMOVED',
    message: 'tag was lost',
  });
  phone.close();
});

test('the phone of the page is told when it is turned away', async () => {
  const bringCard = functionIn<(url: string, nfc: Nfc) => Promise<Phone>>('holder', 'bringCard');
  const relay = await startRelay({ token: TOKEN, onGuest() {} });
  ends.push(relay.close);
  const wrong = relay.url('reader').replace(/.$/, '?');
  await expect(bringCard(wrong, nfcOf(createCard(specimen())))).rejects.toThrow('turned us away');
});

test('the user of the page uses the card of the relay', async () => {
  const useCard = functionIn<(url: string) => Promise<User>>('user', 'useCard');
  const card = createCard(specimen());
  const relay = await startRelay({ token: TOKEN, chip: card });
  ends.push(relay.close);
  const user = await useCard(relay.url('card'));
  expect(user.atr).toBe(toHex(card.atr));
  await expect(user.transmit(SELECT_JPKI)).rejects.toThrow('ERR_CARD_ABSENT');
  await user.connect();
  expect(await user.transmit(SELECT_JPKI)).toBe('9000');
  user.close();
});
