/** The accredited CA as HTTP services: one for everybody, one for its own people. */
import type { Der } from '../pki/index.ts';
import { createService } from '../profile/index.ts';
import type { Chance, Clock, Fetch, Handler, KeySource } from '../world/index.ts';
import { type CaContext, type RegisteredApp, RULES } from './context.ts';
import { applicationOperations } from './http/applications.ts';
import { examinerOperations } from './http/examiner.ts';
import { holderOperations } from './http/holders.ts';
import { operationsService } from './http/operations.ts';
import { relyingPartyOperations } from './http/relying-parties.ts';
import { repositoryOperations } from './http/repository.ts';
import { createIssuingAuthority } from './issuing/authority.ts';
import { tick } from './operations/tick.ts';
import { type CaPolicy, DEFAULT_POLICY } from './policy.ts';
import type { AuditEntry } from './state/audit.ts';
import { openCaFile } from './state/sqlite-file.ts';
import { createStore, type Durable, type Store } from './state/store.ts';
import { type CaSteps, caSteps } from './steps.ts';

export interface CaDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly keys: KeySource;
  /** Carries the client certificate by which J-LIS knows this CA. */
  readonly fetch: Fetch;
  /** When this CA began; its own certificate is a year older. With a file: of the first start. */
  readonly founded: Date;
  /** Roots of the JPKI signing CA. */
  readonly jpkiAnchors: readonly Der[];
  /** Where J-LIS answers about signing certificates. */
  readonly ocspUrl: string;
  /** Where its lists are; needed for the policy `status: 'crl'`. */
  readonly crlUrl?: string;
  /** J-LIS's interface for verifiers; absent: no consents, no latest items, no links. */
  readonly verifierUrl?: string;
  /** Relying parties that may ask for events of their app. */
  readonly apps?: readonly RegisteredApp[];
  /** Makers of phones whose word about keys counts (policy `attestation`). */
  readonly keyMakers?: readonly Der[];
  /** The client certificate (DER) of the examining body (指定調査機関); absent: the record is shown to nobody. */
  readonly examiner?: Der;
  readonly policy?: Partial<CaPolicy>;
  /** Keep the records in this SQLite file; absent: they end with the process. Or something that keeps them otherwise. */
  readonly file?: string | Durable;
}

export interface Ca {
  /** Trust anchor for what this CA issues. */
  readonly certificate: Der;
  /** Everything that the outside meets, repository included. */
  readonly handler: Handler;
  /** For the CA's own people; never put on a network that others reach. */
  readonly operations: Handler;
  /** One round of what the CA does by itself as time passes. */
  tick(): Promise<void>;
  readonly audit: readonly AuditEntry[];
  /** For tests and invariants: the records as they are. */
  readonly store: Pick<Store, 'get' | 'values' | 'size'>;
  /**
   * What the outside would meet if parts of this CA were otherwise, over the same records: for faults, which let it answer
   * as of an earlier time or by another key.
   */
  over(alter: (ctx: CaContext) => CaContext): Handler;
  close(): void;
}

const outside = (ctx: CaContext): Handler =>
  createService('Accredited CA (TEST)', [
    ...applicationOperations(ctx),
    ...holderOperations(ctx),
    ...relyingPartyOperations(ctx),
    ...examinerOperations(ctx),
    ...repositoryOperations(ctx),
  ]);

/** The founding survives with the file, and each start draws other numbers than any before (serials, nonces, codes). */
function started(store: Store, founded: Date): { readonly founded: Date; readonly start: number } {
  return store.transact((tx) => {
    const kept = tx.get('meta', 'founded')?.value;
    if (kept === undefined) tx.put('meta', 'founded', { value: founded.getTime() });
    const start = tx.next('start');
    tx.audit({ actor: 'ca', action: 'ca.start', object: String(start) });
    return { founded: new Date(kept ?? founded), start };
  });
}

export function createCa(deps: CaDeps, steps: CaSteps = caSteps): Ca {
  const policy: CaPolicy = { ...DEFAULT_POLICY, ...deps.policy };
  const file = typeof deps.file === 'string' ? openCaFile(deps.file) : deps.file;
  const store = createStore({ clock: deps.clock, rule: RULES, enter: steps.entered, ...(file && { file }) });
  const { founded, start } = started(store, deps.founded);
  const chance = deps.chance.fork(start === 1 ? 'accredited ca' : `accredited ca, start ${start}`);
  const now = (): Date => deps.clock.now();
  const ctx: CaContext = {
    now,
    id: chance.id,
    policy,
    steps,
    store,
    authority: createIssuingAuthority(deps.keys, founded),
    verifier: {
      now,
      fetch: deps.fetch,
      nonce: () => chance.bytes(16),
      // Read each time: another generation may have begun since.
      get anchors() {
        return deps.jpkiAnchors;
      },
      ocspUrl: deps.ocspUrl,
      ...(deps.crlUrl !== undefined && { crlUrl: deps.crlUrl }),
      status: policy.status,
    },
    fetch: deps.fetch,
    ...(deps.verifierUrl !== undefined && { verifierUrl: deps.verifierUrl }),
    pairwiseKey: deps.keys.p256('accredited ca pairwise'),
    apps: deps.apps ?? [],
    ...(deps.examiner && { examiner: deps.examiner }),
    keyMakers: deps.keyMakers ?? [],
    deciding: new Map(),
  };
  return {
    certificate: ctx.authority.certificate,
    handler: outside(ctx),
    operations: operationsService(ctx),
    tick: () => tick(ctx),
    audit: store.audit,
    store,
    over: (alter) => outside(alter(ctx)),
    close: () => store.close(),
  };
}
