/** The front page of J-LIS: where its services are. */
import { JLIS_HOSTS } from '../jlis/index.ts';
import { createService, jsonResponse, operation } from '../profile/index.ts';
import type { Handler } from '../world/index.ts';

/** The path of the complete list of the newest generation. */
export const CRL_PATH = '/full.crl';

export type JlisUrls = Readonly<Record<keyof typeof JLIS_HOSTS, string>>;

/** Inside one process: the names. */
export const NAMED_URLS: JlisUrls = {
  ocspSign: `http://${JLIS_HOSTS.ocspSign}`,
  ocspAuth: `http://${JLIS_HOSTS.ocspAuth}`,
  crlSign: `http://${JLIS_HOSTS.crlSign}${CRL_PATH}`,
  crlAuth: `http://${JLIS_HOSTS.crlAuth}${CRL_PATH}`,
  verifier: `https://${JLIS_HOSTS.verifier}`,
  holder: `https://${JLIS_HOSTS.holder}`,
};

export const frontPage = (urls: () => JlisUrls): Handler =>
  createService('J-LIS (TEST)', [
    operation({
      method: 'GET',
      path: '/',
      summary: 'The services of J-LIS and where they are.',
      answers: { 200: { says: 'URL by service.', type: 'application/json' } },
      handle() {
        const { ocspSign, ocspAuth, crlSign, crlAuth, verifier, holder } = urls();
        const services = { ocspSign, ocspAuth, crlSign, crlAuth, verifier, holder };
        return jsonResponse({ test: true, services });
      },
    }),
  ]);
