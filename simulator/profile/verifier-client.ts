/** J-LIS's interface for verifiers, as a verifier asks it: over HTTP, with its client certificate. */
import { z } from 'zod';
import {
  consentRecord,
  type DeliveredItems,
  type FourItem,
  fourItemsAnswer,
  type fourItemsQuery,
  linkAnswer,
  type linkQuery,
  withdrawnList,
} from './jlis-messages.ts';
import { problem } from './problems.ts';

/** What a verifier asks with. */
export interface VerifierAccess {
  readonly fetch: (
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ) => Promise<Response>;
  /** Base URL of the interface; absent: it is not known, and nothing comes of asking. */
  readonly verifierUrl?: string | undefined;
}

/** J-LIS answered with a problem document: it will not answer otherwise if asked again. */
export class JlisRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`J-LIS refused: ${code}`);
    this.code = code;
  }
}

/** No answer, or none that can be read: ask again later. */
export class JlisAway extends Error {}

async function ask<S extends z.ZodType>(
  { fetch, verifierUrl }: VerifierAccess,
  path: string,
  schema: S,
  body?: unknown,
): Promise<z.infer<S>> {
  if (verifierUrl === undefined) throw new JlisAway('no address of J-LIS is given');
  let status: number;
  let value: unknown;
  try {
    const response = await fetch(
      `${verifierUrl}${path}`,
      body === undefined
        ? undefined
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
    status = response.status;
    value = await response.json();
  } catch (cause) {
    throw new JlisAway('no answer of J-LIS', { cause });
  }
  if (status >= 400 && status < 500) {
    const refusal = problem.safeParse(value);
    if (refusal.success) throw new JlisRefused(refusal.data.code);
  }
  const parsed = schema.safeParse(value);
  if (status >= 300 || !parsed.success) throw new JlisAway(`J-LIS answered with ${status}, not as agreed`);
  return parsed.data;
}

/** 施行規則35条の2 3項: the signed consent goes on to J-LIS. The same bytes give the same record. */
export const forwardConsent = (access: VerifierAccess, cms: string) =>
  ask(access, '/consents', consentRecord, { cms });

export const forwardWithdrawal = (access: VerifierAccess, cms: string) =>
  ask(access, '/withdrawals', z.object({ consents: z.array(consentRecord) }), { cms });

/** What was withdrawn at J-LIS itself since then. J-LIS tells nobody by itself. */
export const pollWithdrawals = (access: VerifierAccess, service: string, since: string) =>
  ask(
    access,
    `/withdrawals?service=${encodeURIComponent(service)}&since=${encodeURIComponent(since)}`,
    withdrawnList,
  );

/** 公的個人認証法18条3項, 19条5項. The caller has seen the loss of validity, and holds a consent. */
export const askFourItems = (access: VerifierAccess, query: z.infer<typeof fourItemsQuery>) =>
  ask(access, '/four-items', fourItemsAnswer, query);

/** 公的個人認証法18条4項: used for nothing but to know that two numbers are one person's. */
export const askLink = (access: VerifierAccess, query: z.infer<typeof linkQuery>) =>
  ask(access, '/links', linkAnswer, query);

const MEMBERS: Readonly<Record<FourItem, readonly (keyof DeliveredItems)[]>> = {
  name: ['name', 'nameFlags', 'nameKana'],
  address: ['address', 'addressFlags'],
  birth: ['birth'],
  gender: ['gender'],
};

/** INV-20: whatever came, only what was consented to is taken. */
export const consentedOnly = (delivered: DeliveredItems, items: readonly FourItem[]): DeliveredItems => {
  const allowed = new Set(items.flatMap((item) => MEMBERS[item]));
  return Object.fromEntries(
    Object.entries(delivered).filter(([member]) => allowed.has(member as keyof DeliveredItems)),
  );
};
