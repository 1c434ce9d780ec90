import { fourItemsOfCertificate } from '../decode/index.ts';
import { tryTo } from './ca.ts';
import { issuedByCard } from './ca-ways.ts';
import { broken, invariant } from './invariant.ts';

const ARC = '1.3.6.1.4.1.32473.2024.3';

/** What a certificate of the basic kind may record, and where: docs/ca.md. Marks stand only where a character is a substitute. */
const RECORDED = [
  ['address', `${ARC}.2`],
  ['birth', `${ARC}.3`],
] as const;
const MARKS = [
  ['nameSubstitutes', `${ARC}.4`],
  ['addressSubstitutes', `${ARC}.5`],
] as const;

/** 施行規則6条5号ハ asks for the name; that it stands as on the card is the open profile's mapping rule (OP-NAME). */
export const inv03 = invariant(
  'INV-03',
  'name, and address and birth date where they are recorded, are those of the card, not a character changed',
  (seen, each) =>
    each(
      issuedByCard(seen).flatMap(({ n, certificate, cms }) => {
        const items = cms.signerCertDer && tryTo(() => fourItemsOfCertificate(cms.signerCertDer!));
        return certificate && items ? [{ n, certificate, items }] : [];
      }),
      ({ n, certificate: { subject, otherNames }, items }) => {
        const name = subject.find(({ type }) => type === 'CN')?.value;
        const said: readonly (readonly [string, string | undefined, string])[] = [
          ['name', name, items.name],
          ...RECORDED.map(([item, oid]) => [item, otherNames[oid] ?? items[item], items[item]] as const),
          ...MARKS.filter(([, oid]) => otherNames[oid] !== undefined).map(
            ([item, oid]) => [item, otherNames[oid], items[item]] as const,
          ),
        ];
        return said
          .filter(([, actual, expected]) => actual !== expected)
          .map(([item]) => broken(`the certificate says another ${item} than the card`, n));
      },
    ),
);
