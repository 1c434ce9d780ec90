/** J-LIS's interface for verifiers, asked over HTTP with our client certificate. */
import { z } from 'zod';
import {
  consentRecord,
  fourItemsAnswer,
  type fourItemsQuery,
  linkAnswer,
  type linkQuery,
  problem,
  withdrawnList,
} from '../../profile/index.ts';
import type { CaContext } from '../context.ts';

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

/** Does this CA have the interface at all? */
export const knowsJlis = ({ verifierUrl }: CaContext): boolean => verifierUrl !== undefined;

async function ask<S extends z.ZodType>(
  { fetch, verifierUrl }: CaContext,
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
export const forwardConsent = (ctx: CaContext, cms: string) => ask(ctx, '/consents', consentRecord, { cms });

export const forwardWithdrawal = (ctx: CaContext, cms: string) =>
  ask(ctx, '/withdrawals', z.object({ consents: z.array(consentRecord) }), { cms });

/** What was withdrawn at J-LIS itself since then. J-LIS tells nobody by itself. */
export const pollWithdrawals = (ctx: CaContext, service: string, since: string) =>
  ask(
    ctx,
    `/withdrawals?service=${encodeURIComponent(service)}&since=${encodeURIComponent(since)}`,
    withdrawnList,
  );

/** 公的個人認証法18条3項, 19条5項. The caller has seen the loss of validity, and holds a consent. */
export const askFourItems = (ctx: CaContext, query: z.infer<typeof fourItemsQuery>) =>
  ask(ctx, '/four-items', fourItemsAnswer, query);

/** 公的個人認証法18条4項: used for nothing but to know that two numbers are one person's. */
export const askLink = (ctx: CaContext, query: z.infer<typeof linkQuery>) =>
  ask(ctx, '/links', linkAnswer, query);
