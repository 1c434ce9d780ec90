/** Phones with the library, at a CA of `caSetting`: what a person does, and what survives when the app is killed. */
import type { CardChannel } from '../../apdu/index.ts';
import { createCard } from '../../card/index.ts';
import {
  createLibrary,
  type FposLibrary,
  type LibraryDeps,
  memoryStorage,
  type Notice,
  type UserInterface,
} from '../../fpos/index.ts';
import type { FourItem } from '../../profile/index.ts';
import { inProcessReader } from '../../reader/index.ts';
import type { Fetch } from '../../world/index.ts';
import { libraryDeps } from '../society.ts';
import { witnessed } from '../witness.ts';
import type { CaSetting } from './ca-setting.ts';

export interface TestPhone {
  library: FposLibrary;
  readonly deps: LibraryDeps;
  /** What the person answers; may be changed at any time. */
  readonly person: { pin: string | undefined; agrees: boolean; items: readonly FourItem[]; risks: boolean };
  readonly shown: Notice[];
  /** The app is killed and started again: memory is gone, keys and storage stay. */
  restart(): void;
}

export interface PhoneParts {
  /** Whose card is in the field. Default: citizen 1's. */
  readonly citizen?: number;
  readonly card?: CardChannel;
  readonly fetch?: Fetch;
  readonly keyStore?: Parameters<typeof libraryDeps>[3];
}

export function testPhone(setting: CaSetting, name: string, parts: PhoneParts = {}): TestPhone {
  const { world } = setting;
  const person: TestPhone['person'] = { pin: 'ABC123', agrees: true, items: [], risks: false };
  const shown: Notice[] = [];
  const ui: UserInterface = {
    agree: async () => person.agrees,
    signPin: async () => person.pin,
    chooseItems: async () => person.items,
    riskLastTry: async () => person.risks,
    show: async (notice) => void shown.push(notice),
  };
  const deps = libraryDeps(
    world,
    name,
    {
      card:
        parts.card ??
        witnessed(inProcessReader(createCard(setting.card(parts.citizen ?? 1).data)), world.recorder),
      ui,
      fetch: parts.fetch ?? world.network.fetchAs('library'),
      caAnchors: [setting.ca.certificate],
      storage: memoryStorage(),
    },
    parts.keyStore,
  );
  return {
    library: createLibrary(deps),
    deps,
    person,
    shown,
    restart() {
      this.library = createLibrary(deps);
    },
  };
}
