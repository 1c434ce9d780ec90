/**
 * Every point at which an enrolment can be torn: the card pulled away before, during and after each APDU, the network gone
 * before and after each request, the app killed with it. Afterwards the person goes on, and everything ends as if nothing
 * had been: one certificate in force (or a pair), one key for each, one consent, no try of the password spent, nothing half-issued.
 */
import { expect, test } from 'vitest';
import {
  AID_JPKI,
  FID,
  parseResponseApdu,
  queryTries,
  selectAid,
  selectEf,
  triesLeftOf,
} from '../apdu/index.ts';
import { createCard } from '../card/index.ts';
import type { KeyStore } from '../fpos/index.ts';
import type { FourItem, Route } from '../profile/index.ts';
import { CA_URL } from './society.ts';
import { APPS, caSetting } from './testing/ca-setting.ts';
import { testPhone } from './testing/phones.ts';
import { tearableCard, tearableNetwork, type When } from './testing/tears.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const ALL: readonly FourItem[] = ['name', 'address', 'birth', 'gender'];
const request = {
  appId: APPS[0],
  ca: CA_URL,
  consent: { verifier: 'fpos-test-ca', service: APPS[0], items: [...ALL] },
};

interface Way {
  readonly route: Route;
  readonly separateKeys: boolean;
}

function scene({ route, separateKeys }: Way) {
  const own = caSetting({ policy: { route, separateKeys } });
  const chip = createCard(own.card(1).data);
  const card = tearableCard(chip);
  const network = tearableNetwork(own.world.network.fetchAs('library'));
  const verifies: number[] = [];
  const counted: typeof card.channel = {
    ...card.channel,
    transmit: (capdu) => {
      // VERIFY with data; the query has none.
      if (capdu[1] === 0x20 && capdu.length > 5) verifies.push(card.exchanges);
      return card.channel.transmit(capdu);
    },
  };
  const phone = testPhone(own, 'a', { card: counted, fetch: network.fetch });
  phone.person.items = ALL;
  const keys = new Set<string>();
  const store: KeyStore = phone.deps.keyStore;
  const { generate, erase } = store;
  Object.assign(store, {
    generate: async () => {
      const key = await generate.call(store);
      keys.add(key.keyId);
      return key;
    },
    erase: async (keyId: string) => {
      keys.delete(keyId);
      await erase.call(store, keyId);
    },
  });
  let prompts = 0;
  const { ui } = phone.deps;
  const { signPin } = ui;
  Object.assign(ui, {
    signPin: () => {
      prompts += 1;
      return signPin.call(ui);
    },
  });
  /** The counter of the card, as a client sees it. */
  const tries = (): number | undefined => {
    chip.power('on');
    chip.transmit(selectAid(AID_JPKI));
    chip.transmit(selectEf(FID.SIGN_PIN));
    const left = triesLeftOf(parseResponseApdu(chip.transmit(queryTries())).sw);
    chip.power('off');
    return left;
  };
  return {
    own,
    card,
    network,
    phone,
    keys,
    tries,
    verifies,
    get prompts() {
      return prompts;
    },
  };
}

type Scene = ReturnType<typeof scene>;

/** What a person does: goes on, and where nothing waits, begins again. */
async function goOn({ phone }: Scene): Promise<void> {
  phone.restart();
  const resumed = await phone.library.resume({ appId: APPS[0] });
  if (resumed.state === 'done') return;
  expect(['nothing-begun', 'no-certificate']).toContain(resumed.code);
  if ((await phone.library.certificates()).length > 0) return;
  expect(await phone.library.enrol(request)).toMatchObject({ state: 'done' });
}

async function expectWhole({ own, phone, keys, tries, verifies, prompts }: Scene): Promise<void> {
  const { store } = own.ca;
  const held = await phone.library.certificates();
  expect(held).toHaveLength(1);
  const der = Buffer.from(held[0]!.credential.certificate).toString('base64');
  const certificates = [...store.values('certificate')].filter(({ kind }) => kind === 'basic');
  expect(certificates.filter(({ state }) => state === 'valid').map((c) => c.der)).toEqual([der]);
  expect(certificates.filter(({ state }) => state === 'pending')).toEqual([]);
  // What was only begun ends by itself; nothing waits between signature and certificate.
  const states = new Set([...store.values('application')].map(({ state }) => state));
  expect([...states].filter((state) => state !== 'offered' && state !== 'accepted')).toEqual([]);
  expect([...store.values('consent')].map(({ state }) => state)).toEqual(['active']);
  const { keyId, authentication } = held[0]!.credential;
  expect([...keys]).toEqual([keyId, authentication?.keyId ?? []].flat());
  const others = [...store.values('certificate')].filter(({ kind }) => kind === 'authentication');
  expect(others.filter(({ state }) => state === 'valid')).toHaveLength(authentication ? 1 : 0);
  expect(others.filter(({ state }) => state === 'pending')).toEqual([]);
  expect(tries()).toBe(5);
  expect(verifies.length).toBeLessThanOrEqual(prompts);
}

const WAYS: readonly Way[] = [
  { route: 'key-in-application', separateKeys: false },
  { route: 'code-after-signature', separateKeys: false },
  { route: 'code-after-signature', separateKeys: true },
];
const WHENS: readonly When[] = ['before', 'during', 'after'];

/** How long an enrolment with consent is: the reference, untorn. */
const LENGTH = await Promise.all(
  WAYS.map(async (way) => {
    const own = scene(way);
    expect(await own.phone.library.enrol(request)).toMatchObject({ state: 'done' });
    await expectWhole(own);
    return { ...way, exchanges: own.card.exchanges, requests: own.network.requests };
  }),
);

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

const TEARS = LENGTH.flatMap(({ exchanges, requests: _, ...way }) =>
  range(exchanges).flatMap((exchange) => WHENS.map((when) => ({ ...way, exchange, when }))),
);
const CUTS = LENGTH.flatMap(({ requests, exchanges: _, ...way }) =>
  range(requests).flatMap((at) =>
    (['before', 'after'] as const).map((when) => ({ ...way, request: at, when })),
  ),
);

/** One in so many in the short size; which ones is no choice of ours, since 7 divides none of the periods. */
const ONE_IN = 7;
const sample = <T>(all: readonly T[]): readonly T[] => (LONG ? all : all.filter((_, i) => i % ONE_IN === 3));

test('there are many points, and each kind of them', () => {
  expect(TEARS.length).toBeGreaterThan(60);
  expect(CUTS.length).toBeGreaterThan(14);
  expect(new Set(sample(TEARS).map(({ when }) => when)).size).toBe(3);
});

const named = '$route, separate keys $separateKeys';

test.for(sample(TEARS))(`${named}: the card leaves $when exchange $exchange`, async (point) => {
  const own = scene(point);
  own.card.tear = point;
  await own.phone.library.enrol(request);
  // No try of a right password is spent, whenever the card leaves.
  expect(own.tries()).toBe(5);
  own.card.tear = undefined;
  await goOn(own);
  await expectWhole(own);
});

test.for(sample(CUTS))(
  `${named}: no network $when request $request, and the app is killed`,
  async (point) => {
    const own = scene(point);
    own.network.cut = point;
    await own.phone.library.enrol(request);
    own.network.cut = undefined;
    await goOn(own);
    await expectWhole(own);
  },
);
