/** Libraries with one defect each in certificates, keys, consents, and in what they say to the CA and to relying parties. */

import { AID_JPKI, selectAid } from '../../simulator/apdu/index.ts';
import {
  type Enrolment,
  type FposSteps,
  type KeyStore,
  memoryStorage,
  fposSteps as reference,
  Stop,
  type Storage,
  softwareKeyStore,
} from '../../simulator/fpos/index.ts';
import { readCertificate } from '../../simulator/pki/index.ts';
import { PROFILE_OID } from '../../simulator/profile/index.ts';
import { type Mutant, mutant } from './define.ts';

const library = (
  name: string,
  defect: string,
  steps: Partial<FposSteps> | (() => Partial<FposSteps>),
  alsoFails: Mutant['alsoFails'] = {},
): Mutant =>
  mutant(
    `mutant:library-${name}`,
    'library',
    defect,
    () => ({ library: typeof steps === 'function' ? steps() : steps }),
    alsoFails,
  );

type Fetch = Enrolment['deps']['fetch'];
const withFetch = (enrolment: Enrolment, fetch: Fetch): Enrolment => ({
  ...enrolment,
  deps: { ...enrolment.deps, fetch },
});

/** Storage that changes what it is given to keep. */
const keeping = (change: (text: string) => string | undefined) => (): Storage => {
  const kept = memoryStorage();
  return {
    ...kept,
    save: async (text) => {
      const changed = change(text);
      if (changed !== undefined) await kept.save(changed);
    },
  };
};

interface Kept {
  apps: Record<string, { begun?: { issued?: unknown; receipt?: unknown } }>;
}

export const LIBRARY_LIFE_MUTANTS: readonly Mutant[] = [
  // What comes back.
  library('ignores-the-name', 'Whose name stands in the certificate is not looked at.', {
    checkCertificate: (checks, enrolment, certificate, key) =>
      reference.checkRenewed(checks, enrolment, certificate, key),
  }),
  library('compares-issuer-names-only', 'The signature of the CA is not verified.', {
    isOfAcceptedCa: ({ deps }, { issuer }) => {
      const known = deps.caAnchors.map((ca) => readCertificate(ca).subject);
      if (!known.some((subject) => Buffer.compare(subject, issuer) === 0))
        throw new Stop('certificate-unacceptable', 'another issuer');
    },
  }),
  library('ignores-the-end', 'A certificate that is over is accepted.', { isNotOver: () => {} }),
  library('ignores-the-beginning', 'A certificate that has not begun is accepted.', { hasBegun: () => {} }),
  library('ignores-what-it-may', 'A certificate of a CA is taken for that of a person.', {
    isOfAPerson: () => {},
  }),
  library('ignores-the-key-usage', 'What the key may do is not looked at.', { maySign: () => {} }),
  library('looks-at-one-certificate-only', 'The attribute certificate is not checked.', {
    checkPerson: (_checks, _enrolment, answer, _key, expected) => {
      if (answer.attributeCertificate === undefined || expected === undefined) return;
      const der = new Uint8Array(Buffer.from(answer.attributeCertificate, 'base64'));
      if (readCertificate(der).otherNames.get(PROFILE_OID.pairwise) !== expected)
        throw new Stop('other-person', 'another person');
    },
  }),
  library('takes-anybody', 'Another person’s certificate is accepted in an app that knows its user.', {
    checkPerson: (checks, enrolment, answer, key) =>
      reference.checkPerson(checks, enrolment, answer, key, undefined),
  }),
  library('takes-nobody', 'An app that knows its user accepts no certificate at all.', {
    checkPerson: (checks, enrolment, answer, key, expected) => {
      if (expected !== undefined) throw new Stop('other-person', 'nobody is right');
      reference.checkPerson(checks, enrolment, answer, key, expected);
    },
  }),
  library('takes-any-renewal', 'A renewed certificate is accepted without a look.', {
    checkRenewed: () => {},
  }),
  library('forgets-the-old-first', 'The old key is erased before there is a new certificate.', () => {
    let last: string | undefined;
    return {
      makeKey: async (enrolment, offer, purposes) => {
        const old = purposes.includes('signature') ? last : undefined;
        if (old !== undefined) await enrolment.deps.keyStore.erase(old);
        const key = await reference.makeKey(enrolment, offer, purposes);
        if (purposes.includes('signature')) last = key.keyId;
        return key;
      },
    };
  }),
  library('sends-no-receipt', 'The certificate is used without a receipt.', { sendReceipt: async () => {} }),
  // Keys and names.
  library('binds-to-the-first-offer', 'A later request is bound to the application before it.', () => {
    let first: Parameters<typeof reference.requestCertificate>[1] | undefined;
    return {
      requestCertificate: (enrolment, offer, key) => {
        first ??= offer;
        return reference.requestCertificate(enrolment, first, key);
      },
    };
  }),
  library('names-the-first-app', 'What the card signs for a second app names the first.', () => {
    let first: string | undefined;
    return {
      tap: (steps, enrolment, pin, content, consent) => {
        first ??= content.appId;
        return reference.tap(steps, enrolment, pin, { ...content, appId: first }, consent);
      },
    };
  }),
  library('uses-one-key', 'An app asks for every certificate with the same key.', () => {
    const keys = new Map<string, ReturnType<typeof reference.makeKey>>();
    return {
      makeKey: (enrolment, offer, purposes) => {
        const use = `${enrolment.request.appId} ${purposes.join()}`;
        const key = keys.get(use) ?? reference.makeKey(enrolment, offer, purposes);
        keys.set(use, key);
        return key;
      },
    };
  }),
  library('shares-the-key-between-apps', 'A second app gets the key of the first.', () => {
    let first: { readonly appId: string; readonly key: ReturnType<typeof reference.makeKey> } | undefined;
    return {
      makeKey: (enrolment, offer, purposes) => {
        const { appId } = enrolment.request;
        if (first && first.appId !== appId) return first.key;
        const key = reference.makeKey(enrolment, offer, purposes);
        first = { appId, key };
        return key;
      },
    };
  }),
  library('names-all-phones-alike', 'Every installation has the same name.', {
    instanceOf: () => '00'.repeat(16),
  }),
  library('names-itself-anew', 'An installation takes another name each time.', {
    instanceOf: (deps) => deps.id(16),
  }),
  mutant('mutant:library-copies-the-old-phone', 'library', 'A new phone gets the key of the old one.', () => {
    let old: KeyStore | undefined;
    let key: ReturnType<KeyStore['generate']> | undefined;
    return {
      keyStore: (draw: (keyId: string) => Uint8Array): KeyStore => {
        if (old && key) {
          const copied = key;
          return { ...old, generate: () => copied };
        }
        const own = softwareKeyStore(draw);
        old = own;
        return {
          ...own,
          generate: () => {
            key = own.generate();
            return key;
          },
        };
      },
    };
  }),
  // Towards the CA.
  library('reports-elsewhere', 'The beginning of an enrolment is reported to somebody else.', {
    begin: async (enrolment) => {
      const init = { method: 'POST', body: JSON.stringify({ app: enrolment.request.appId }) };
      await enrolment.deps.fetch('http://statistics.test/', init).catch(() => undefined);
      return reference.begin(enrolment);
    },
  }),
  library('follows-redirects', 'What the card signed goes wherever an answer points.', {
    handIn: (steps, enrolment, ...rest) => {
      const { fetch } = enrolment.deps;
      const following: Fetch = async (url, init) => {
        const response = await fetch(url, init);
        const elsewhere = response.headers.get('location');
        return elsewhere === null ? response : fetch(elsewhere, init);
      };
      return reference.handIn(steps, withFetch(enrolment, following), ...rest);
    },
  }),
  library('hides-the-reason', 'The user is told that it failed, and not why.', {
    showEnd: (deps, notice) =>
      reference.showEnd(deps, notice.kind === 'refused' ? { ...notice, code: 'failed' } : notice),
  }),
  library('taps-again-at-a-lost-answer', 'A lost answer costs another tap.', {
    handIn: async (steps, enrolment, ...rest) => {
      const { fetch, card } = enrolment.deps;
      const tapping: Fetch = async (url, init) => {
        try {
          return await fetch(url, init);
        } catch (error) {
          await card.connect();
          await card.transmit(selectAid(AID_JPKI));
          await card.disconnect();
          throw error;
        }
      };
      return reference.handIn(steps, withFetch(enrolment, tapping), ...rest);
    },
  }),
  library('forgets-what-was-signed', 'What the CA did not answer is given up.', {
    handIn: async (...args) => {
      try {
        return await reference.handIn(...args);
      } catch (error) {
        if (error instanceof Stop) throw new Stop({ ca: error.code, undecided: false }, error.message);
        throw error;
      }
    },
  }),
  library('gives-up-at-503', 'That the CA could not ask J-LIS is taken for its last word.', {
    handIn: async (...args) => {
      try {
        return await reference.handIn(...args);
      } catch (error) {
        if (error instanceof Stop && error.code === 'jpki-status-unavailable')
          throw new Stop({ ca: error.code, undecided: false }, error.message);
        throw error;
      }
    },
  }),
  mutant('mutant:library-keeps-it-in-memory-only', 'library', 'Nothing survives the end of the app.', {
    storage: keeping(() => undefined),
  }),
  mutant(
    'mutant:library-asks-again-for-what-was-issued',
    'library',
    'That the certificate had come is not kept.',
    {
      storage: keeping((text) => {
        const kept = JSON.parse(text) as Kept;
        for (const { begun } of Object.values(kept.apps)) {
          delete begun?.issued;
          delete begun?.receipt;
        }
        return JSON.stringify(kept);
      }),
    },
  ),
  // Consent.
  library('consents-to-all', 'Whoever chooses something has chosen everything.', {
    chooseItems: async (enrolment, asked) =>
      (await reference.chooseItems(enrolment, asked)).length > 0 ? asked.items : [],
  }),
  library('takes-more-than-asked', 'What the screen answers is taken whole.', {
    chooseItems: async ({ deps: { ui } }, { service, items }) =>
      (await ui.chooseItems?.(service, items)) ?? [],
  }),
  library('consents-by-default', 'Whoever chooses nothing has chosen everything.', {
    chooseItems: async (enrolment, asked) => {
      const chosen = await reference.chooseItems(enrolment, asked);
      return chosen.length > 0 ? chosen : asked.items;
    },
  }),
  library('demands-consent', 'Without consent there is no certificate.', {
    chooseItems: async (enrolment, asked) => {
      const chosen = await reference.chooseItems(enrolment, asked);
      if (chosen.length === 0) throw new Stop('cancelled', 'consent is demanded');
      return chosen;
    },
  }),
  library('consents-for-another-service', 'The consent names the CA’s service, whatever was asked.', {
    consentContentFor: (enrolment, asked, items) =>
      reference.consentContentFor(enrolment, { ...asked, service: 'fpos-id' }, items),
  }),
  library('sends-the-consent-first', 'The consent is sent before there is a certificate.', {
    tap: async (steps, enrolment, ...rest) => {
      const { consent, ...proof } = await reference.tap(steps, enrolment, ...rest);
      if (consent) {
        const cms = Buffer.from(consent).toString('base64');
        await reference.sendConsent(enrolment, '/consents', cms).catch(() => undefined);
      }
      return proof;
    },
  }),
  library('fails-with-the-consent', 'A consent that is not taken breaks the enrolment.', {
    sendConsent: async (...args) => {
      try {
        return await reference.sendConsent(...args);
      } catch (cause) {
        throw new Error('the consent failed', { cause });
      }
    },
  }),
  library('reuses-the-nonce', 'Every consent has the same nonce.', {
    consentContentFor: (...args) => ({ ...reference.consentContentFor(...args), nonce: '00'.repeat(16) }),
  }),
  library('withdraws-in-its-own-books', 'A withdrawal is told to nobody.', {
    sendConsent: async (enrolment, path, cms) =>
      path === '/consents' ? reference.sendConsent(enrolment, path, cms) : ({} as never),
  }),
  library('withdraws-everything', 'Who withdraws one item withdraws all.', () => {
    let withdrawn = false;
    return {
      sendConsent: async (enrolment, path, cms) => {
        if (path === '/consents' && withdrawn) return {} as never;
        withdrawn = path !== '/consents';
        return reference.sendConsent(enrolment, path, cms);
      },
    };
  }),
  library('narrows-without-a-withdrawal', 'A narrower consent is given beside the wider one.', () => {
    let [withdrawing, narrowing] = [false, false];
    return {
      withdrawalContentFor: (...args) => {
        withdrawing = true;
        return reference.withdrawalContentFor(...args);
      },
      consentContentFor: (...args) => {
        narrowing = withdrawing;
        return reference.consentContentFor(...args);
      },
      sendConsent: async (enrolment, path, cms) =>
        path !== '/consents' && narrowing ? ({} as never) : reference.sendConsent(enrolment, path, cms),
    };
  }),
  // Renewal, revocation, log-in.
  library('renews-with-a-tap', 'A renewal asks for the card.', {
    signRenewal: async (enrolment, ...rest) => {
      const { card } = enrolment.deps;
      await card.connect();
      await card.transmit(selectAid(AID_JPKI));
      await card.disconnect();
      return reference.signRenewal(enrolment, ...rest);
    },
  }),
  mutant('mutant:library-goes-on-with-the-old', 'library', 'Log-ins stay with the first certificate.', () => {
    let first: Parameters<typeof reference.signRenewal>[1] | undefined;
    return {
      keyStore: (draw: (keyId: string) => Uint8Array): KeyStore => ({
        ...softwareKeyStore(draw),
        erase: async () => {},
      }),
      library: {
        signRenewal: (enrolment, old, content) => {
          first ??= old;
          return reference.signRenewal(enrolment, old, content);
        },
        signAnswer: (deps, own, payload) => reference.signAnswer(deps, first ?? own, payload),
      },
    };
  }),
  library('ignores-its-own-end', 'An expired certificate goes on being used.', { checkTerm: () => {} }),
  library('gives-another-reason', 'Every revocation is said to be for the wish to stop.', {
    wished: (enrolment, _wish, own) => reference.wished(enrolment, 'stop', own),
  }),
  library('forgets-only', 'The certificate is forgotten, and the CA is not asked.', {
    askEnd: async () => [],
  }),
  library('keeps-what-was-revoked', 'The phone goes on with what it had revoked.', {
    forget: async () => {},
  }),
  library('needs-the-lost-phone', 'Without the certificate nothing can be ended by the card.', {
    wished: (enrolment, wish, own) => {
      if (!own) throw new Stop('no-certificate', 'the certificate is needed');
      return reference.wished(enrolment, wish, own);
    },
  }),
  library('says-revoked-anyway', 'What the CA did not answer is told as done.', {
    askEnd: (...args) => reference.askEnd(...args).catch(() => []),
  }),
  library('ignores-the-app', 'A challenge for another app is answered.', {
    checkContext: ({ origin }, context) => {
      if (origin !== context.origin) throw new Stop('challenge-not-for-this-app', 'another origin');
    },
    payloadFor: (deps, challenge, context) =>
      reference.payloadFor(deps, challenge, { ...context, appId: challenge.appId }),
  }),
  library('borrows-a-certificate', 'An app without a certificate uses another app’s.', {
    certificateOf: (apps, appId) =>
      reference.certificateOf(apps, appId) ??
      Object.values(apps).find(({ credential }) => credential)?.credential,
  }),
];
