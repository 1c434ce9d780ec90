/** What `list` knows, as objects with an id. */
import { CASES } from '../../conformance/cases/index.ts';
import { ICS, ICS_ITEMS, ICS_STATUS, needsOf } from '../../conformance/iut/ics.ts';
import { MUTANTS, NULLS } from '../../conformance/mutants/index.ts';
import { REQUIREMENTS } from '../../conformance/requirements/index.ts';
import { tagsOf } from '../../conformance/runner/select.ts';
import { loadProfile, profileIds } from '../../simulator/card/index.ts';
import { SCENARIOS } from '../../simulator/society/index.ts';

export interface Listed {
  readonly id: string;
  /** One line for a person. */
  readonly says: string;
  readonly [key: string]: unknown;
}

export const LISTS = {
  cases: (): readonly Listed[] =>
    CASES.map((testCase) => ({ ...testCase, needs: needsOf(testCase) })).map(
      ({ id, role, purpose, purposeJa, requirements, provenBy, destructive, needs }) => ({
        id,
        says: purpose,
        saysJa: purposeJa,
        role,
        requirements,
        needs,
        destructive: destructive ?? false,
        provenBy: provenBy.fail,
      }),
    ),
  requirements: (): readonly Listed[] =>
    REQUIREMENTS.map((r) => ({
      ...r,
      cases: CASES.filter((c) => c.requirements.includes(r.id)).map((c) => c.id),
    })),
  tags: (): readonly Listed[] =>
    [...new Set(CASES.flatMap(tagsOf))].map((id) => {
      const cases = CASES.filter((c) => tagsOf(c).includes(id)).map((c) => c.id);
      return { id, says: `${cases.length} cases`, saysJa: `${cases.length} 件のケース`, cases };
    }),
  ics: (): readonly Listed[] =>
    ICS_ITEMS.map((id) => {
      const { says, saysJa, roles, status } = ICS[id];
      const cases = CASES.filter((c) => needsOf(c).includes(id)).map((c) => c.id);
      const of = `${status}; ${roles.join(', ')}`;
      const meaning = ICS_STATUS[status];
      return {
        id,
        says: `(${of}) ${says}`,
        saysJa: `(${of}) ${saysJa}`,
        roles,
        status,
        statusSays: meaning.en,
        statusSaysJa: meaning.ja,
        cases,
      };
    }),
  mutants: (): readonly Listed[] =>
    MUTANTS.map(({ id, role, defect, alsoFails }) => ({
      id,
      says: defect,
      role,
      fails: CASES.filter((c) => c.provenBy.fail.includes(id)).map((c) => c.id),
      alsoFails,
    })),
  nulls: (): readonly Listed[] => NULLS.map(({ id, says }) => ({ id, says })),
  profiles: (): readonly Listed[] =>
    profileIds.map((id) => {
      const { title, ground, confidence } = loadProfile(id);
      return { id, says: title.en, saysJa: title.ja, ground, confidence };
    }),
  scenarios: (): readonly Listed[] => SCENARIOS.map(({ id, says, saysJa }) => ({ id, says, saysJa })),
  readers: (): readonly Listed[] => [
    { id: 'in-process', says: 'A card and its client in one process: what the suite uses.' },
    {
      id: 'pcsc',
      says: 'Our own PC/SC service: any program linked with libpcsclite (fpos-hil card -- COMMAND).',
    },
  ],
} as const satisfies Record<string, () => readonly Listed[]>;

export type ListName = keyof typeof LISTS;

const MARKS = Object.entries(ICS_STATUS).filter(([mark]) => ICS_ITEMS.some((id) => ICS[id].status === mark));

/** What a person must know to read a list. */
export const FOOTNOTES: Readonly<Partial<Record<ListName, { readonly en: string; readonly ja: string }>>> = {
  ics: {
    en: MARKS.map(([mark, { en }]) => `${mark}: ${en}`).join('; '),
    ja: MARKS.map(([mark, { ja }]) => `${mark}: ${ja}`).join('。 '),
  },
};
