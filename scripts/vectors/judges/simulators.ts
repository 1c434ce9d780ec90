/**
 * The verifiers inside the simulators, given the vectors: the CA and its checks of JPKI certificates, status and consents,
 * J-LIS and its check of what a holder signed, the bank and its check of the certificate that a log-in comes with.
 */

import { readSaid } from '../../../simulator/ca/consent/consents.ts';
import type { CaContext } from '../../../simulator/ca/context.ts';
import { DEFAULT_POLICY } from '../../../simulator/ca/index.ts';
import { checkChain, checkPurpose, readFourItems } from '../../../simulator/ca/jpki/certificate.ts';
import { askStatus, type StatusAnswer, type VerifierDeps } from '../../../simulator/ca/jpki/status.ts';
import { signerOf } from '../../../simulator/ca/registration/person.ts';
import { caSteps } from '../../../simulator/ca/steps.ts';
import { DecodeError } from '../../../simulator/errors.ts';
import { JLIS_KNOBS, jlisSteps } from '../../../simulator/jlis/index.ts';
import type { CertificateRecord } from '../../../simulator/jlis/register/records.ts';
import type { Register } from '../../../simulator/jlis/register/register.ts';
import { createConsentStore } from '../../../simulator/jlis/verifiers/consents.ts';
import { holderHandler } from '../../../simulator/jlis/verifiers/holder-service.ts';
import { createVerifierRegistry } from '../../../simulator/jlis/verifiers/registry.ts';
import { verifierHandler } from '../../../simulator/jlis/verifiers/verifier-service.ts';
import { readCertificate, readCms } from '../../../simulator/pki/index.ts';
import {
  consentContent,
  type ProblemCode,
  problem,
  Refusal,
  withdrawalContent,
} from '../../../simulator/profile/index.ts';
import { type BankContext, bankSteps } from '../../../simulator/relying-party/index.ts';
import { CLIENT_CERT_FIELD } from '../../../simulator/world/index.ts';
import { authority, NEWER } from '../authorities.ts';
import {
  bytes,
  type CertificateVector,
  type ConsentVector,
  type CrlVector,
  type OcspVector,
} from './stated.ts';

/** `code`: of the refusal. `status`: what was learnt about a certificate. */
export type SimulatorVerdict = {
  readonly accepted: boolean;
  readonly code?: string;
  readonly status?: StatusAnswer['status'];
};

const isStatus = (value: unknown): value is StatusAnswer['status'] => typeof value === 'string';

/** Runs a check that may give back a status. A refusal of the profile, or bytes that cannot be read, is a verdict; anything else is a fault of ours and goes on. */
async function verdictOf(check: () => unknown): Promise<SimulatorVerdict> {
  try {
    const status = await check();
    return { accepted: true, ...(isStatus(status) && { status }) };
  } catch (error) {
    if (error instanceof Refusal || error instanceof DecodeError)
      return { accepted: false, code: error.code };
    throw error;
  }
}

const moment = (time: string) => (): Date => new Date(time);
const nothing = (): never => {
  throw new Error('not to be asked for');
};

const verifier = (time: string, rest: Partial<VerifierDeps>): VerifierDeps => ({
  now: moment(time),
  fetch: nothing,
  nonce: nothing,
  anchors: [],
  ocspUrl: 'http://ocsp.test/',
  status: 'ocsp',
  ...rest,
});

/** The CA, on a signing certificate or on a root that is its only anchor. */
export const caOnCertificate = ({ group, test }: CertificateVector): Promise<SimulatorVerdict> =>
  verdictOf(() => {
    const isAnchor = group.type === 'AnchorCheck';
    const anchors = (isAnchor ? [test.certificate] : group.anchors).map(bytes);
    const certificate = readCertificate(bytes(isAnchor ? group.leaf : test.certificate));
    checkPurpose(certificate, true);
    checkChain(verifier(group.time, { anchors }), certificate);
    readFourItems(certificate);
  });

/** The CA, on an answer to its question. */
export const caOnAnswer = ({ group, test }: OcspVector): Promise<SimulatorVerdict> =>
  verdictOf(async () => {
    const deps = verifier(group.time, {
      fetch: async () => new Response(new Uint8Array(bytes(test.response))),
      nonce: () => new Uint8Array(Buffer.from(group.nonceHex ?? '', 'hex')),
    });
    const { serial } = readCertificate(bytes(group.certificate));
    const { status } = await askStatus(deps, serial, readCertificate(bytes(group.issuer)));
    return status;
  });

const LIST_AT = '/full.crl';

/** The CA, on what is served as the complete list. */
export const caOnList = ({ group, test }: CrlVector): Promise<SimulatorVerdict> =>
  verdictOf(async () => {
    const issuer = readCertificate(bytes(group.issuer));
    const keyId = Buffer.from(issuer.ski!).toString('hex').toUpperCase();
    const index = {
      kind: 'sign',
      newListsAt: null,
      generations: [{ generation: 1, keyId, full: LIST_AT, arl: '/arl.crl', municipality: '/{code}.crl' }],
      municipalities: [],
    };
    const deps = verifier(group.time, {
      status: 'crl',
      crlUrl: 'http://crl.test/',
      fetch: async (url) =>
        String(url).endsWith(LIST_AT) ? new Response(new Uint8Array(bytes(test.crl))) : Response.json(index),
    });
    const { status } = await askStatus(deps, readCertificate(bytes(group.certificate)).serial, issuer);
    return status;
  });

/** The bank, on the certificate of a log-in, or on a CA as its only anchor. */
export const bankOnCertificate = ({ group, test }: CertificateVector): Promise<SimulatorVerdict> =>
  verdictOf(() => {
    const isAnchor = group.type === 'AnchorCheck';
    const caAnchors = (isAnchor ? [test.certificate] : group.anchors).map(bytes);
    const context = { deps: { caAnchors }, now: moment(group.time) } as unknown as BankContext;
    const certificate = readCertificate(bytes(isAnchor ? group.leaf : test.certificate));
    bankSteps.checkIssuer(context, certificate);
    bankSteps.checkValidity(context, certificate);
    bankSteps.checkUsage(certificate, 'authentication');
  });

const PERSON = { pairwise: {} as Record<string, string>, anchors: [], certificates: [], consents: [] };

/** The CA, on a consent or withdrawal of somebody whom it knows; the certificate is good at J-LIS. */
export const caOnMessage = ({ group, test }: ConsentVector): Promise<SimulatorVerdict> =>
  verdictOf(async () => {
    const person = { ...PERSON, pairwise: { [group.service]: 'known there' } };
    const get = (table: string) => (table === 'anchor' ? { person: 'somebody' } : person);
    const ctx = {
      now: moment(group.time),
      policy: {
        ...DEFAULT_POLICY,
        phoneCertificates: true,
        verifierId: group.verifier,
        requestAgeMsMax: group.ageMsMax,
      },
      steps: { ...caSteps, checkStatus: async () => undefined },
      verifier: verifier(group.time, { anchors: group.anchors.map(bytes) }),
      store: { get },
    } as unknown as CaContext;
    const { content, certificate } =
      group.kind === 'consent'
        ? await readSaid(ctx, consentContent, bytes(test.cms))
        : await readSaid(ctx, withdrawalContent, bytes(test.cms));
    caSteps.checkService(ctx, signerOf(ctx.store.get, certificate), content);
  });

/** Every certificate is on record as it says of itself; whether it is genuine is for J-LIS to find out. */
function registerOf(cms: Uint8Array): Register {
  let record: CertificateRecord | undefined;
  try {
    const { serial, notBefore, notAfter } = readCms(cms).signerCert;
    record = {
      ...{ kind: 'sign', citizen: 1, carrier: 'card', generation: NEWER, history: [] },
      ...{ serial, issuedAt: notBefore, notAfter },
    } as unknown as CertificateRecord;
  } catch {
    // J-LIS cannot read it either.
  }
  return { certificate: () => record } as unknown as Register;
}

const CLIENT = new Uint8Array([1]);

/** J-LIS, on what a verifier sends on, or a person asks. A withdrawal finds a consent of the day before. */
export const jlisOnMessage = ({ group, test }: ConsentVector): Promise<SimulatorVerdict> =>
  verdictOf(async () => {
    const now = moment(group.time);
    const verifiers = createVerifierRegistry();
    const own = { id: group.verifier, services: [group.service] };
    verifiers.register({ ...own, kinds: ['sign'], clientCertificate: CLIENT });
    const knobs = { ...JLIS_KNOBS, messageAgeMsMax: group.ageMsMax };
    const consents = createConsentStore({ knobs, steps: jlisSteps, now });
    const register = registerOf(bytes(test.cms));
    if (group.kind === 'withdrawal') {
      const at = new Date(now().getTime() - 86_400_000).toISOString();
      const { verifier, service } = group;
      const content = { purpose: 'four-items-consent', verifier, service, items: ['name'], at, nonce: '' };
      consents.accept({ content, bytes: CLIENT, signer: register.certificate('sign', 0n)! } as never);
    }
    const deps = {
      ...{ authorities: { sign: authority('sign'), auth: authority('auth') }, register, knobs },
      ...{ steps: jlisSteps, now, verifiers, consents, audit: [] },
    };
    const handler = group.kind === 'inquiry' ? holderHandler(deps) : verifierHandler(deps);
    const path = { consent: 'consents', withdrawal: 'withdrawals', inquiry: 'inquiries' }[group.kind]!;
    const response = await handler(
      new Request(`http://jlis.test/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [CLIENT_CERT_FIELD]: `:${Buffer.from(CLIENT).toString('base64')}:`,
        },
        body: JSON.stringify({ cms: test.cms }),
      }),
    );
    if (!response.ok) throw new Refusal(problem.parse(await response.json()).code as ProblemCode);
  });
