/** The requirement catalogue. Ids are a union, so a case that cites an unknown one does not compile. */
import { bankProfile } from './bank-profile.ts';
import { card } from './card.ts';
import { cardApplications } from './card-applications.ts';
import { consentNotice } from './consent-notice.ts';
import { electronicSignaturesAct } from './electronic-signatures-act.ts';
import { jpkiAct } from './jpki-act.ts';
import { openProfile } from './open-profile.ts';
import { publisherNote } from './publisher-note.ts';
import type { Base, RequirementRow, SourceDocument } from './source-document.ts';

export { type Claim, PROMISES, type PublishedPromise } from './promises.ts';
export type { Base, RequirementRow, SourceDocument } from './source-document.ts';

const documents = {
  electronicSignaturesAct,
  jpkiAct,
  consentNotice,
  publisherNote,
  card,
  cardApplications,
  openProfile,
  bankProfile,
};

type RowIds<D> = D extends SourceDocument<infer Id> ? Id : never;
export type RequirementId = RowIds<(typeof documents)[keyof typeof documents]>;

export interface Requirement extends RequirementRow {
  readonly id: RequirementId;
  readonly source: string;
  readonly edition: string;
  readonly base: Base;
}

/** All rows of all sources, in the order of the catalogue. */
export const REQUIREMENTS: readonly Requirement[] = Object.values(documents).flatMap((document) =>
  Object.entries(document.rows).map(([id, row]) => ({
    id: id as RequirementId,
    source: document.title,
    edition: document.edition,
    base: document.base,
    ...(row as RequirementRow),
  })),
);

/** The edition of the catalogue that reports name. It changes when a row or a case changes its meaning. */
export const EDITION = '2026-11';
