/** What the verifiers' interface and the holder's have in common: the record of queries, and withdrawals. */
import { type ConsentRecord, type JlisOperation, Refusal, withdrawalContent } from '../../profile/index.ts';
import type { AuditEntry } from './audit.ts';
import type { ConsentStore } from './consents.ts';
import type { Verifier, VerifierRegistry } from './registry.ts';
import { demandEffect, type MessageDeps, readMessage } from './signed-message.ts';

export interface ServiceDeps extends MessageDeps {
  readonly verifiers: VerifierRegistry;
  readonly consents: ConsentStore;
  readonly audit: AuditEntry[];
}

interface Audited {
  readonly outcome: string;
  readonly feeYen?: number;
  readonly subject?: string;
}

/** Runs a query and writes down how it ended, also when it was refused. */
export function audited<T>(
  { audit, now }: ServiceDeps,
  who: string | undefined,
  operation: JlisOperation,
  run: () => Audited & { readonly answer: T },
): T {
  const write = ({ outcome, feeYen = 0, subject }: Audited): void => {
    audit.push({ at: now(), who, operation, subject, outcome, feeYen });
  };
  try {
    const done = run();
    write(done);
    return done.answer;
  } catch (error) {
    write({ outcome: error instanceof Refusal ? error.code : 'internal-error' });
    throw error;
  }
}

export const MESSAGE_PROBLEMS = [
  'request-malformed',
  'message-malformed',
  'message-signature-invalid',
  'message-signer-unknown',
  'message-signer-dead',
  'message-stale',
] as const;

/** What a holder signed to withdraw, wherever it is handed in. `verifier`: the only one whose consents may be meant. */
export function withdraw(deps: ServiceDeps, cms: string, verifier?: Verifier): { consents: ConsentRecord[] } {
  const message = readMessage(deps, cms, withdrawalContent, ['sign']);
  if (verifier && message.content.verifier !== verifier.id) throw new Refusal('message-other-verifier');
  demandEffect(deps, message);
  return { consents: deps.consents.withdraw(message).map(deps.consents.toRecord) };
}
