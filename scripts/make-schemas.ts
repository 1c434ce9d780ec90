/**
 * Writes what a reader without TypeScript needs into a folder, as part of the build: JSON Schema of the IUT contract, of
 * the configuration, of expected failures, of rules for cards and of recordings, and the OpenAPI document of each HTTP service of a world.
 *
 *     node scripts/make-schemas.ts dist/schemas
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { iutConfigSchema } from '../conformance/iut/config-schema.ts';
import { contractSchema } from '../conformance/iut/contract.ts';
import { expectedFailuresFile } from '../conformance/verdict/expected-failures.ts';
import { JLIS_HOSTS } from '../simulator/jlis/index.ts';
import { headerOfRecording, recordedEvent, rule } from '../simulator/reader/index.ts';
import { createSociety } from '../simulator/society/index.ts';
import { createWorld, virtualClock } from '../simulator/world/index.ts';

export const SERVICES = {
  ca: 'ca.test',
  bank: 'bank.test',
  hub: 'hub.test',
  'jlis-verifier': JLIS_HOSTS.verifier,
  'jlis-holder': JLIS_HOSTS.holder,
  'jlis-ocsp': JLIS_HOSTS.ocspSign,
  'jlis-crl': JLIS_HOSTS.crlSign,
} as const;

export async function makeSchemas(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  const write = (name: string, value: unknown): void => {
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
    written.push(name);
  };
  write('iut-contract.schema.json', contractSchema());
  write('iut-config.schema.json', iutConfigSchema());
  write('expected-failures.schema.json', z.toJSONSchema(expectedFailuresFile));
  write('card-rule.schema.json', z.toJSONSchema(rule));
  // One for the first line, one for each of the others.
  write('recording-header.schema.json', z.toJSONSchema(headerOfRecording));
  write('recording-event.schema.json', z.toJSONSchema(recordedEvent));
  const world = createWorld({ seed: '1', clock: virtualClock() });
  // A bank that is itself a verifier has the operations of every bank, and those of consent.
  await createSociety(world, { bankVerifies: true });
  for (const [name, host] of Object.entries(SERVICES)) {
    const response = await world.network.fetchAs('rig')(`http://${host}/openapi.json`);
    if (!response.ok) throw new Error(`${host} has no /openapi.json (${response.status})`);
    write(`${name}.openapi.json`, await response.json());
  }
  return written;
}

if (import.meta.main) {
  const [folder = 'dist/schemas'] = process.argv.slice(2);
  console.log((await makeSchemas(folder)).join(' '));
}
