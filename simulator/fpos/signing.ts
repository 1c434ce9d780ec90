/** Transactions: what is shown is what is signed, and each one asks for an act of the user (M24, M25; INV-33, INV-34). */
import {
  digestsOf,
  isTemplate,
  type PaymentContent,
  prepareJws,
  profileTime,
  readContent,
  shownText,
  type TransactionPayload,
  type TransactionProposal,
} from '../profile/index.ts';
import type { Credential } from './application.ts';
import type { LibraryDeps } from './deps.ts';
import type { LoginContext } from './login.ts';
import { Stop } from './stop.ts';

/** Where the app really received the proposal; the library trusts this and not what the proposal says of itself. */
function checkProposal(deps: LibraryDeps, proposal: TransactionProposal, context: LoginContext): void {
  if (proposal.appId !== context.appId || proposal.origin !== context.origin)
    throw new Stop('transaction-not-for-this-app', 'the transaction was proposed to another app or origin');
  if (deps.now() > new Date(proposal.expires))
    throw new Stop('transaction-expired', 'the proposal is past its expiry');
}

/** The content, if it is in the canonical form and shown by the template that it names itself. */
function readProposal({ content, template }: TransactionProposal): PaymentContent {
  let read: PaymentContent;
  try {
    read = readContent(new Uint8Array(Buffer.from(content, 'base64')));
  } catch (cause) {
    throw new Stop('transaction-unreadable', 'the content is nothing that this library can show', cause);
  }
  if (!isTemplate(template) || template !== read.template)
    throw new Stop('transaction-unreadable', 'the content is to be shown as something that it is not');
  return read;
}

/** The text by which it is shown; the same one whose digest is signed. */
const textOf = (content: PaymentContent): string => shownText(content.template, content);

/** A fresh act of the user for this very text (電子署名法3条; INV-34): unlocking the phone for a log-in does not count here. */
async function approve({ ui }: LibraryDeps, text: string): Promise<void> {
  if (!(await ui.approve?.(text))) throw new Stop('cancelled', 'the user did not approve');
}

function transactionPayload(
  deps: LibraryDeps,
  { transaction, nonce, template }: TransactionProposal,
  context: LoginContext,
  content: PaymentContent,
): TransactionPayload {
  const { appId, origin } = context;
  const at = profileTime(deps.now());
  return { purpose: 'transaction', transaction, nonce, appId, origin, template, ...digestsOf(content), at };
}

async function signTransaction(
  deps: LibraryDeps,
  own: Credential,
  payload: TransactionPayload,
): Promise<string> {
  const jws = prepareJws(payload, [own.certificate]);
  return jws.assemble(await deps.keyStore.sign(own.keyId, jws.toBeSigned, 'raw'));
}

export const signingSteps = {
  checkProposal,
  readProposal,
  textOf,
  approve,
  transactionPayload,
  signTransaction,
};
export type SigningSteps = { [Name in keyof typeof signingSteps]: (typeof signingSteps)[Name] };

/**
 * The compact JWS over one transaction. Throws `Stop` (`transaction-not-for-this-app`, `transaction-expired`,
 * `transaction-unreadable`, `cancelled`); nothing is signed then.
 */
export async function answerTransaction(
  steps: SigningSteps,
  deps: LibraryDeps,
  own: Credential,
  proposal: TransactionProposal,
  context: LoginContext,
): Promise<string> {
  steps.checkProposal(deps, proposal, context);
  const content = steps.readProposal(proposal);
  await steps.approve(deps, steps.textOf(content));
  return steps.signTransaction(deps, own, steps.transactionPayload(deps, proposal, context, content));
}
