/** A key with a certificate, and a library's surroundings, for tests of single steps. */
import { buildCertificate, keyUsage, name, p256Signer, readCertificate } from '../../pki/index.ts';
import { readJws } from '../../profile/index.ts';
import type { Credential } from '../application.ts';
import type { LibraryDeps, Notice, UserInterface } from '../deps.ts';
import { softwareKeyStore } from '../key-store.ts';

export const NOW = new Date('2026-04-01T00:00:00Z');
const DAY_MS = 86_400_000;
const away = (): never => {
  throw new TypeError('not here');
};

interface Surroundings {
  readonly ui?: Partial<UserInterface>;
  /** What an address answers; absent: nobody answers. */
  readonly fetch?: (url: string, body: Record<string, unknown>) => Response;
}

/** `count` keys with a certificate each, and what a library is handed. */
export async function surroundings({ ui, fetch }: Surroundings = {}) {
  let drawn = 0;
  const keyStore = softwareKeyStore(() => new Uint8Array(32).fill(++drawn));
  const shown: Notice[] = [];
  const sent: { readonly url: string; readonly body: Record<string, unknown> }[] = [];
  const deps: LibraryDeps = {
    card: { connect: away, transmit: away, reset: away, disconnect: async () => {} },
    fetch: async (url, init) => {
      const body = JSON.parse(init?.body ?? '{}') as Record<string, unknown>;
      sent.push({ url, body });
      return (fetch ?? away)(url, body);
    },
    ui: {
      agree: async () => true,
      signPin: async () => undefined,
      show: async (notice) => void shown.push(notice),
      ...ui,
    },
    keyStore,
    now: () => NOW,
    id: (length) => '5a'.repeat(length),
    caAnchors: [],
  };
  const certified = async () => {
    const { keyId, spki } = await keyStore.generate();
    const subject = name([['CN', `TEST ${keyId}`]]);
    const certificate = buildCertificate({
      serial: 1n,
      issuer: subject,
      subject,
      notBefore: new Date(NOW.getTime() - DAY_MS),
      notAfter: new Date(NOW.getTime() + DAY_MS),
      spki,
      extensions: [keyUsage('digitalSignature')],
      signer: p256Signer(new Uint8Array(32).fill(drawn)),
    });
    return { keyId, spki, certificate };
  };
  const own: Credential = { appId: 'app', ca: 'http://ca.test', chain: [], ...(await certified()) };
  return { deps, own, shown, sent, certified };
}

/** Whose key signed a JWS, by the name in its certificate, and what it says. */
export function said(compact: unknown): { readonly by: string; readonly payload: Record<string, unknown> } {
  const { chain, payload, verified } = readJws(String(compact));
  const { subject } = readCertificate(chain[0]!);
  const by = /TEST (key-\d+)/.exec(Buffer.from(subject).toString('latin1'))?.[1] ?? 'nobody';
  return {
    by: verified ? by : 'nobody',
    payload: JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>,
  };
}
