/** The shape of the requirement catalogue: one file per source, each sentence of ours once. */

/** Who says so. A failure cites its base and claims no more. */
export type Base = 'law' | 'notice' | 'publisher' | 'operator' | 'open-profile' | 'card' | 'design';

export interface RequirementRow {
  readonly level: 'shall' | 'should';
  /** The role that must do it. */
  readonly binds: 'card' | 'library' | 'ca' | 'relying-party' | 'hub';
  /** Clause of the source, as its readers write it. */
  readonly clause: string;
  /** One sentence of ours. */
  readonly says: string;
  readonly saysJa: string;
  /** `test`: by cases. Otherwise `because` tells why no case can. */
  readonly verifiedBy: 'test' | 'inspection' | 'analysis' | 'not observable';
  readonly because?: string;
}

export interface SourceDocument<Id extends string> {
  readonly title: string;
  readonly edition: string;
  readonly base: Base;
  readonly href?: string;
  readonly rows: Readonly<Record<Id, RequirementRow>>;
}

export const sourceDocument = <const Id extends string>(document: SourceDocument<Id>): SourceDocument<Id> =>
  document;
