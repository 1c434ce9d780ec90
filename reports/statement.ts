/** What a run as a whole says about the IUT. It never says more than its cases, and never "conforms to FPoS". */
import type { JudgedRun } from '../conformance/verdict/judged-run.ts';

/** One sentence in both languages of a report. */
export interface InTwo {
  readonly en: string;
  readonly ja: string;
}

export interface Statement {
  /** `conforms` and `conforms-in-part` only without any fail, inconc or error and with at least one pass. */
  readonly kind: 'conforms' | 'conforms-in-part' | 'does-not-conform' | 'none';
  readonly says: InTwo;
}

/** The version of the open profile that the cases judge. */
const PROFILE_VERSION = 1;

const cases = (count: number): string => (count === 1 ? '1 case' : `${count} cases`);

/** The overall statement of a run; the worst that happened decides. */
export function overallStatement({ manifest, summary }: Pick<JudgedRun, 'manifest' | 'summary'>): Statement {
  const { edition } = manifest.suite;
  const profile = {
    en: `the open profile, version ${PROFILE_VERSION}, edition ${edition}`,
    ja: `オープンプロファイル 第${PROFILE_VERSION}版、${edition}版`,
  };
  const { pass, fail, inconc, error, notApplicable } = summary;
  const of = pass + notApplicable;
  if (fail > 0) {
    return {
      kind: 'does-not-conform',
      says: {
        en: `Does not conform to ${profile.en}: ${cases(fail)} failed.`,
        ja: `${profile.ja}に適合しません：${fail}件のケースが不合格です。`,
      },
    };
  }
  if (error > 0) {
    return {
      kind: 'none',
      says: {
        en: `No statement: the rig itself failed in ${cases(error)}. This is not the fault of what was tested.`,
        ja: `判定なし：${error}件のケースで試験装置自体が異常でした。試験対象の責任ではありません。`,
      },
    };
  }
  if (inconc > 0) {
    return {
      kind: 'none',
      says: {
        en: `No statement: ${cases(inconc)} could not be judged.`,
        ja: `判定なし：${inconc}件のケースが判定できませんでした。`,
      },
    };
  }
  if (pass === 0) {
    return {
      kind: 'none',
      says: { en: 'No statement: no case was judged.', ja: '判定なし：判定されたケースがありません。' },
    };
  }
  if (Object.keys(manifest.selection).length > 0) {
    return {
      kind: 'conforms-in-part',
      says: {
        en: `Conforms to ${profile.en}, in the ${pass === of ? `${cases(pass)} that were selected` : `${pass} that apply to it of the ${cases(of)} that were selected`}. Nothing is said about the others.`,
        ja: `選択された${pass === of ? `${pass}件のケース` : `${of}件のケースのうち適用される${pass}件`}に限り、${profile.ja}に適合します。その他については何も述べません。`,
      },
    };
  }
  if (notApplicable > 0) {
    return {
      kind: 'conforms',
      says: {
        en: `Conforms to ${profile.en}, in the ${pass} of ${cases(of)} that apply to it.`,
        ja: `全${of}件のケースのうち適用される${pass}件について、${profile.ja}に適合します。`,
      },
    };
  }
  return {
    kind: 'conforms',
    says: { en: `Conforms to ${profile.en}.`, ja: `${profile.ja}に適合します。` },
  };
}
