/** After the procedure the examining body reads the record of decisions of a CA, for INV-40 to 42. */
import { EXAMINER } from '../../simulator/society/index.ts';
import { clientCertificateOf, type Rig } from './rig.ts';

/** A case makes some hundred entries; a record without end is not read to it. */
const PARTS_MAX = 1_000;

/** A request of the examining body; undefined where no JSON came. */
export async function askAsExaminer(rig: Rig, path: string): Promise<unknown> {
  const clientCertificate = clientCertificateOf(rig.world, EXAMINER);
  try {
    const fetch = rig.world.network.fetchAs('rig', { clientCertificate });
    const response = await fetch(`${rig.ca.replace(/^http:/, 'https:')}${path}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined; // on record already
  }
}

/** An entry as it came: nobody looked yet whether it fits. */
interface ReadEntry {
  readonly n?: unknown;
  readonly action?: unknown;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** The whole record, part by part. */
export async function readRecord(rig: Rig): Promise<readonly ReadEntry[]> {
  const read: ReadEntry[] = [];
  let after = 0;
  for (let parts = 0; parts < PARTS_MAX; parts++) {
    const { entries = [], last } = ((await askAsExaminer(rig, `/audit/entries?after=${after}`)) ?? {}) as {
      entries?: readonly ReadEntry[];
      last?: unknown;
    };
    read.push(...entries);
    const n = entries.at(-1)?.n;
    if (typeof n !== 'number' || n <= after || n === last) break;
    after = n;
  }
  return read;
}

/** The record, and the practice statement that names the rules in force. */
export async function examine(rig: Rig): Promise<void> {
  await readRecord(rig);
  await rig.world.network
    .fetchAs('rig')(`${rig.ca}/repository/cps.txt`)
    .catch(() => undefined); // on record already
}
