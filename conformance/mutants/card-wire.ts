/**
 * Defects before and behind the commands of a card, where the reference has no step of that name: bytes are changed on
 * their way in, on their way out, or in the answer to reset.
 */
import { fromHex, toHex } from '../../simulator/apdu/index.ts';
import type { InProcessFactory } from '../iut/connector.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import type { Mutant } from './define.ts';

interface Wire {
  readonly command?: (capdu: Uint8Array) => Uint8Array;
  readonly answer?: (rapdu: Uint8Array, capdu: Uint8Array) => Uint8Array;
  readonly atr?: (atr: Uint8Array) => Uint8Array;
}

const same = (bytes: Uint8Array): Uint8Array => bytes;

export function wireMutant(
  id: Mutant['id'],
  defect: string,
  { command = same, answer = same, atr = same }: Wire,
  alsoFails: Mutant['alsoFails'] = {},
): Mutant {
  const factory: InProcessFactory = (rig) => {
    const card = referenceIut(id)(rig);
    return {
      ...card,
      async call(method, params) {
        if (method === 'card.transmit') {
          const capdu = fromHex((params as { capdu: string }).capdu);
          const { rapdu } = (await card.call(method, { capdu: toHex(command(capdu)) })) as { rapdu: string };
          return { rapdu: toHex(answer(fromHex(rapdu), capdu)) };
        }
        const result = await card.call(method, params);
        if (method !== 'card.power') return result;
        return { atr: toHex(atr(fromHex((result as { atr: string }).atr))) };
      },
    };
  };
  return { id, role: 'card', defect, factory, alsoFails };
}
