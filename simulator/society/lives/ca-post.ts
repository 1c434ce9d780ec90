/**
 * What is sent to the CA, on its way: by phones what a card or a key signed, by the bank the press. Delivered, delivered twice,
 * lost, its answer lost, each once or for good as far as the sender can tell; or held back, to arrive after what comes later.
 */
import { CA_HOST } from '../../ca/index.ts';
import type { Network } from '../../world/index.ts';

/** `cut`, `answer-cut`: the repetitions fare no better, so the sender gives up and may go on another time. */
export const CA_WAYS = ['plain', 'doubled', 'lost', 'answer-lost', 'cut', 'answer-cut', 'held'] as const;
export type CaWay = (typeof CA_WAYS)[number];

const DOORS: readonly (readonly [door: string, path: RegExp])[] = [
  ['application', /^\/applications\/[^/]+\/(signed|activation)$/],
  ['renewal', /^\/applications\/[^/]+\/renewal$/],
  ['receipt', /^\/applications\/[^/]+\/acceptance$/],
  ['consent', /^\/consents$/],
  ['withdrawal', /^\/consents\/withdrawals$/],
  ['revocation', /^\/revocations$/],
  ['result', /^\/attribute-cases\/[^/]+\/result$/],
];
export const CA_DOORS = DOORS.map(([door]) => door);

export interface CaPost {
  /** How a message to one of the doors fares: the next one, or the one after so many. */
  way: CaWay;
  after: number;
  /** How many fared how, by door and way. */
  readonly fared: ReadonlyMap<string, number>;
  /** Nothing more goes wrong: what was begun can be sent again. Did anything? */
  calm(): boolean;
  /** The oldest message held back arrives; its status, or undefined: there is none. */
  arrives(): Promise<number | undefined>;
}

export function createCaPost(network: Network): CaPost {
  const fared = new Map<string, number>();
  const held: (() => Promise<number>)[] = [];
  /** Bytes whose repetitions fare like them. */
  const fates = new Map<string, CaWay>();
  let disturbed = false;
  const post: CaPost = {
    way: 'plain',
    after: 0,
    fared,
    calm() {
      const was = disturbed;
      disturbed = false;
      post.way = 'plain';
      post.after = 0;
      fates.clear();
      return was;
    },
    arrives: async () => held.shift()?.(),
  };
  network.guard(CA_HOST, async ({ request, ask }) => {
    const { pathname } = new URL(request.url);
    const door = request.method === 'POST' ? DOORS.find(([, path]) => path.test(pathname))?.[0] : undefined;
    if (door === undefined) return { answer: await ask(), says: [] };
    const body = Buffer.from(request.body).toString();
    const fate = fates.get(body);
    const way = fate ?? (post.after > 0 ? 'plain' : post.way);
    if (!fate) {
      if (post.after > 0) post.after -= 1;
      else post.way = 'plain';
      fared.set(`${door} ${way}`, (fared.get(`${door} ${way}`) ?? 0) + 1);
      disturbed ||= way !== 'plain';
      if (way === 'cut' || way === 'answer-cut' || way === 'held') fates.set(body, way);
      if (way === 'held') held.push(async () => (await ask()).status);
    }
    if (way === 'lost' || way === 'cut' || way === 'held')
      return { answer: undefined, says: ['the message was lost'] };
    const answer = await ask();
    if (way === 'doubled') await ask();
    return way === 'answer-lost' || way === 'answer-cut'
      ? { answer: undefined, says: ['the answer was lost'] }
      : { answer, says: [] };
  });
  return post;
}
