/** One defect in each role that serves over HTTP: whatever a body says that it is, it is read as JSON. */
import type { Handler } from '../../simulator/world/index.ts';
import type { Role } from '../verdict/types.ts';
import { type Mutant, mutant } from './define.ts';

const OCSP_REQUEST = 'application/ocsp-request';

const front =
  (service: Handler): Handler =>
  async (request) => {
    if (request.method !== 'POST' || request.headers.get('content-type') === OCSP_REQUEST)
      return service(request);
    const headers = new Headers(request.headers);
    headers.set('content-type', 'application/json');
    return service(new Request(request.url, { method: 'POST', headers, body: await request.arrayBuffer() }));
  };

const takesAny = (id: Mutant['id'], role: Role): Mutant =>
  mutant(id, role, 'Of which media type a body is is not looked at.', { front });

export const MEDIA_TYPE_MUTANTS: readonly Mutant[] = [
  takesAny('mutant:ca-takes-any-media-type', 'ca'),
  takesAny('mutant:bank-takes-any-media-type', 'relying-party'),
  takesAny('mutant:hub-takes-any-media-type', 'hub'),
];
