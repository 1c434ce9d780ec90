/**
 * What people send to the bank, on its way: delivered, delivered twice, lost, its answer lost, or held back for later. It also
 * keeps who meant each message and what was shown before it was sent: the half of the model that the bank does not see.
 */
import { BANK_HOST } from '../../relying-party/index.ts';
import type { Network } from '../../world/index.ts';

export const WAYS = ['plain', 'doubled', 'lost', 'answer-lost', 'held'] as const;
export type Way = (typeof WAYS)[number];

/** What a message asks the bank to do. */
export type Door = 'login' | 'payment' | 'press' | 'report';

const doorOf = (method: string, path: string): Door | undefined => {
  if (method !== 'POST') return undefined;
  if (path === '/login/answers') return 'login';
  if (path === '/reports') return 'report';
  if (/^\/changes\/[^/]+\/confirmation$/.test(path)) return 'press';
  return /^\/payments\/[^/]+\/signature$/.test(path) ? 'payment' : undefined;
};

/** A message that somebody sent by an act of their own. */
export interface Sent<Who> {
  readonly by: Who;
  readonly door: Door;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** How often the bank said yes to these bytes. */
  taken: number;
}

export interface Post<Who> {
  /** Whose acts the messages of now are; undefined: an attacker's. */
  acting: (() => Who) | undefined;
  /** How the next message that asks for something fares. */
  way: Way;
  readonly sent: readonly Sent<Who>[];
  /** How many fared how, by door and way. */
  readonly fared: ReadonlyMap<string, number>;
  /** Held back, oldest first. */
  readonly held: Sent<Who>[];
  /** These bytes reach the bank once more; the bank's answer, as its status. */
  again(sent: Sent<Who>): Promise<number>;
}

/** Tells of each new message that somebody sends, of each yes of the bank to one, and of a yes to what nobody sent. */
export function createPost<Who>(
  network: Network,
  tell: {
    readonly sent: (sent: Sent<Who>) => void;
    readonly taken: (sent: Sent<Who>) => void;
    readonly unmeant: (url: string) => void;
  },
): Post<Who> {
  const sent: Sent<Who>[] = [];
  const fared = new Map<string, number>();
  const post: Post<Who> = {
    acting: undefined,
    way: 'plain',
    sent,
    fared,
    held: [],
    async again({ url, headers, body }) {
      const { acting } = post;
      post.acting = undefined;
      try {
        return (await network.fetchAs('attacker')(url, { method: 'POST', headers, body })).status;
      } finally {
        post.acting = acting;
      }
    },
  };
  network.guard(BANK_HOST, async ({ request, ask }) => {
    const door = doorOf(request.method, new URL(request.url).pathname);
    if (!door) return { answer: await ask(), says: [] };
    const body = Buffer.from(request.body).toString();
    const known = sent.find((one) => one.body === body && one.url === request.url);
    const by = post.acting?.();
    const headers = { ...request.headers, 'content-type': request.type };
    const own =
      known ?? (by === undefined ? undefined : { by, door, url: request.url, headers, body, taken: 0 });
    if (own && !known) {
      sent.push(own);
      tell.sent(own);
    }
    const way = by === undefined ? 'plain' : post.way;
    if (by !== undefined) {
      post.way = 'plain';
      fared.set(`${door} ${way}`, (fared.get(`${door} ${way}`) ?? 0) + 1);
    }
    if (way === 'held' && own) post.held.push(own);
    if (way === 'held' || way === 'lost') return { answer: undefined, says: ['the message was lost'] };
    const asked = async () => {
      const answer = await ask();
      if (answer.status === 200 && !own) tell.unmeant(request.url);
      if (answer.status === 200 && own) {
        own.taken += 1;
        tell.taken(own);
      }
      return answer;
    };
    const answer = await asked();
    if (way === 'doubled') await asked();
    return way === 'answer-lost'
      ? { answer: undefined, says: ['the answer was lost'] }
      : { answer, says: [] };
  });
  return post;
}
