/** Customers: opened by a first log-in, known by the pairwise identifier, spoken for by a session. */
import { type Certificate, nameAttribute, OID } from '../pki/index.ts';
import {
  type CustomerRecord,
  type DeliveredItems,
  PROFILE_OID,
  profileTime,
  Refusal,
} from '../profile/index.ts';
import { holderOf } from './certificates.ts';
import { type BankContext, type Customer, keep } from './context.ts';

/** What the accredited certificate says of the person. */
function certifiedFacts({ subject, otherNames }: Certificate): DeliveredItems {
  const facts: DeliveredItems = {};
  const put = (item: 'nameFlags' | 'address' | 'addressFlags' | 'birth', oid: string): void => {
    const value = otherNames.get(oid);
    if (value !== undefined) facts[item] = value;
  };
  const name = nameAttribute(subject, OID.commonName);
  if (name !== undefined) facts.name = name;
  put('nameFlags', PROFILE_OID.nameSubstitutes);
  put('address', PROFILE_OID.address);
  put('addressFlags', PROFILE_OID.addressSubstitutes);
  put('birth', PROFILE_OID.birth);
  return facts;
}

/** The customer of this identifier. A first log-in opens the record; a later one changes nothing in it (INV-27). */
export function customerAt(ctx: BankContext, psid: string, certificate: Certificate): Customer {
  const known = ctx.customers.get(psid);
  if (known) return known;
  const opened: Customer = {
    psid,
    since: ctx.now(),
    version: 1,
    facts: certifiedFacts(certificate),
    changes: [],
    movements: [],
    reported: new Set(),
    holders: new Set(),
  };
  keep(ctx.customers, psid, opened);
  return opened;
}

/** The customer whose session the request shows. */
export function customerOf(ctx: BankContext, headers: Headers): Customer {
  const token = /^Bearer ([0-9a-f]{32})$/.exec(headers.get('authorization') ?? '')?.[1];
  const session = token === undefined ? undefined : ctx.sessions.get(token);
  if (!session || ctx.now() > session.expires) throw new Refusal('session-unknown');
  const customer = session.psid === undefined ? undefined : ctx.customers.get(session.psid);
  if (!customer) throw new Refusal('session-without-customer');
  return customer;
}

/** By the holder as whom this customer has logged in (INV-27: a key of that identifier). */
export function checkSigner(customer: Customer, certificate: Certificate): void {
  if (!customer.holders.has(holderOf(certificate))) throw new Refusal('signer-not-this-customer');
}

/** The customer who has logged in as the holder of this certificate. */
export function customerBehind(ctx: BankContext, certificate: Certificate): Customer {
  const holder = holderOf(certificate);
  const customer = [...ctx.customers.values()].find(({ holders }) => holders.has(holder));
  if (!customer) throw new Refusal('signer-not-this-customer');
  return customer;
}

export const recordOf = ({ psid, since, version, facts, changes }: Customer): CustomerRecord => ({
  customer: psid,
  since: profileTime(since),
  version,
  facts,
  changes: [...changes],
});
