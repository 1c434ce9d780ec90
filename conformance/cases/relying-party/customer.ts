/** What customers do at the bank: they log in, propose and sign. An app is a key and its certificates; the library is tested elsewhere. */
import {
  digestsOf,
  type LoginChallenge,
  loginSession,
  type PaymentContent,
  profileTime,
  readContent,
  type TransactionPayload,
  type TransactionProposal,
  transactionProposal,
} from '../../../simulator/profile/index.ts';
import { loginKeyOf, type Phone } from '../../../simulator/society/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { enrolAs } from '../ca/holding.ts';

/** A key with its certificate. */
export type Signer = Pick<Phone, 'scalar' | 'certificate'>;

export interface Customer {
  readonly phone: Phone;
  readonly session: string;
  /** The identifier by which the bank knows the person. */
  readonly id: string;
}

/** The payload of a good answer. */
export const loginPayloadFor = (rig: Rig, { challenge, nonce, appId, origin }: LoginChallenge) => ({
  purpose: 'login' as const,
  challenge,
  nonce,
  appId,
  origin,
  at: rig.holders.time(),
});

/** Answers a fresh challenge with this phone; whatever comes of it. */
export async function logInWith(
  rig: Rig,
  phone: Phone,
  attributeCertificate: string | undefined = phone.issued.attributeCertificate,
) {
  const challenge = await rig.challenge();
  const answer = rig.holders.jws(loginKeyOf(phone), loginPayloadFor(rig, challenge));
  return rig.bank('POST', '/login/answers', {
    body: { answer, ...(attributeCertificate !== undefined && { attributeCertificate }) },
  });
}

/** Later steps need a session of a customer. */
export async function sessionOf(rig: Rig, phone: Phone): Promise<Customer> {
  const read = loginSession.safeParse((await logInWith(rig, phone)).body);
  must(read.success && read.data.customer !== undefined);
  return { phone, session: read.data.session, id: read.data.customer };
}

/** Enrols and logs in; kept under `customer N`. */
export async function becomeCustomer(rig: Rig, citizen = 1): Promise<Customer> {
  const customer = await sessionOf(rig, await enrolAs(rig, `phone of ${citizen}`, citizen));
  rig.notes.set(`customer ${citizen}`, customer);
  return customer;
}

export function customer(rig: Rig, citizen = 1): Customer {
  const own = rig.notes.get(`customer ${citizen}`) as Customer | undefined;
  must(own);
  return own;
}

export const PAYMENT: PaymentContent = {
  template: 'transfer.1',
  payee: 'テスト商店 TEST',
  account: '9999-001-1234567',
  amountYen: 12_000,
};

/** Later steps need a proposal. */
export async function propose(
  rig: Rig,
  { session }: Customer,
  content: PaymentContent = PAYMENT,
): Promise<TransactionProposal> {
  const read = transactionProposal.safeParse(
    (await rig.bank('POST', '/payments', { body: content, session })).body,
  );
  must(read.success);
  return read.data;
}

/** What a good library signs for this proposal. */
export const payloadFor = (rig: Rig, proposal: TransactionProposal): TransactionPayload => ({
  purpose: 'transaction',
  transaction: proposal.transaction,
  nonce: proposal.nonce,
  appId: proposal.appId,
  origin: proposal.origin,
  template: proposal.template,
  ...digestsOf(readContent(new Uint8Array(Buffer.from(proposal.content, 'base64')))),
  at: profileTime(rig.world.clock.now()),
});

/** Hands a signature in; whatever comes of it. */
export const handIn = (rig: Rig, { session }: Customer, transaction: string, jws: string) =>
  rig.bank('POST', `/payments/${transaction}/signature`, { body: { jws }, session });

/** Proposes, signs with this change of the payload, hands in, looks at the account. */
export async function pay(
  rig: Rig,
  who: Customer,
  change: (payload: TransactionPayload, proposal: TransactionProposal) => object = (payload) => payload,
  signer: Signer = who.phone,
): Promise<{ proposal: TransactionProposal; jws: string }> {
  const proposal = await propose(rig, who);
  const jws = rig.holders.jws(signer, change(payloadFor(rig, proposal), proposal));
  await handIn(rig, who, proposal.transaction, jws);
  await lookAtAccount(rig, who);
  return { proposal, jws };
}

export const lookAtAccount = (rig: Rig, { session }: Customer) => rig.bank('GET', '/account', { session });
export const lookAtRecord = (rig: Rig, { session }: Customer) => rig.bank('GET', '/customer', { session });
